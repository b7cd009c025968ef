/*
 * What the catalog says of privileges and owners, against lists: whoever adds to one of them does it
 * on purpose.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expectNoDrift } from '../support/drift.ts';
import { DEFINERS, FOR_PUBLIC, FOR_ROLES } from '../support/walls.ts';
import { createObject, createWorkspace, type Workspace } from '../support/workspaces.ts';

/** Schemas of ours: the control plane, the compiler, the workspaces. */
const OURS = `(n.nspname in ('core', 'compiler') or n.nspname ~ '^workspace_[0-9a-z]+$')`;

let database: TestDatabase;
let acme: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  acme = await createWorkspace(database, 'acme');
  await createWorkspace(database, 'bolt');
  await createObject(database, acme, 'project', [{ name: 'title', type: 'TEXT' }]);
});

afterAll(async () => {
  await expectNoDrift(database).finally(() => database.drop());
});

/** The first column of a query, sorted by the query. */
async function list(text: string): Promise<string[]> {
  const rows = await database.query<Record<string, string>>(text);
  return rows.map((row) => Object.values(row)[0] ?? '');
}

describe('functions', () => {
  const GRANTED = `
    select n.nspname || '.' || p.proname as name, coalesce(g.rolname, 'public') as grantee
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
    left join pg_roles g on g.oid = a.grantee
    where n.nspname in ('core', 'compiler') and a.grantee <> p.proowner`;

  test('for PUBLIC are those of the list', async () => {
    expect(await list(`${GRANTED} and a.grantee = 0 order by 1`)).toEqual(FOR_PUBLIC);
  });

  test('for a role are those of the list', async () => {
    const granted = await database.query(`${GRANTED} and a.grantee <> 0 order by 1, 2`);
    expect(granted).toEqual(
      Object.entries(FOR_ROLES).flatMap(([name, grantees]) =>
        grantees.map((grantee) => ({ name, grantee })),
      ),
    );
  });

  test("with their owner's rights are those of the list, and triggers", async () => {
    const definers = `
      select p.oid::regproc::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema', 'tap')`;
    expect(await list(`${definers} and p.prorettype <> 'trigger'::regtype order by 1`)).toEqual(
      DEFINERS,
    );
    expect(await list(`${definers} and p.prorettype = 'trigger'::regtype`)).not.toEqual([]);
    // A role of a tenant could otherwise decide what their unqualified names mean.
    expect(
      await list(
        `${definers} and not coalesce(p.proconfig, '{}') @> '{"search_path=pg_catalog, pg_temp"}'`,
      ),
    ).toEqual([]);
  });

  test('do not exist in the schema of a workspace', async () => {
    expect(
      await list(
        `select oid::regproc::text from pg_proc where pronamespace = '${acme.schema}'::regnamespace`,
      ),
    ).toEqual([]);
  });
});

describe('row-level security', () => {
  const TABLES = `
    select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname <> 'compiler' and ${OURS}`;

  test('is enabled and has a policy on every table of core and of each workspace', async () => {
    expect(await list(TABLES)).toContain(`${acme.schema}.project`);
    expect(await list(TABLES)).toContain('core."objectMetadata"');
    const unguarded = `
      and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`;
    expect(await list(TABLES + unguarded)).toEqual([]);
  });

  test('has no table, view or sequence beside it that a role could read', async () => {
    // No definer views, which would read as their owner; "ordinal" has an identity, but no grant.
    const readable = await list(`
      select distinct c.oid::regclass::text
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      cross join lateral aclexplode(c.relacl) a
      where a.grantee <> c.relowner and c.relkind <> 'r' and ${OURS}`);
    expect(readable).toEqual([]);
  });

  test("the compiler's own tables are for nobody", async () => {
    expect(
      await list(`
        select c.relname from pg_class c cross join lateral aclexplode(c.relacl) a
        where c.relnamespace = 'compiler'::regnamespace and a.grantee <> c.relowner
        union all
        select n.nspname from pg_namespace n cross join lateral aclexplode(n.nspacl) a
        where n.nspname = 'compiler' and a.grantee <> n.nspowner`),
    ).toEqual([]);
  });

  test('policies of a workspace name its own roles and no other', async () => {
    const roles = await list(`
      select distinct r.rolname from pg_policy p join pg_class c on c.oid = p.polrelid
      cross join unnest(p.polroles) o join pg_roles r on r.oid = o
      where c.relnamespace = '${acme.schema}'::regnamespace order by 1`);
    expect(roles).toEqual(Object.values(acme.roles).toSorted());
    const forAll = `
      select polname from pg_policy p join pg_class c on c.oid = p.polrelid
      where c.relnamespace = '${acme.schema}'::regnamespace and 0 = any (polroles)`;
    expect(await list(forAll)).toEqual([]);
  });
});

describe('the owner', () => {
  test('of everything is role compiler', async () => {
    const others = await list(`
      select 'schema ' || n.nspname from pg_namespace n where ${OURS} and n.nspowner <> 'compiler'::regrole
      union all
      select 'relation ' || c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${OURS} and c.relowner <> 'compiler'::regrole
      union all
      select 'function ' || p.oid::regproc from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${OURS} and p.proowner <> 'compiler'::regrole
      union all
      select 'type ' || t.oid::regtype from pg_type t join pg_namespace n on n.oid = t.typnamespace
      where ${OURS} and t.typowner <> 'compiler'::regrole`);
    expect(others).toEqual([]);
  });

  test('owns nothing else', async () => {
    expect(
      await list(`
        select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relowner = 'compiler'::regrole and not ${OURS} and n.nspname <> 'pg_toast'
        union all
        select p.oid::regproc::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where p.proowner = 'compiler'::regrole and not ${OURS}`),
    ).toEqual([]);
  });

  test('cannot log in and is no superuser', async () => {
    const [role] = await database.query(`
      select rolcanlogin, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls
      from pg_roles where rolname = 'compiler'`);
    expect(role).toEqual({
      rolcanlogin: false,
      rolsuper: false,
      rolinherit: false,
      rolcreaterole: true,
      rolcreatedb: false,
      rolreplication: false,
      rolbypassrls: false,
    });
  });

  test('has no member but superusers and whoever migrates', async () => {
    // What it inserts itself is not compiled: a member could make metadata without tables.
    expect(
      await list(`
        select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.member
        where m.roleid = 'compiler'::regrole and not r.rolsuper and r.rolname <> current_user`),
    ).toEqual([]);
  });
});

test('PUBLIC may use no schema of ours but what core grants to three roles', async () => {
  const grants = await database.query(`
    select n.nspname::text as schema, coalesce(g.rolname::text, 'public') as grantee, a.privilege_type as privilege
    from pg_namespace n cross join lateral aclexplode(n.nspacl) a left join pg_roles g on g.oid = a.grantee
    where n.nspname in ('core', 'compiler') and a.grantee <> n.nspowner order by 2`);
  expect(grants).toEqual(
    ['api', 'core_reader', 'core_settings'].map((grantee) => ({
      schema: 'core',
      grantee,
      privilege: 'USAGE',
    })),
  );
});
