/*
 * What SQL could do that somebody got to run behind the API's back: as a role of a workspace, and as the
 * login role. Each attempt ends in a refusal that changes nothing; what is possible nevertheless stands
 * at the end, as docs/security.md says it.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expectNoDrift } from '../support/drift.ts';
import { holes } from '../support/walls.ts';
import {
  createObject,
  createWorkspace,
  enter,
  enterMetadata,
  one,
  type Workspace,
} from '../support/workspaces.ts';

const DENIED = { code: '42501' };

let database: TestDatabase;
let api: pg.Client;
let acme: Workspace;
let bolt: Workspace;
let before: string;
/** Records of deal by whose they are: USER's row permission shows those of nobody. */
let hidden: string;
let shown: string;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await database.client(database.apiUrl);
  acme = await createWorkspace(database, 'acme');
  bolt = await createWorkspace(database, 'bolt');
  const deal = await createObject(database, acme, 'deal', [
    { name: 'title', type: 'TEXT' },
    { name: 'code', type: 'TEXT', isUnique: true },
    { name: 'owner', type: 'TEXT' },
    { name: 'secret', type: 'TEXT', settings: { permissions: {} } },
    { name: 'amount', type: 'NUMBER', settings: { min: 0 } },
  ]);
  await createObject(database, acme, 'step', [
    { name: 'title', type: 'TEXT', isNullable: false },
    {
      name: 'deal',
      type: 'RELATION',
      settings: { relationType: 'MANY_TO_ONE', relationTargetObjectId: deal, onDelete: 'RESTRICT' },
    },
  ]);
  await database.query(
    `insert into core."rowPermission" ("roleId", "objectMetadataId", "readFilter")
     select r.id, o.id, case o."nameSingular" when 'deal' then '{"owner": {"is": "NULL"}}' else '{"title": {"neq": "hidden"}}' end::jsonb
     from core.role r join core."objectMetadata" o on o."workspaceId" = r."workspaceId"
     where r."workspaceId" = $1 and r.name = 'USER' and o."nameSingular" in ('deal', 'step')`,
    [acme.id],
  );
  await database.query(`insert into ${bolt.schema}.company (name) values ('theirs')`);
  const ids = await database.query<{ id: string }>(
    `insert into ${acme.schema}.deal (title, code, owner, secret, amount)
     values ('hidden deal', 'taken', 'ada', 'top secret', 1), ('deal', 'free', null, 'top secret', 1) returning id`,
  );
  [hidden, shown] = ids.map((row) => row.id) as [string, string];
  await database.query(`insert into ${acme.schema}.step (title, "dealId") values ('hidden', $1)`, [
    shown,
  ]);
  before = await everything();
});

afterEach(async () => {
  await api.query('rollback');
});

// However an attempt ended: what there was is there, and there is no hole.
afterAll(async () => {
  try {
    expect(await everything()).toBe(before);
    expect(await holes(database)).toEqual([]);
    await expectNoDrift(database);
  } finally {
    await database.drop();
  }
});

