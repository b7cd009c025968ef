/*
 * One connection serves roles and workspaces in turn and at once: each read sees what its caller may see, by
 * statements that another's read has prepared, whatever failed, was cancelled or was lost beside it.
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { PoolClient, QueryConfig } from 'pg';
import { type Entered, queryEntered } from '../../scripts/graphql/entered-query.ts';
import { type ApiPool, createPool } from '../../scripts/graphql/pool.ts';
import { keepPrepared } from '../../scripts/graphql/prepared.ts';
import { createLogger } from '../../scripts/log.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createWorkspace, type Workspace } from '../support/workspaces.ts';

const ENTER = {
  name: 'core.enter_workspace',
  text: 'select core.enter_workspace($1)::text as answer',
};
/** One name for all: a plan that is made for one role is met by the next. */
const NAMES = { name: 'names', text: 'select name from company order by name' };
const SETTINGS = {
  text: `select current_user as role, current_setting('search_path') as path,
    coalesce(current_setting('jwt.claims.role', true), '') as claimed,
    coalesce(current_setting('app.current_workspace_id', true), '') as workspace`,
};
const OUTSIDE = [{ role: 'api', path: '"$user", public', claimed: '', workspace: '' }];
const CALLERS = ['acme USER', 'acme SOME', 'acme NONE', 'bolt USER', 'acme NOBODY'] as const;
const SEEN: Readonly<Record<(typeof CALLERS)[number], unknown>> = {
  'acme USER': ['acme 1', 'acme 2'],
  'acme SOME': ['acme 1'],
  'acme NONE': '42501',
  'bolt USER': ['bolt 1', 'bolt 2'],
  'acme NOBODY': '28000',
};

let database: TestDatabase;
let pool: ApiPool;
let client: PoolClient;
let workspaces: Record<string, Workspace>;

const entering = (caller: string) => {
  const [workspace = '', role] = caller.split(' ');
  return { ...ENTER, values: [JSON.stringify({ workspaceId: workspaces[workspace]?.id, role })] };
};

async function ask(caller: string, config: QueryConfig): Promise<Entered> {
  if (config.name !== undefined) keepPrepared(client, config.name);
  return await queryEntered(client, entering(caller), { left: Number.POSITIVE_INFINITY }, config);
}

/** What a caller reads, or how they are refused. */
async function read(caller: string, config: QueryConfig = NAMES): Promise<unknown> {
  const { failure, result } = await ask(caller, config);
  return failure ? (failure as { code?: string }).code : result.rows.map(({ name }) => name);
}

const outside = async () => (await client.query(SETTINGS)).rows;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ connectionString: database.apiUrl, log: createLogger('silent') });
  workspaces = {};
  for (const name of ['acme', 'bolt']) {
    const workspace = await createWorkspace(database, name);
    workspaces[name] = workspace;
    await database.query(
      `insert into ${workspace.schema}.company (name) values ('${name} 1'), ('${name} 2')`,
    );
  }
  const acme = workspaces.acme as Workspace;
  const values = [acme.id, await acme.objectId('company')];
  await database.query(
    `insert into core.role ("workspaceId", name) values ($1, 'SOME'), ($1, 'NONE')`,
    [acme.id],
  );
  await database.query(
    `insert into core."rowPermission" ("workspaceId", "roleId", "objectMetadataId", "readFilter")
     select $1, id, $2, '{"name": {"eq": "acme 1"}}' from core.role where "workspaceId" = $1 and name = 'SOME'`,
    values,
  );
  await database.query(
    `insert into core."objectPermission" ("workspaceId", "roleId", "objectMetadataId", "canReadObjectRecords",
       "canCreateObjectRecords", "canUpdateObjectRecords", "canSoftDeleteObjectRecords", "canDestroyObjectRecords")
     select $1, id, $2, false, false, false, false, false from core.role where "workspaceId" = $1 and name = 'NONE'`,
    values,
  );
});

beforeEach(async () => {
  client = await pool.connect();
  await client.query(entering('acme USER'));
});

afterEach(() => client.release(true));

afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

test.each(CALLERS)('what %s prepared, each other reads as what they are', async (first) => {
  // Often enough for Postgres to keep one plan.
  for (let time = 0; time < 8; time++) expect(await read(first)).toEqual(SEEN[first]);
  for (let time = 0; time < 3; time++) {
    for (const caller of CALLERS) expect(await read(caller)).toEqual(SEEN[caller]);
  }
  expect(await outside()).toEqual(OUTSIDE);
});

test('a plan that is kept at once holds for no other role either', async () => {
  await client.query('set plan_cache_mode = force_generic_plan');
  for (const caller of [...CALLERS, ...CALLERS]) expect(await read(caller)).toEqual(SEEN[caller]);
});

