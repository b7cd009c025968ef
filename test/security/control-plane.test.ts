/*
 * The control plane as the API reads and changes it: core_reader and core_settings see the claimed
 * workspace, and only core_settings writes, only what it may.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expectNoDrift } from '../support/drift.ts';
import { createWorkspace, enterMetadata, type Workspace } from '../support/workspaces.ts';

const DENIED = { code: '42501' };
/** Every table of core, by what leads from its rows to their workspace. */
const TABLES: Readonly<Record<string, string>> = {
  workspace: 't.id',
  user: `(select m."workspaceId" from core."userWorkspace" m where m."userId" = t.id)`,
  role: 't."workspaceId"',
  userWorkspace: 't."workspaceId"',
  objectMetadata: 't."workspaceId"',
  fieldMetadata: 't."workspaceId"',
  relationMetadata: 't."workspaceId"',
  indexMetadata: 't."workspaceId"',
  objectPermission: 't."workspaceId"',
  fieldPermission: 't."workspaceId"',
  rowPermission: 't."workspaceId"',
  workspaceMigration: 't."workspaceId"',
};

let database: TestDatabase;
let api: pg.Client;
let acme: Workspace;
let bolt: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await database.client(database.apiUrl);
  acme = await createWorkspace(database, 'acme');
  bolt = await createWorkspace(database, 'bolt');
  await database.query(`
    with u as (
      insert into core."user" (email) values ('ada@acme.com'), ('bob@bolt.com') returning id, email
    )
    insert into core."userWorkspace" ("userId", "workspaceId", "roleId")
    select u.id, r."workspaceId", r.id from u
    join core.workspace w on u.email like '%@' || w.subdomain || '.com'
    join core.role r on r."workspaceId" = w.id and r.name = 'USER'`);
  const note = `from core."objectMetadata" o join core.role r on r."workspaceId" = o."workspaceId" and r.name = 'USER'
    join core."fieldMetadata" f on f."objectMetadataId" = o.id and f.name = 'title' where o."nameSingular" = 'note'`;
  await database.query(`
    insert into core."indexMetadata" ("objectMetadataId", fields) select o.id, '{title,createdAt}' ${note};
    insert into core."objectPermission" ("roleId", "objectMetadataId", "canSoftDeleteObjectRecords")
      select r.id, o.id, false ${note};
    insert into core."fieldPermission" ("roleId", "objectMetadataId", "fieldMetadataId", "canUpdateFieldValue")
      select r.id, o.id, f.id, false ${note};
    insert into core."rowPermission" ("roleId", "objectMetadataId", "readFilter")
      select r.id, o.id, '{"title": {"is": "NOT_NULL"}}' ${note}`);
});

afterEach(async () => {
  await api.query('rollback');
});

afterAll(async () => {
  await expectNoDrift(database).finally(() => database.drop());
});

test('the list of tables is whole', async () => {
  const tables = await database.query<{ name: string }>(
    `select relname::text as name from pg_class
     where relnamespace = 'core'::regnamespace and relkind = 'r'`,
  );
  expect(new Set(tables.map(({ name }) => name))).toEqual(new Set(Object.keys(TABLES)));
});

describe.each(['core_reader', 'core_settings'])('%s', (role) => {
  const claim = role === 'core_settings' ? 'ADMIN' : 'USER';

  test.each(Object.entries(TABLES))(
    'sees of %s the rows of the claimed workspace',
    async (table, id) => {
      await enterMetadata(api, acme, claim);
      const { rows } = await api.query(
        `select current_user::text as role, array_agg(distinct ${id}) as seen from core."${table}" t`,
      );
      expect(rows).toEqual([{ role, seen: [acme.id] }]);
    },
  );

  test.each(Object.keys(TABLES))('sees nothing of %s without a claim', async (table) => {
    await api.query('begin');
    await api.query(`set local role ${role}`);
    expect((await api.query(`select from core."${table}"`)).rowCount).toBe(0);
  });

  test.each([
    ...['workspace', 'user', 'userWorkspace', 'workspaceMigration'].map(
      (table) => `insert into core."${table}" default values`,
    ),
    ...['user', 'userWorkspace', 'workspaceMigration'].map(
      (table) => `update core."${table}" set id = id`,
    ),
    ...['workspace', 'user', 'userWorkspace', 'workspaceMigration'].map(
      (table) => `delete from core."${table}"`,
    ),
    ...Object.keys(TABLES).map((table) => `truncate core."${table}"`),
    ...['id', 'userId', 'workspaceId', 'createdAt'].map(
      (column) => `update core."userWorkspace" set "${column}" = "${column}"`,
    ),
    ...['id', 'schemaName', 'metadataVersion', 'deletedAt', 'createdAt'].map(
      (column) => `update core.workspace set "${column}" = "${column}"`,
    ),
    'select from compiler.compiled',
    'create table core.x ()',
    `select compiler.compile('${'0'.repeat(32)}', '{}')`,
  ])('may not: %s', async (statement) => {
    await enterMetadata(api, acme, claim);
    await expect(api.query(statement)).rejects.toMatchObject(DENIED);
  });

  test('has no rights on records', async () => {
    await enterMetadata(api, acme, claim);
    await expect(api.query(`select from ${acme.schema}.company`)).rejects.toMatchObject(DENIED);
  });
});

