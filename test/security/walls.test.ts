/*
 * The catalog has no hole in the walls between workspaces; and the walk that says so sees each one that
 * is made.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { mistreat } from '../support/mistreatment.ts';
import { holes } from '../support/walls.ts';
import {
  createWorkspace,
  onConnection,
  type Queries,
  type Workspace,
} from '../support/workspaces.ts';

let database: TestDatabase;
let connection: Queries;
let acme: Workspace;
let bolt: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = onConnection(await database.client());
  acme = await createWorkspace(database, 'acme');
  bolt = await createWorkspace(database, 'bolt');
  await mistreat(database, acme);
});

afterAll(() => database.drop());

test('there is none, whatever has become of a workspace', async () => {
  expect(await holes(database)).toEqual([]);
});

/** What makes a hole, by the rule that it breaks. A is a workspace's schema, USER its role, THEIRS another's. */
const DAMAGE: Readonly<Record<string, readonly string[]>> = {
  'row-level security': [
    'alter table A.note disable row level security',
    'create table A.more ()',
    'create view A.more as select 1 as one',
    'create materialized view A.more as select 1 as one',
    'create table core.more ()',
    'alter table core."user" disable row level security',
    'drop policy role_workspace_isolation on core.role',
  ],
  policies: [
    'create policy mine on A.note using (true)',
    'create policy mine on A.note to USER, THEIRS using (true)',
    'create policy mine on A.note as restrictive to USER using (true)',
  ],
  functions: [
    'grant execute on function compiler.lock_workspace to public',
    'grant execute on function core.enter_workspace to USER',
    'grant execute on function core.repair to core_settings',
    'create function core.more() returns int language sql return 1',
    'create function public.more() returns int language sql return 1',
    'create function A.more() returns int language sql return 1',
  ],
  definers: [
    'alter function core.authorize reset search_path',
    'alter function core.drift set search_path = public',
    'alter function core.export_blueprint security definer set search_path = core',
    'create function public.more() returns int language sql security definer set search_path = pg_catalog, pg_temp return 1',
  ],
  PUBLIC: [
    "do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$",
    'grant usage on schema core to public',
    'grant create on schema public to public',
    'grant usage on schema A to public',
    'grant select on A.note to public',
    'grant select (title) on A.note to public',
    'grant select on pg_authid to public',
    'grant execute on function pg_read_file(text) to public',
    'grant execute on function core.drift to public',
    'grant set on parameter session_replication_role to public',
    'alter default privileges for role compiler grant select on tables to public',
    "do $$ declare v oid := lo_create(0); begin execute format('grant select on large object %s to public', v); end $$",
  ],
  'rights of a workspace role': [
    'grant usage on schema THEIR_SCHEMA to USER',
    'grant create on schema A to USER',
    'grant select on THEIR_SCHEMA.note to USER',
    'grant select (title) on THEIR_SCHEMA.note to USER',
    'grant truncate on A.note to USER',
    'grant select on core.role to USER',
    'grant execute on function core.drift to USER',
    'grant usage on type compiler.fault to USER',
    'grant usage on language plpgsql to USER',
    'grant set on parameter session_replication_role to USER',
    'grant create on tablespace pg_default to USER',
    'alter default privileges for role compiler in schema A grant select on tables to USER',
    'create sequence A.more; grant usage on sequence A.more to USER',
    'do $$ begin execute format(\'grant create on database %I to "USER"\', current_database()); end $$',
    'do $$ declare v oid := lo_create(0); begin execute format(\'grant select on large object %s to "USER"\', v); end $$',
  ],
  'dependencies of a workspace role': [
    'create table A.more (); alter table A.more owner to USER',
    'create policy mine on THEIR_SCHEMA.note to USER using (true)',
    'grant select on public.more to USER',
    'grant execute on function pg_read_file(text) to USER',
  ],
  'memberships of a workspace role': [
    'grant pg_read_all_data to USER',
    'grant THEIRS to USER',
    'grant core_settings to USER',
    'grant USER to core_reader',
    'grant USER to api with inherit true',
  ],
  'powers of a workspace role': [
    'alter role USER bypassrls',
    'alter role USER login',
    'alter role USER inherit',
    'alter role USER createrole',
    'alter role USER set row_security = off',
  ],
};

describe.each(Object.entries(DAMAGE))('%s', (rule, statements) => {
  test.each(statements)('%s: is seen', async (statement) => {
    const sql = statement
      .replaceAll('THEIR_SCHEMA', bolt.schema)
      .replaceAll('THEIRS', bolt.roles.USER)
      .replaceAll(/\bUSER\b/g, acme.roles.USER)
      .replaceAll(/\bA\b/g, acme.schema);
    await connection.query('begin');
    try {
      await connection.query('create table public.more ()');
      await connection.query(sql);
      expect((await holes(connection)).map((hole) => hole.rule)).toContain(rule);
    } finally {
      await connection.query('rollback');
    }
  });
});