/** All records of both workspaces, and the control plane's rows that say who may what. */
async function everything(): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and (n.nspname = 'core' or n.nspname like 'workspace\\_%') order by 1`,
  );
  const parts = tables.map(({ name }) => `select '${name} ' || t::text as line from ${name} t`);
  const rows = await database.query<{ line: string }>(`${parts.join(' union all ')} order by 1`);
  return rows.map(({ line }) => line).join('\n');
}

/** A statement with the names of both workspaces in their places. */
function filled(statement: string): string {
  return statement
    .replaceAll('THEIRS', bolt.schema)
    .replaceAll('THEIR_ROLE', bolt.roles.ADMIN)
    .replaceAll('MY_ROLE', acme.roles.USER)
    .replaceAll('MINE', acme.schema);
}

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
    await enter(api, acme, 'USER');
    await expect(api.query(filled(statement))).rejects.toMatchObject(DENIED);
  });

  test.each(['core_reader', 'core_settings'])('and as %s', async (role) => {
    for (const statement of EVERYBODY.filter((each) => !each.includes('core."user"'))) {
      await enterMetadata(api, acme, role === 'core_settings' ? 'ADMIN' : 'USER');
      await expect(api.query(filled(statement))).rejects.toMatchObject(DENIED);
      await api.query('rollback');
    }
  });
});

describe('as the login role', () => {
  test.each(EVERYBODY)('%s', async (statement) => {
    await api.query('begin');
    await expect(api.query(filled(statement))).rejects.toMatchObject(DENIED);
  });

  test.each([
    `alter system set log_statement = 'all'`,
    `create subscription x connection 'host=x' publication x`,
    'drop database postgres',
  ])('%s', async (statement) => {
    await expect(api.query(statement)).rejects.toMatchObject(DENIED);
  });

  test('no function reaches other databases', async () => {
    await expect(api.query(`select dblink_connect('host=localhost')`)).rejects.toMatchObject({
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
    await enter(api, acme, 'USER');
    await api.query(filled(setting));
    await expect(api.query(filled(attempt))).rejects.toMatchObject({ code });
  });
});

describe('what is left over of a session', () => {
  test('a prepared statement asks again who runs it', async () => {
    await enter(api, acme, 'ADMIN');
    await api.query(filled('prepare left_over as select title from MINE.deal'));
    expect((await api.query('execute left_over')).rowCount).toBe(2);
    await api.query('commit');
    await expect(api.query('execute left_over')).rejects.toMatchObject(DENIED);
    await enter(api, acme, 'USER');
    expect((await api.query('execute left_over')).rows).toEqual([{ title: 'deal' }]);
    await api.query('rollback');
    await enter(api, bolt, 'ADMIN');
    await expect(api.query('execute left_over')).rejects.toMatchObject(DENIED);
    await api.query('rollback');
    await api.query('deallocate left_over');
  });

  test('a cursor ends with its transaction', async () => {
    await enter(api, acme, 'ADMIN');
    await api.query('declare left_over cursor for select title from deal');
    await api.query('commit');
    await expect(api.query('fetch all from left_over')).rejects.toMatchObject({ code: '34000' });
  });
});

describe('what an error tells', () => {
  /** What the API's login hears of a USER's statement. */
  async function heard(statement: string): Promise<pg.DatabaseError> {
    await enter(api, acme, 'USER');
    return api.query(filled(statement)).then(
      () => {
        throw new Error(`done: ${statement}`);
      },
      (error: pg.DatabaseError) => error,
    );
  }

  test.each([
    [`insert into MINE.deal (code) values ('taken')`, '23505'],
    [`update MINE.deal set code = 'taken'`, '23505'],
    ['update MINE.deal set amount = -1', '23514'],
    ['insert into MINE.deal (amount) values (-1)', '23514'],
    ['insert into MINE.company (name) values (null)', '23502'],
    [`insert into MINE.deal (owner) values ('ada')`, '42501'],
    [`select title from MINE.deal where title::int > 0`, '22P02'],
    [`insert into MINE.step (title, "dealId") values ('x', '${crypto.randomUUID()}')`, '23503'],
  ])('%s: no value of a record that is hidden, no column', async (statement, code) => {
    const { message, detail, hint, code: actual } = await heard(statement);
    expect(actual).toBe(code);
    expect([message, detail, hint].join()).not.toMatch(/top secret|hidden|ada|Failing row|taken/);
  });

  test('a function that fails on hidden values is not run on them', async () => {
    // "owner" is a name where the record is hidden: casting it would fail, and say it.
    await enter(api, acme, 'USER');
    const { rows } = await api.query(
      filled('select title from MINE.deal where owner::int > 0 or owner is null'),
    );
    expect(rows).toEqual([{ title: 'deal' }]);
  });

  test("statistics hold nothing of a table's values", async () => {
    await database.query(filled('analyze MINE.deal'));
    await enter(api, acme, 'USER');
    expect(
      (await api.query(`select from pg_stats where schemaname ~ '^(core|compiler|workspace_)'`))
        .rows,
    ).toEqual([]);
    const { rows } = await api.query(
      `select distinct query from pg_stat_activity where usename is distinct from current_user`,
    );
    expect(rows.map(({ query }) => query)).not.toContainEqual(expect.stringContaining('deal'));
  });
});

/*
 * What the walls do not stop. The first four need SQL of one's own, which the API gives nobody; the
 * others are possible through it.
 */
describe('what is possible, as docs/security.md says', () => {
  test("the login's session may enter any workspace's role", async () => {
    await enter(api, acme, 'USER');
    await api.query(filled('set local role THEIR_ROLE'));
    expect((await api.query(filled('select name from THEIRS.company'))).rowCount).toBe(1);
  });

  test('the login role may give itself another password, and settings', async () => {
    await api.query('begin');
    await api.query(`alter role api password 'x'`);
    await api.query('alter role api set default_transaction_read_only = on');
  });

  test('a session may call itself another member of its workspace', async () => {
    await enter(api, acme, 'USER');
    const member = crypto.randomUUID();
    await api.query(`select set_config('app.current_workspace_member_id', $1, true)`, [member]);
    const { rows } = await api.query(
      `select current_setting('app.current_workspace_member_id') as member`,
    );
    expect(rows).toEqual([{ member }]);
  });

  test('an advisory lock keeps a workspace from being changed, while it is held', async () => {
    await enter(api, acme, 'USER');
    const key = 'select hashtextextended($1::text, 0) as key';
    const { key: held } = await one<{ key: string }>(database, key, [bolt.id]);
    await api.query('select pg_advisory_xact_lock($1)', [held]);
    await expect(createObject(database, bolt, 'late')).rejects.toMatchObject({ code: '55P03' });
  });

  test('names in the catalog, and how many records a table has, are no secret', async () => {
    await enter(api, acme, 'USER');
    const { rows } = await api.query(
      `select relname from pg_stat_user_tables where schemaname = '${bolt.schema}' and relname = 'company'`,
    );
    expect(rows).toEqual([{ relname: 'company' }]);
  });

  test('a foreign key tells whether there is a record of an id that one knows', async () => {
    await enter(api, acme, 'USER');
    const insert = filled(`insert into MINE.step (title, "dealId") values ('x', $1)`);
    expect((await api.query(insert, [hidden])).rowCount).toBe(1);
    await expect(api.query(insert, [crypto.randomUUID()])).rejects.toMatchObject({ code: '23503' });
  });

  test('and RESTRICT that there is a record that one does not see', async () => {
    await enter(api, acme, 'MANAGER');
    await expect(
      api.query(filled(`delete from MINE.deal where id = '${shown}'`)),
    ).rejects.toThrow();
  });

  test('a unique field tells that a value is taken', async () => {
    await enter(api, acme, 'USER');
    const insert = filled('insert into MINE.deal (code) values ($1)');
    expect((await api.query(insert, ['new'])).rowCount).toBe(1);
    await expect(api.query(insert, ['taken'])).rejects.toMatchObject({ code: '23505' });
  });
});
