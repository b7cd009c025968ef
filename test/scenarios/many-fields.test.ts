/*
 * What one INSERT of many rows costs and leaves: the columns of a table in one ALTER TABLE, and one row
 * of history.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expectNoDrift } from '../support/drift.ts';
import { recordScripts } from '../support/scripts.ts';
import {
  createFields,
  createObject,
  createWorkspace,
  type NewField,
} from '../support/workspaces.ts';

let database: TestDatabase;
let executed: () => Promise<string[]>;

beforeAll(async () => {
  database = await createTestDatabase();
  executed = await recordScripts(database);
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

describe('many fields in one INSERT', () => {
  const thirty: NewField[] = Array.from({ length: 30 }, (_, i) => ({
    name: `field${(i * 7) % 30}`,
    type: 'NUMBER',
    settings: { dataType: 'int' },
  }));

  test('are one ALTER TABLE, and keep their order', async () => {
    const workspace = await createWorkspace(database, 'thirty');
    const object = await createObject(database, workspace, 'wide');
    await executed();
    await createFields(database, object, thirty);
    const scripts = await executed();
    expect(scripts).toHaveLength(1);
    expect(scripts[0]?.match(/alter table/g)).toHaveLength(1);
    expect(scripts[0]?.match(/add column/g)).toHaveLength(30);
    expect(await columns(workspace.schema, 'wide')).toEqual(thirty.map(({ name }) => name));
  });

  test('are one ALTER TABLE as Postgres counts them, and one more for each constraint', async () => {
    const workspace = await createWorkspace(database, 'events');
    const [a, b] = [
      await createObject(database, workspace, 'one'),
      await createObject(database, workspace, 'two'),
    ];
    await database.query(`
      create table public.command (tag text, target text);
      grant insert on public.command to public;
      create function public.log_command() returns event_trigger language plpgsql as $$
        begin
          insert into public.command
          select command_tag, object_identity from pg_event_trigger_ddl_commands();
        end $$;
      create event trigger log_command on ddl_command_end when tag in ('ALTER TABLE')
        execute function public.log_command()`);
    await database.query(
      `insert into core."fieldMetadata" ("objectMetadataId", name, type, settings)
       select o.id, f.name, f.type, f.settings
       from unnest($1::uuid[]) o (id),
         (values ('a', 'NUMBER', '{"dataType": "int"}'::jsonb), ('b', 'BOOLEAN', null), ('c', 'EMAIL', null),
           ('d', 'RATING', null)) f (name, type, settings)`,
      [[a, b]],
    );
    const counts = await database.query(
      'select target, count(*)::int from public.command group by target order by target',
    );
    await database.query('drop event trigger log_command');
    expect(counts).toEqual(
      ['one', 'two'].map((table) => ({ target: `${workspace.schema}.${table}`, count: 3 })),
    );
  });

  test('stand in the CREATE TABLE of an object of the same statement', async () => {
    const { id } = await createWorkspace(database, 'create');
    await executed();
    await database.query(
      `with object as (
         insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values ($2, $1, 'new', 'news')
       )
       insert into core."fieldMetadata" ("objectMetadataId", "workspaceId", name, type)
       select $2, $1, 'field' || i, 'RATING' from generate_series(1, 5) i`,
      [id, crypto.randomUUID()],
    );
    const [script = '', ...others] = await executed();
    expect(others).toEqual([]);
    expect(script.match(/create table/g)).toHaveLength(1);
    expect(script).not.toContain('add column');
  });
});

describe('history', () => {
  test('has one row for a statement and a workspace, whose entries are type, ids and sql', async () => {
    const workspace = await createWorkspace(database, 'history');
    const object = await createObject(database, workspace, 'project');
    await createFields(database, object, [
      { name: 'title', type: 'TEXT' },
      {
        name: 'company',
        type: 'RELATION',
        settings: {
          relationType: 'MANY_TO_ONE',
          relationTargetObjectId: await workspace.objectId('company'),
        },
      },
    ]);
    const rows = await database.query<{ migrations: Record<string, string>[] }>(
      `select name, version, "isCustom", "appliedAt" is not null as applied, migrations
       from core."workspaceMigration" where "workspaceId" = $1 and version > 1 order by version`,
      [workspace.id],
    );
    expect(rows.map(({ migrations, ...row }) => row)).toEqual([
      { name: '000002-create_object', version: '2', isCustom: true, applied: true },
      { name: '000003-create_field', version: '3', isCustom: true, applied: true },
    ]);
    const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);
    const ids = { objectId: object, fieldId: uuid };
    const { schema } = workspace;
    const alter = expect.stringMatching(`^alter table ${schema}\\.project add column `);
    const index = expect.stringMatching(`^create index "IDX_project_.*" on ${schema}\\.project `);
    expect(rows[1]?.migrations).toEqual([
      { type: 'CREATE_FIELD', ...ids, sql: alter },
      { type: 'CREATE_INDEX', ...ids, sql: index },
      { type: 'CREATE_FIELD', ...ids, sql: alter },
      { type: 'CREATE_INDEX', ...ids, sql: index },
      {
        type: 'CREATE_RELATION',
        relationId: uuid,
        fromObjectId: await workspace.objectId('company'),
        toObjectId: object,
        fieldId: uuid,
        sql: expect.stringMatching(
          `^alter table ${schema}\\.project add constraint \\w+ foreign key \\("companyId"\\)`,
        ),
      },
    ]);
    // Each stands alone: one column, one ALTER.
    for (const { type, sql = '' } of rows[1]?.migrations ?? []) {
      expect(sql.match(/add column|add constraint|create index/g)).toHaveLength(1);
      expect(type).toMatch(/^CREATE_/);
    }
  });
});
