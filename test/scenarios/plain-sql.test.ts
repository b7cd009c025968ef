/*
 * Plain SQL is the interface: rows of metadata and the records of the tables they make, in one
 * transaction, in one statement, in any order.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expectNoDrift } from '../support/drift.ts';
import { difference, snapshot } from '../support/snapshot.ts';
import { createWorkspace, one } from '../support/workspaces.ts';

let database: TestDatabase;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await expectNoDrift(database).finally(() => database.drop());
});

async function columns(schema: string, table: string): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `select attname::text as name from pg_attribute
     where attrelid = $1::regclass and attnum > 5 order by attnum`,
    [`${schema}.${table}`],
  );
  return rows.map(({ name }) => name);
}

describe('one transaction', () => {
  /** A library: a workspace, its objects, fields of all kinds, relations, and books on its shelves. */
  async function makeLibrary(client: pg.Client): Promise<string> {
    const run = async (text: string, values: unknown[] = []): Promise<Record<string, string>> =>
      (await client.query(text, values)).rows[0];
    const workspace = await run(
      `insert into core.workspace ("displayName") values ('Library') returning id, "schemaName" as schema`,
    );
    const { schema } = workspace;
    const object = (name: string): Promise<Record<string, string>> =>
      run(
        `insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural")
         values ($1, $2::text, $2 || 's') returning id`,
        [workspace.id, name],
      );
    const [book, shelf] = [await object('book'), await object('shelf')];
    const field = (id: string | undefined, name: string, type: string, settings?: object) =>
      run(
        `insert into core."fieldMetadata" ("objectMetadataId", name, type, settings)
         values ($1, $2, $3, $4) returning id`,
        [id, name, type, settings],
      );
    await field(book.id, 'title', 'TEXT');
    await field(book.id, 'shelf', 'RELATION', {
      relationType: 'MANY_TO_ONE',
      relationTargetObjectId: shelf.id,
    });
    await client.query(`insert into ${schema}.shelf (id) values ('${'0'.repeat(31)}1')`);
    await client.query(
      `insert into ${schema}.book (title, "shelfId") values ('Emma', '${'0'.repeat(31)}1')`,
    );
    // Columns of a table that has records of this transaction.
    await field(book.id, 'pages', 'NUMBER', { min: 1 });
    const [sequel, prequel] = [
      await field(book.id, 'sequels', 'RELATION'),
      await field(book.id, 'prequel', 'RELATION'),
    ];
    await run(
      `insert into core."relationMetadata" ("relationType", "fromObjectMetadataId", "fromFieldMetadataId",
         "toObjectMetadataId", "toFieldMetadataId") values ('ONE_TO_MANY', $1, $2, $1, $3)`,
      [book.id, sequel.id, prequel.id],
    );
    await client.query(
      `insert into ${schema}.book (title, pages, "prequelId") select 'Emma II', 99, id from ${schema}.book`,
    );
    return schema ?? '';
  }

  test('commits metadata, tables and records together', async () => {
    const client = await database.client();
    await client.query('begin');
    const schema = await makeLibrary(client);
    expect(
      await database.query('select from pg_namespace where nspname = $1', [schema]),
    ).toHaveLength(0);
    await client.query('commit');
    expect(
      await database.query(
        `select b.title, b.pages, p.title as prequel, s.id is not null as shelved
         from ${schema}.book b left join ${schema}.book p on p.id = b."prequelId"
         left join ${schema}.shelf s on s.id = b."shelfId" order by 1`,
      ),
    ).toEqual([
      { title: 'Emma', pages: null, prequel: null, shelved: true },
      { title: 'Emma II', pages: '99', prequel: 'Emma', shelved: false },
    ]);
    expect(await columns(schema, 'book')).toEqual(['title', 'shelfId', 'pages', 'prequelId']);
  });

  test.each(['rollback', 'rollback to before'])('%s leaves no trace', async (rollback) => {
    const before = await snapshot(database);
    const client = await database.client();
    await client.query('begin; savepoint before');
    await makeLibrary(client);
    const { rows } = await client.query(`select "databaseRole" as role from core.role r
      join core.workspace w on w.id = r."workspaceId" where w."createdAt" = now()`);
    expect(rows).toHaveLength(3);
    await client.query(`${rollback}; commit`);

    expect(difference(before, await snapshot(database))).toEqual({});
    const left = await database.query('select from pg_roles where rolname = any ($1)', [
      rows.map(({ role }) => role),
    ]);
    expect(left).toHaveLength(0);
  });
});

describe('one statement with writable CTEs', () => {
  const INSERTS: Readonly<Record<string, string>> = {
    workspace: `insert into core.workspace (id, "displayName") select w, 'CTE' from ids returning id`,
    object: `insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural")
      select o, w, 'book', 'books' from ids union all select t, w, 'shelf', 'shelves' from ids returning id`,
    fields: `insert into core."fieldMetadata" ("objectMetadataId", "workspaceId", name, type, settings)
      select o, w, 'title', 'TEXT', null from ids
      union all
      select o, w, 'shelf', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', t)
      from ids returning id`,
  };

  /** The statements in this order, the last one as the main statement. */
  function statement(order: readonly string[]): string {
    const ctes = order.slice(0, -1).map((name) => `"${name}" as (${INSERTS[name]})`);
    return `with ids as (select $1::uuid as w, $2::uuid as o, $3::uuid as t), ${ctes.join(', ')}
      ${INSERTS[order.at(-1) ?? '']}`;
  }

  const permutations = (names: readonly string[]): string[][] =>
    names.length < 2
      ? [[...names]]
      : names.flatMap((name) =>
          permutations(names.filter((other) => other !== name)).map((rest) => [name, ...rest]),
        );

  test.each(
    permutations(['workspace', 'object', 'fields']).map((order) => [order.join(', '), order]),
  )('in the order %s', async (_, order) => {
    const ids = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
    await database.query(statement(order as string[]), ids);
    const { schema } = await one<{ schema: string }>(
      database,
      'select "schemaName" as schema from core.workspace where id = $1',
      [ids[0]],
    );
    expect((await columns(schema, 'book')).toSorted()).toEqual(['shelfId', 'title']);
    expect(await columns(schema, 'company')).toContain('domainName');
  });

  test.each(permutations(['object', 'fields']).map((order) => [order.join(', '), order]))(
    'in a workspace that exists, in the order %s',
    async (_, order) => {
      count += 1;
      const workspace = await createWorkspace(database, `cte${count}`);
      const ids = [workspace.id, crypto.randomUUID(), crypto.randomUUID()];
      await database.query(statement(order as string[]), ids);
      expect((await columns(workspace.schema, 'book')).toSorted()).toEqual(['shelfId', 'title']);
      // The relation brings both objects: one change, wherever it was found first.
      const changes = await database.query(
        `select from core."workspaceMigration" where "workspaceId" = $1 and version > 1`,
        [workspace.id],
      );
      expect(changes).toHaveLength(1);
    },
  );
});

test('one statement whose parts feed one another, as a client would write it', async () => {
  const [row] = await database.query<{ schema: string }>(`
    with workspace as (
      insert into core.workspace ("displayName") values ('Fed') returning id, "schemaName"
    ), object as (
      insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural")
      select id, 'book', 'books' from workspace returning id
    ), field as (
      insert into core."fieldMetadata" ("objectMetadataId", name, type)
      select id, 'title', 'TEXT' from object returning id
    )
    select "schemaName" as schema from workspace, field`);
  expect(await columns(row?.schema ?? '', 'book')).toEqual(['title']);
});