test('of many at once each has its own answer, in whatever order they are asked', async () => {
  const callers = Array.from({ length: 60 }, (_, n) => CALLERS[(n * n + 3 * n) % CALLERS.length]);
  const settled = await Promise.all(callers.map((caller) => read(caller as string)));
  expect(settled).toEqual(callers.map((caller) => SEEN[caller as (typeof CALLERS)[number]]));
  expect(await outside()).toEqual(OUTSIDE);
});

test('a right that is taken away is gone for the next read, though its plan is kept', async () => {
  const { schema, roles } = workspaces.bolt as Workspace;
  for (let time = 0; time < 8; time++) expect(await read('bolt USER')).toEqual(SEEN['bolt USER']);
  await database.query(`revoke select on ${schema}.company from "${roles.USER}"`);
  expect(await read('bolt USER')).toBe('42501');
  await database.query(`grant select on ${schema}.company to "${roles.USER}"`);
  expect(await read('bolt USER')).toEqual(SEEN['bolt USER']);
});

test.each<[string, QueryConfig, string]>([
  ['cannot be parsed', { name: 'unparsed', text: 'select no_such_column from company' }, '42703'],
  ['is no SQL', { text: 'selec' }, '42601'],
  ['cannot be bound', { name: 'unbound', text: 'select $1::int as name', values: ['x'] }, '22P02'],
  ['fails while it runs', { text: 'select 1 / (select 0) as name' }, '22012'],
  ['is more than one', { text: 'select 1; select 2' }, '42601'],
  ['may not be asked', { text: 'set role none; reset all' }, '42601'],
])('a statement that %s takes nothing along', async (_what, config, code) => {
  const [before, failed, same, after] = await Promise.all([
    read('acme SOME'),
    read('acme USER', config),
    read('acme NOBODY', config),
    read('bolt USER'),
  ]);
  expect([before, failed, same, after]).toEqual([
    SEEN['acme SOME'],
    code,
    '28000',
    SEEN['bolt USER'],
  ]);
  expect(await outside()).toEqual(OUTSIDE);
  expect(await read('acme USER')).toEqual(SEEN['acme USER']);
});

test('a statement whose rows are none, or that has none, is answered as such', async () => {
  const [empty, none, nothing] = await Promise.all([
    ask('acme USER', { text: 'select name from company where false' }),
    ask('acme USER', { text: `update company set name = name where false` }),
    ask('acme USER', { text: '' }),
  ]);
  for (const { failure, result } of [empty, none, nothing]) {
    expect({ failure, rows: result.rows }).toEqual({ failure: null, rows: [] });
  }
  expect([empty.result.rowCount, none.result.rowCount]).toEqual([0, 0]);
});

test('one of ten that is cancelled is the only one that fails', async () => {
  const processId = (client as unknown as { processID: number }).processID;
  const asked = Array.from({ length: 10 }, (_, n) =>
    n === 4
      ? read('acme USER', { text: 'select pg_sleep(60)::text as name' })
      : read(n % 2 ? 'acme SOME' : 'bolt USER'),
  );
  await asked[3];
  await cancelWhen(processId, 'pg_sleep', 'pg_cancel_backend');
  expect(await Promise.all(asked)).toEqual(
    asked.map((_, n) => (n === 4 ? '57014' : SEEN[n % 2 ? 'acme SOME' : 'bolt USER'])),
  );
  expect(await outside()).toEqual(OUTSIDE);
});

test('with the connection all are lost, and none is answered as another', async () => {
  const processId = (client as unknown as { processID: number }).processID;
  const asked = [
    read('acme USER'),
    read('acme USER', { text: 'select pg_sleep(60)::text as name' }),
    read('acme SOME'),
    read('bolt USER'),
  ];
  const [first] = await Promise.all([
    asked[0],
    cancelWhen(processId, 'pg_sleep', 'pg_terminate_backend'),
  ]);
  expect(first).toEqual(SEEN['acme USER']);
  expect(await asked[1]).toBe('57P01');
  for (const lost of asked.slice(2)) expect(await lost).not.toEqual(expect.any(Array));
});

test('a statement that is let go in the same write is prepared again for each', async () => {
  await read('acme USER');
  const others = Array.from({ length: 205 }, (_, n) =>
    read(CALLERS[n % CALLERS.length] as string, { ...NAMES, name: `other_${n}` }),
  );
  const again = read('acme SOME');
  expect(await Promise.all(others)).toEqual(
    others.map((_, n) => SEEN[CALLERS[n % CALLERS.length] as (typeof CALLERS)[number]]),
  );
  expect(await again).toEqual(SEEN['acme SOME']);
  for (const caller of CALLERS) expect(await read(caller)).toEqual(SEEN[caller]);
});

/** Stops the backend once it runs what is meant. */
async function cancelWhen(processId: number, running: string, by: string): Promise<void> {
  for (;;) {
    const [row] = await database.query<{ done: boolean }>(
      `select ${by}(pid) as done from pg_stat_activity
       where pid = $1 and state = 'active' and wait_event = 'PgSleep' and query like $2`,
      [processId, `%${running}%`],
    );
    if (row?.done) return;
  }
}
