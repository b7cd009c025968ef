/*
 * The two walls between workspaces, privileges and row-level security, each tried without the other;
 * as the API's login role, which is all that a request ever is.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expectNoDrift } from '../support/drift.ts';
import { createWorkspace, enter, enterMetadata, type Workspace } from '../support/workspaces.ts';

const DENIED = { code: '42501' };

let database: TestDatabase;
let api: pg.Client;
let acme: Workspace;
let bolt: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await database.client(database.apiUrl);
  acme = await createWorkspace(database, 'acme');
  bolt = await createWorkspace(database, 'bolt');
  for (const { schema } of [acme, bolt]) {
    await database.query(`insert into ${schema}.company (name) values ('of ${schema}')`);
    await database.query(`insert into ${schema}.person ("firstName") values ('of ${schema}')`);
  }
});

afterEach(async () => {
  await api.query('rollback');
});

afterAll(async () => {
  await expectNoDrift(database).finally(() => database.drop());
});

describe('privileges', () => {
  test.each(['ADMIN', 'MANAGER', 'USER'] as const)("the guide's join fails as %s", async (role) => {
    await enter(api, acme, role);
    const join = api.query(`
      select * from ${acme.schema}.person p
      join ${bolt.schema}.company c on c.id = p."companyId"`);
    await expect(join).rejects.toMatchObject({
      ...DENIED,
      message: `permission denied for schema ${bolt.schema}`,
    });
  });

  test.each([
    'select from T',
    "insert into T (name) values ('x')",
    "update T set name = 'x'",
    'delete from T',
    'truncate T',
    'lock table T in access share mode',
    'alter table T add column x text',
    'create table S.x ()',
    'drop schema S cascade',
  ])('of another workspace: %s is denied', async (statement) => {
    await enter(api, acme, 'ADMIN');
    const { schema } = bolt;
    const sql = statement.replace(/\bT\b/, `${schema}.company`).replace(/\bS\b/, schema);
    await expect(api.query(sql)).rejects.toMatchObject(DENIED);
  });

  test('they hold where row-level security is switched off', async () => {
    await database.query(`alter table ${bolt.schema}.company disable row level security`);
    try {
      await enter(api, acme, 'ADMIN');
      await expect(api.query(`select from ${bolt.schema}.company`)).rejects.toMatchObject(DENIED);
    } finally {
      await database.query(`alter table ${bolt.schema}.company enable row level security`);
    }
  });

  test.each([
    ['ADMIN', ['DELETE', 'INSERT', 'SELECT', 'UPDATE']],
    ['MANAGER', ['DELETE', 'INSERT', 'SELECT', 'UPDATE']],
    ['USER', ['INSERT', 'SELECT', 'UPDATE']],
  ] as const)('of all rights that the server knows, %s has these: %j', async (role, expected) => {
    // 17 brought one more than 16 has: MAINTAIN.
    const rights = await database.query<{ privilege: string }>(
      `select privilege_type as privilege from aclexplode(acldefault('r', 10))
       where has_table_privilege($1, $2::regclass, privilege_type) order by 1`,
      [acme.roles[role], `${acme.schema}.company`],
    );
    expect(rights.map(({ privilege }) => privilege)).toEqual(expected);
  });
});

describe('row-level security', () => {
  test('a mistaken GRANT to a role of another workspace shows and takes no row', async () => {
    const table = `${bolt.schema}.company`;
    await database.query(`
      grant usage on schema ${bolt.schema} to ${acme.roles.ADMIN};
      grant select, insert, update, delete on ${table} to ${acme.roles.ADMIN}`);
    try {
      await enter(api, acme, 'ADMIN');
      expect((await api.query(`select * from ${table}`)).rowCount).toBe(0);
      expect((await api.query(`update ${table} set name = 'taken'`)).rowCount).toBe(0);
      expect((await api.query(`delete from ${table}`)).rowCount).toBe(0);
      await expect(api.query(`insert into ${table} (name) values ('x')`)).rejects.toMatchObject({
        ...DENIED,
        message: 'new row violates row-level security policy for table "company"',
      });
    } finally {
      await api.query('rollback');
      await database.query(`
        revoke all on ${table} from ${acme.roles.ADMIN};
        revoke all on schema ${bolt.schema} from ${acme.roles.ADMIN}`);
    }
    expect(await database.query(`select name from ${table}`)).toEqual([
      { name: `of ${bolt.schema}` },
    ]);
  });

  test('each workspace sees its own rows', async () => {
    for (const workspace of [acme, bolt]) {
      await enter(api, workspace);
      const { rows } = await api.query('select name from company');
      expect(rows).toEqual([{ name: `of ${workspace.schema}` }]);
      await api.query('rollback');
    }
  });
});

describe('the login role', () => {
  test.each([
    'create temporary table x ()',
    'create table public.x ()',
    'create function public.x() returns int language sql as $$ select 1 $$',
    'create schema x',
    'create role x',
    'select from core.workspace',
    'select from compiler.compiled',
  ])('%s is denied', async (statement) => {
    await expect(api.query(statement)).rejects.toMatchObject(DENIED);
  });

  test.each([
    'create temporary table x ()',
    'create table x ()',
    'create table public.x ()',
    'select core.current_workspace_id()',
    'select from core.workspace',
    `select core.enter_workspace('{}')`,
    `select core.enter_metadata('{}')`,
    `select core.authorize('{}')`,
    'set local session_replication_role = replica',
  ])('nor may a workspace role: %s', async (statement) => {
    await enter(api, acme, 'ADMIN');
    await expect(api.query(statement)).rejects.toMatchObject(DENIED);
  });

  test('has no rights of the roles that it may enter', async () => {
    await expect(api.query(`select from ${acme.schema}.company`)).rejects.toMatchObject(DENIED);
    const roles = await database.query(
      `select rolcanlogin, rolinherit, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls
       from pg_roles where rolname = 'api'`,
    );
    expect(roles).toEqual([
      {
        rolcanlogin: true,
        rolinherit: false,
        rolsuper: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        rolbypassrls: false,
      },
    ]);
    const memberships = await database.query(
      `select distinct inherit_option, set_option, admin_option
       from pg_auth_members where member = 'api'::regrole`,
    );
    expect(memberships).toEqual([{ inherit_option: false, set_option: true, admin_option: false }]);
  });

  test('may enter the roles of workspaces and the two of the control plane, no other', async () => {
    const [row] = await database.query(`
      select array_agg(r.rolname::text order by 1) as others
      from pg_auth_members m join pg_roles r on r.oid = m.roleid
      where m.member = 'api'::regrole and r.rolname !~ '^role_[0-9a-f]{32}$'`);
    expect(row).toEqual({ others: ['core_reader', 'core_settings'] });
    for (const role of ['compiler', 'postgres', 'pg_read_all_data']) {
      await expect(api.query(`set role ${role}`)).rejects.toMatchObject(DENIED);
    }
  });

  test('owns nothing', async () => {
    const owned = await database.query(
      `select classid::regclass, objid from pg_shdepend
       where refobjid = 'api'::regrole and deptype = 'o'`,
    );
    expect(owned).toEqual([]);
  });
});

test('a role of one workspace cannot be claimed from another', async () => {
  await api.query('begin');
  await api.query('select core.enter_workspace($1)', [{ workspaceId: acme.id, role: 'USER' }]);
  await expect(
    api.query('select core.enter_workspace($1)', [{ workspaceId: bolt.id, role: 'USER' }]),
  ).rejects.toMatchObject(DENIED);
});

test('what was entered ends with the transaction', async () => {
  await enterMetadata(api, acme, 'ADMIN');
  await api.query('commit');
  const { rows } = await api.query(`
    select current_user::text as role, current_setting('app.current_workspace_id', true) as workspace,
      current_setting('jwt.claims.role', true) as claim, current_setting('search_path') as path`);
  expect(rows).toEqual([{ role: 'api', workspace: '', claim: '', path: '"$user", public' }]);
});