describe('core_reader', () => {
  test.each([
    'insert into core."objectMetadata" default values',
    'insert into core."fieldMetadata" default values',
    'insert into core."relationMetadata" default values',
    'update core."objectMetadata" set icon = null',
    'update core."fieldMetadata" set icon = null',
    'update core.workspace set "displayName" = \'x\'',
    'update core."userWorkspace" set "roleId" = "roleId"',
    ...['role', 'objectPermission', 'fieldPermission', 'rowPermission'].flatMap((table) => [
      `insert into core."${table}" default values`,
      `update core."${table}" set "updatedAt" = now()`,
      `delete from core."${table}"`,
    ]),
    'delete from core."objectMetadata"',
    'delete from core."fieldMetadata"',
    'delete from core."relationMetadata"',
    ...['role', 'objectPermission', 'fieldPermission'].flatMap((table) => [
      `insert into core."${table}" default values`,
      `update core."${table}" set id = id`,
      `delete from core."${table}"`,
    ]),
  ])('may not: %s', async (statement) => {
    await enterMetadata(api, acme, 'MANAGER');
    await expect(api.query(statement)).rejects.toMatchObject(DENIED);
  });
});

describe('core_settings', () => {
  test('makes objects in the claimed workspace', async () => {
    await enterMetadata(api, acme, 'ADMIN');
    await api.query(
      `insert into core."objectMetadata" ("nameSingular", "namePlural") values ('plan9', 'plans9')`,
    );
    await api.query('commit');
    const tables = await database.query(
      `select schemaname from pg_tables where tablename = 'plan9'`,
    );
    expect(tables).toEqual([{ schemaname: acme.schema }]);
  });

  test('makes none in another', async () => {
    await enterMetadata(api, acme, 'ADMIN');
    await expect(
      api.query(
        `insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural") values ($1, 'x', 'xs')`,
        [bolt.id],
      ),
    ).rejects.toMatchObject({ code: 'MC402' });
  });

  test("makes no field on another's object", async () => {
    const company = await bolt.objectId('company');
    await enterMetadata(api, acme, 'ADMIN');
    await expect(
      api.query(
        `insert into core."fieldMetadata" ("objectMetadataId", name, type) values ($1, 'x', 'TEXT')`,
        [company],
      ),
    ).rejects.toMatchObject({ code: 'MC401' });
  });

  test("makes no relation to another's object, whose existence it does not learn", async () => {
    const [mine, theirs] = [await acme.objectId('company'), await bolt.objectId('company')];
    const nobodys = '00000000-0000-4000-8000-000000000000';
    const refusals = [];
    for (const target of [theirs, nobodys]) {
      await enterMetadata(api, acme, 'ADMIN');
      const insert = api.query(
        `insert into core."fieldMetadata" ("objectMetadataId", name, type, settings)
         values ($1, 'x', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', $2::text))`,
        [mine, target],
      );
      refusals.push(
        await insert.catch(({ code, message, detail, hint }: pg.DatabaseError) => ({
          code,
          message,
          detail: detail?.replace(target, '…'),
          hint,
        })),
      );
      await api.query('rollback');
    }
    expect(refusals[0]).toMatchObject({ code: 'MC301' });
    expect(refusals[0]).toEqual(refusals[1]);
  });

  test('gives nobody a role of another workspace, nor rights in it', async () => {
    const [role] = await database.query<{ id: string }>(
      `select id from core.role where "workspaceId" = $1 and name = 'ADMIN'`,
      [bolt.id],
    );
    const note = await bolt.objectId('note');
    for (const [statement, refusal] of [
      [`update core."userWorkspace" set "roleId" = $1`, { code: 'MC301' }],
      [
        `insert into core."objectPermission" ("roleId", "objectMetadataId") values ($1, '${note}')`,
        { code: 'MC301' },
      ],
      [
        `insert into core."rowPermission" ("roleId", "objectMetadataId", "workspaceId") values ($1, '${note}', '${bolt.id}')`,
        { code: 'MC402' },
      ],
    ] as const) {
      await enterMetadata(api, acme, 'ADMIN');
      await expect(api.query(statement, [role?.id])).rejects.toMatchObject(refusal);
      await api.query('rollback');
    }
  });

  test('makes roles in the claimed workspace alone, whose Postgres role it does not choose', async () => {
    await enterMetadata(api, acme, 'ADMIN');
    const { rows } = await api.query(
      `insert into core.role (name, "databaseRole") values ('Sales', $1) returning "workspaceId" as workspace, "databaseRole" = $1 as chosen`,
      [bolt.roles.ADMIN],
    );
    expect(rows).toEqual([{ workspace: acme.id, chosen: false }]);
    await api.query('rollback');
    for (const statement of [
      `insert into core.role ("workspaceId", name) values ('${bolt.id}', 'Sales')`,
      `update core.role set "databaseRole" = '${bolt.roles.ADMIN}' where name = 'USER'`,
      `update core.role set "workspaceId" = '${bolt.id}' where name = 'USER'`,
    ]) {
      await enterMetadata(api, acme, 'ADMIN');
      await expect(api.query(statement)).rejects.toMatchObject({
        code: expect.stringMatching(/^MC/),
      });
      await api.query('rollback');
    }
    await enterMetadata(api, acme, 'ADMIN');
    const others = await api.query(
      'update core.role set description = $2 where "workspaceId" = $1',
      [bolt.id, 'x'],
    );
    expect(others.rowCount).toBe(0);
  });

  test("gives no permission to another's role or on another's object, whose existence it does not learn", async () => {
    const roleOf = async ({ id }: Workspace) => {
      const query = `select id from core.role where name = 'USER' and "workspaceId" = $1`;
      return ((await database.query<{ id: string }>(query, [id]))[0] as { id: string }).id;
    };
    const nobodys = '00000000-0000-4000-8000-000000000000';
    const mine = { role: await roleOf(acme), object: await acme.objectId('person') };
    // The pair has a permission there: no constraint may answer before we do.
    const theirs = { role: await roleOf(bolt), object: await bolt.objectId('note') };
    for (const [known, unknown] of [
      [theirs, { role: nobodys, object: nobodys.replace(/0$/, '1') }],
      [
        { ...mine, object: theirs.object },
        { ...mine, object: nobodys },
      ],
      [
        { ...mine, role: theirs.role },
        { ...mine, role: nobodys },
      ],
    ] as const) {
      const refusals = [];
      for (const { role, object } of [known, unknown]) {
        await enterMetadata(api, acme, 'ADMIN');
        const insert = api.query(
          'insert into core."objectPermission" ("roleId", "objectMetadataId") values ($1, $2)',
          [role, object],
        );
        const refusal = await insert.catch(({ code, message, detail = '' }: pg.DatabaseError) => ({
          code,
          message,
          detail: detail.replaceAll(role, 'role').replaceAll(object, 'object'),
        }));
        refusals.push(refusal);
        await api.query('rollback');
      }
      expect(refusals[0]).toMatchObject({ code: 'MC301' });
      expect(refusals[0]).toEqual(refusals[1]);
    }
  });

  test('renames the claimed workspace and no other', async () => {
    await enterMetadata(api, acme, 'ADMIN');
    const { rowCount } = await api.query(`update core.workspace set "displayName" = 'Renamed'`);
    expect(rowCount).toBe(1);
    const { rows } = await api.query('select id, "displayName" from core.workspace');
    expect(rows).toEqual([{ id: acme.id, displayName: 'Renamed' }]);
  });

  test('cannot take a subdomain from another workspace, whose row it does not see', async () => {
    await enterMetadata(api, acme, 'ADMIN');
    await expect(api.query(`update core.workspace set subdomain = 'bolt'`)).rejects.toMatchObject({
      code: 'MC104',
    });
  });
});
