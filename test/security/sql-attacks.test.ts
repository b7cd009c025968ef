/*
 * What SQL could do that somebody got to run behind the API's back: as a role of a workspace, as the two
 * of the control plane, and as the login role. Each attempt ends in a refusal that changes nothing. (What
 * an error tells, and what is possible nevertheless: sql-leaks.test.ts.)
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Attacked, createAttacked } from '../support/attacked.ts';
import { enter, enterMetadata } from '../support/workspaces.ts';

const DENIED = { code: '42501' };

let attacked: Attacked;

beforeAll(async () => {
  attacked = await createAttacked();
});

afterEach(async () => {
  await attacked.api.query('rollback');
});

afterAll(() => attacked.finish());

const EVERYBODY = [
  // Another identity.
  'set local role postgres',
  'set local role compiler',
  'set local role pg_read_all_data',
  `select set_config('role', 'compiler', true)`,
  'set session authorization postgres',
  `select set_config('session_authorization', 'postgres', true)`,
  'alter role MY_ROLE superuser',
  'alter role MY_ROLE bypassrls',
  'grant THEIR_ROLE to MY_ROLE',
  'grant compiler to MY_ROLE',
  'create role x',
  // Settings that take a wall down.
  'set local session_replication_role = replica',
  `alter role THEIR_ROLE set search_path = 'x'`,
  `load 'x'`,
  // Objects of one's own, that could capture a name or run as somebody else.
  'create temporary table company ()',
  'create temporary view company as select 1 as one',
  'create function pg_temp.f() returns int language sql return 1',
  'create function public.f() returns int language sql return 1',
  'create function MINE.f() returns int language sql return 1',
  'create table MINE.x ()',
  'create view MINE.x as select 1 as one',
  'create type MINE.x as (a int)',
  'create operator MINE.=== (function = int4eq, leftarg = int, rightarg = int)',
  'create schema x',
  'create extension dblink',
  'create extension file_fdw',
  'create event trigger x on ddl_command_start execute function core.forbid_record()',
  'create publication x for all tables',
  'create foreign data wrapper x',
  // The server's files and programs, and other sessions.
  `copy (select 1) to '/tmp/x'`,
  `copy MINE.company from '/etc/passwd'`,
  `copy (select 1) to program 'true'`,
  `select lo_import('/etc/passwd')`,
  `select lo_export(1, '/tmp/x')`,
  `select pg_read_file('/etc/passwd')`,
  `select pg_read_binary_file('PG_VERSION')`,
  `select pg_ls_dir('.')`,
  'select pg_reload_conf()',
  `select pg_promote()`,
  'select * from pg_hba_file_rules',
  // What others are kept out of.
  'select * from pg_authid',
  'select * from pg_statistic',
  'select * from pg_largeobject',
  'select * from pg_user_mapping',
  'select * from compiler.compiled',
  'select * from core."user"',
  'select * from THEIRS.company',
  'delete from THEIRS.company',
  `do $$ begin perform 1 from THEIRS.company; end $$`,
  `do $$ begin execute 'delete from THEIRS.company'; end $$`,
  'select core.forbid_record()',
  `select compiler.lock_workspace('${'0'.repeat(32)}')`,
  `select core.repair('${'0'.repeat(32)}')`,
];

const ROLE_OF_A_WORKSPACE = [
  'alter table MINE.deal disable row level security',
  'alter table MINE.deal no force row level security',
  'alter table MINE.deal owner to MY_ROLE',
  'drop table MINE.deal',
  'truncate MINE.deal',
  'create policy mine on MINE.deal using (true)',
  'create trigger mine before update on MINE.deal for each row execute function core.forbid_record()',
  `create rule mine as on insert to MINE.deal do also notify x`,
  'create index on MINE.deal (title)',
  'create statistics MINE.s on title, code from MINE.deal',
  'comment on table MINE.deal is null',
  'grant select on MINE.deal to THEIR_ROLE',
  'lock table MINE.deal in access exclusive mode',
  'analyze MINE.deal; select secret from MINE.deal',
  // Past the row permission, or to the hidden column.
  'set local row_security = off; select id from MINE.deal',
  'select * from MINE.deal',
  'select deal from MINE.deal',
  'select to_jsonb(deal) from MINE.deal',
  'select count(secret) from MINE.deal',
  'select title from MINE.deal order by secret',
  `select title from MINE.deal where secret = 'top secret'`,
  'update MINE.deal set title = secret',
  `update MINE.deal set secret = 'x'`,
  'update MINE.deal set title = title returning secret',
  `insert into MINE.deal (title, owner) values ('x', 'ada')`,
  `update MINE.deal set owner = 'ada'`,
  `insert into MINE.deal (code, title) values ('taken', 'x') on conflict (code) where "deletedAt" is null do update set title = excluded.secret`,
  'delete from MINE.deal',
  'merge into MINE.deal d using (values (1)) v (a) on true when matched then delete',
  'copy MINE.deal to stdout',
  'select xmin, ctid from MINE.deal',
];

describe('as a role of a workspace', () => {
  test.each([...EVERYBODY, ...ROLE_OF_A_WORKSPACE])('%s', async (statement) => {
    await enter(attacked.api, attacked.acme, 'USER');
    await expect(attacked.api.query(attacked.filled(statement))).rejects.toMatchObject(DENIED);
  });

  test.each(['core_reader', 'core_settings'])('and as %s', async (role) => {
    for (const statement of EVERYBODY.filter((each) => !each.includes('core."user"'))) {
      await enterMetadata(attacked.api, attacked.acme, role === 'core_settings' ? 'ADMIN' : 'USER');
      await expect(attacked.api.query(attacked.filled(statement))).rejects.toMatchObject(DENIED);
      await attacked.api.query('rollback');
    }
  });
});

describe('as the login role', () => {
  test.each(EVERYBODY)('%s', async (statement) => {
    await attacked.api.query('begin');
    await expect(attacked.api.query(attacked.filled(statement))).rejects.toMatchObject(DENIED);
  });

  test.each([
    `alter system set log_statement = 'all'`,
    `create subscription x connection 'host=x' publication x`,
    'drop database postgres',
  ])('%s', async (statement) => {
    await expect(attacked.api.query(statement)).rejects.toMatchObject(DENIED);
  });

  test('no function reaches other databases', async () => {
    await expect(
      attacked.api.query(`select dblink_connect('host=localhost')`),
    ).rejects.toMatchObject({
      code: '42883',
    });
  });
});

describe('settings that a session may change', () => {
  test.each([
    [`set local search_path = THEIRS`, 'select from company', '42P01'],
    [`set local search_path = core`, 'select from role', '42P01'],
    [`set local app.current_workspace_id = '${'0'.repeat(32)}'`, 'select from core.role', '42501'],
    [`set local jwt.claims.role = 'ADMIN'`, 'delete from MINE.deal', '42501'],
    ['reset role', 'select from MINE.deal', '42501'],
    ['set local role = none', 'select from MINE.deal', '42501'],
    ['reset all', 'select from deal', '42P01'],
  ])('%s gives nothing', async (setting, attempt, code) => {
    await enter(attacked.api, attacked.acme, 'USER');
    await attacked.api.query(attacked.filled(setting));
    await expect(attacked.api.query(attacked.filled(attempt))).rejects.toMatchObject({ code });
  });
});

describe('what is left over of a session', () => {
  test('a prepared statement asks again who runs it', async () => {
    await enter(attacked.api, attacked.acme, 'ADMIN');
    await attacked.api.query(attacked.filled('prepare left_over as select title from MINE.deal'));
    expect((await attacked.api.query('execute left_over')).rowCount).toBe(2);
    await attacked.api.query('commit');
    await expect(attacked.api.query('execute left_over')).rejects.toMatchObject(DENIED);
    await enter(attacked.api, attacked.acme, 'USER');
    expect((await attacked.api.query('execute left_over')).rows).toEqual([{ title: 'deal' }]);
    await attacked.api.query('rollback');
    await enter(attacked.api, attacked.bolt, 'ADMIN');
    await expect(attacked.api.query('execute left_over')).rejects.toMatchObject(DENIED);
    await attacked.api.query('rollback');
    await attacked.api.query('deallocate left_over');
  });

  test('a cursor ends with its transaction', async () => {
    await enter(attacked.api, attacked.acme, 'ADMIN');
    await attacked.api.query('declare left_over cursor for select title from deal');
    await attacked.api.query('commit');
    await expect(attacked.api.query('fetch all from left_over')).rejects.toMatchObject({
      code: '34000',
    });
  });
});
