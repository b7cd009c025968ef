/*
 * A server under pressure: requests that take too long, clients that are gone, a workspace that wants
 * everything, callers whose role changes; and what the log and the metrics tell of it.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { type Api, type Caller, code, signToken, startApi } from './support.ts';

const CONNECTIONS = 2;
const TIMEOUT_MS = 3_000;

let api: Api;
let caller: Caller;
let other: Caller;
let locker: pg.Client;

beforeAll(async () => {
  api = await startApi({
    DATABASE_CONNECTIONS: String(CONNECTIONS),
    REQUEST_TIMEOUT_MS: String(TIMEOUT_MS),
    LOG_LEVEL: 'info',
  });
  caller = await api.caller(await api.createWorkspace('busy'));
  other = await api.caller(await api.createWorkspace('quiet'));
  for (const each of [caller, other]) await each.data(COUNT);
  locker = await api.database.client();
});

afterAll(() => api?.stop());

const COUNT = '{ companies { totalCount } }';
const CREATE = 'mutation { createCompany(data: { name: "late" }) { id } }';

/** What the API's connections are doing. */
async function statements(state = 'active'): Promise<string[]> {
  const rows = await api.database.query<{ query: string }>(
    `select query from pg_stat_activity
     where datname = current_database() and application_name = 'dual-schema api' and state = $1`,
    [state],
  );
  return rows.map(({ query }) => query);
}

async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

function lines(): Record<string, unknown>[] {
  return api.server
    .log()
    .split('\n')
    .filter((line) => line.includes('"msg":"request"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function metrics(): Promise<string> {
  return (await fetch(`${api.server.url}/metrics`)).text();
}

describe('while a table is locked', () => {
  beforeEach(async () => {
    const [row] = await api.database.query<{ schemaName: string }>(
      'select "schemaName" from core.workspace where id = $1',
      [caller.workspaceId],
    );
    await locker.query(`begin; lock table ${row?.schemaName}.company in access exclusive mode`);
  });
  afterEach(() => locker.query('rollback'));

  test.each([
    ['a query', COUNT],
    ['a mutation', CREATE],
  ])(
    '%s is stopped when its time is up: TIMEOUT, and nothing is left running',
    async (_what, text) => {
      const answer = await caller.ask(text);
      expect(answer.status).toBe(200);
      expect(code(answer)).toBe('TIMEOUT');
      expect(await statements()).toEqual([]);
      expect(await statements('idle in transaction')).toEqual([]);
    },
  );

  test.each([
    ['a query', COUNT],
    ['a mutation', CREATE],
  ])(
    '%s whose client is gone is stopped, and the connection serves others',
    async (_what, text) => {
      const gone = new AbortController();
      const asked = fetch(`${api.server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${caller.token}` },
        body: JSON.stringify({ query: text }),
        signal: gone.signal,
      }).catch(() => undefined);
      await until(async () => (await statements()).some((query) => query.includes('company')));
      const before = lines().length;
      gone.abort();
      await asked;
      await until(async () => (await statements()).length === 0);
      await until(() => lines().length > before);
      expect(lines().at(-1)).toMatchObject({ status: 499 });
      expect(await other.data(COUNT)).toEqual({ companies: { totalCount: 0 } });
    },
  );

  test('a workspace that asks for everything leaves another its share', async () => {
    const noisy = Array.from({ length: 20 }, () => caller.ask(COUNT));
    await until(async () => (await statements()).some((query) => query.includes('company')));
    expect(await other.data(COUNT)).toEqual({ companies: { totalCount: 0 } });
    expect((await statements()).filter((query) => query.includes('company'))).toHaveLength(1);
    await locker.query('rollback');
    for (const answer of await Promise.all(noisy)) {
      expect(answer.data).toEqual({ companies: { totalCount: 0 } });
    }
  });

  test('when too many wait, the rest is refused at once, and told when to come again', async () => {
    const body = JSON.stringify({ query: COUNT });
    const asked = Array.from({ length: 110 }, () =>
      fetch(`${api.server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${caller.token}` },
        body,
      }),
    );
    const first = await Promise.race(asked);
    expect(first.status).toBe(503);
    expect(first.headers.get('retry-after')).toBe('1');
    expect(await first.json()).toEqual({
      errors: [
        {
          message: expect.stringContaining('Try again'),
          extensions: { code: 'TIMEOUT', limit: 'connections' },
        },
      ],
    });
    await locker.query('rollback');
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect([...new Set(statuses)].toSorted()).toEqual([200, 503]);
  });
});

describe('a session that has changed since the last request', () => {
  test('a role that is taken away is refused, whatever is asked', async () => {
    const email = 'ada@example.com';
    const [user] = await api.database.query<{ id: string }>(
      'insert into core."user" (email) values ($1) returning id',
      [email],
    );
    await api.database.query(
      `insert into core."userWorkspace" ("userId", "workspaceId", "roleId")
       select $1, r."workspaceId", r.id from core.role r where r."workspaceId" = $2 and r.name = 'USER'`,
      [user?.id, caller.workspaceId],
    );
    const token = await signToken({
      claims: { workspaceId: caller.workspaceId, role: 'USER', sub: user?.id },
    });
    const ask = (query: string) => api.server.graphql('/graphql', token, query);
    expect((await ask(COUNT)).errors).toBeUndefined();
    await api.database.query(
      `update core."userWorkspace" set "deletedAt" = now() where "userId" = $1`,
      [user?.id],
    );
    for (const query of [COUNT, CREATE, '{ __schema { types { name } } }', '{ nothing }', '{']) {
      const answer = await ask(query);
      expect([query, answer.status, code(answer as never)]).toEqual([
        query,
        401,
        'UNAUTHENTICATED',
      ]);
      expect(answer.data).toBeUndefined();
    }
  });

  test('a change of the metadata by others is seen by the very next request', async () => {
    await api.database.query(
      `insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, type)
       select "workspaceId", id, 'motto', 'TEXT' from core."objectMetadata"
       where "workspaceId" = $1 and "nameSingular" = 'company'`,
      [caller.workspaceId],
    );
    expect(await caller.data('{ companies { edges { node { motto } } } }')).toEqual({
      companies: { edges: [] },
    });
    await api.database.query(
      `update core."fieldMetadata" set name = 'slogan' where "workspaceId" = $1 and name = 'motto'`,
      [caller.workspaceId],
    );
    expect(code(await caller.ask('{ companies { edges { node { motto } } } }'))).toBe(
      'BAD_USER_INPUT',
    );
  });

  test('a mutation is done once, with what the metadata is now', async () => {
    await caller.data(COUNT);
    await api.database.query(
      `update core."fieldMetadata" set "defaultValue" = '"new"'
       where "workspaceId" = $1 and name = 'slogan'`,
      [caller.workspaceId],
    );
    const { a, b } = await caller.data(
      'mutation { a: createCompany(data: { name: "once" }) { slogan } b: createCompany(data: { name: "twice" }) { slogan } }',
    );
    expect([a, b]).toEqual([{ slogan: 'new' }, { slogan: 'new' }]);
    expect(await caller.data(COUNT)).toEqual({ companies: { totalCount: 2 } });
  });
});

test('a query that costs too much is refused, and says what to do', async () => {
  const list = (name: string, inner: string) =>
    `${name}(first: 200) { edges { node { ${inner} } } }`;
  const query = `{ ${list('companies', list('people', list('opportunities', 'id')))} }`;
  const answer = await caller.ask(query);
  expect(answer.errors).toEqual([
    {
      message: expect.stringMatching(/costs 16170601; at most 2000000 .* smaller pages/),
      extensions: { code: 'BAD_USER_INPUT', limit: 'cost', asked: 16_170_601, max: 2_000_000 },
    },
  ]);
  expect(await metrics()).toMatch(/rejected_requests_total\{limit="cost"\} 1/);
});

test('a batch of operations is refused', async () => {
  const response = await fetch(`${api.server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${caller.token}` },
    body: JSON.stringify([{ query: COUNT }, { query: COUNT }]),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    errors: [
      { message: expect.stringContaining('Batches'), extensions: { code: 'BAD_USER_INPUT' } },
    ],
  });
});

test('the log has a line a request, without values, texts or tokens', async () => {
  const before = lines().length;
  await caller.ask(
    'query Secretive($name: String) { companies(filter: { name: { eq: $name } }) { totalCount } }',
    {
      name: 'a secret value',
    },
  );
  await until(() => lines().length > before);
  expect(lines().slice(before)).toEqual([
    {
      level: 30,
      time: expect.any(Number),
      msg: 'request',
      route: '/graphql',
      status: 200,
      ms: expect.any(Number),
      operation: 'Secretive',
      type: 'query',
      cost: 11_010,
      workspaceId: caller.workspaceId,
      role: 'ADMIN',
    },
  ]);
  expect(api.server.log()).not.toMatch(/a secret value|totalCount|Bearer|eyJ/);
});

test('the metrics tell of requests, documents, instances and connections, of no workspace', async () => {
  const text = await metrics();
  for (const name of [
    'process_resident_memory_bytes \\d',
    'dual_schema_request_duration_seconds_count\\{route="/graphql",operation="query",outcome="ok"\\} \\d',
    'dual_schema_request_duration_seconds_count\\{route="/graphql",operation="query",outcome="GONE"\\} 1',
    'dual_schema_rejected_requests_total\\{limit="connections"\\} \\d',
    'dual_schema_rejected_requests_total\\{limit="time"\\} \\d',
    'dual_schema_document_lookups_total\\{result="hit"\\} \\d',
    'dual_schema_instance_builds_total \\d',
    'dual_schema_instance_evictions_total 0',
    // The two workspaces are no longer alike.
    'dual_schema_instances 2',
    'dual_schema_instance_documents [1-9]',
    'dual_schema_instance_bytes [1-9]\\d{6}',
    'dual_schema_pool_connections\\{state="waiting"\\} 0',
  ]) {
    expect(text).toMatch(new RegExp(`^${name}`, 'm'));
  }
  expect(text).not.toContain(caller.workspaceId);
  expect(text).not.toContain('Secretive');
});

test('no label of the metrics has a value that a client chooses', async () => {
  const labels = async () => {
    const found = [...(await metrics()).matchAll(/^dual_schema_\w+\{(.*)\} /gm)];
    return new Set(found.map(([, label]) => label));
  };
  const ask = (path: string, text: string) =>
    fetch(`${api.server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${caller.token}` },
      body: JSON.stringify({ query: text, operationName: text.split(' ')[1] }),
    });
  const requests = (name: string) => [
    ask('/graphql', `query Q${name} { a${name}: companies { totalCount } }`),
    ask('/graphql', `query Q${name} { unknown${name} }`),
    ask(`/nothing${name}`, `query Q${name} { __typename }`),
    ask(`/graphql?${name}`, `subscription Q${name} { __typename }`),
  ];
  await Promise.all(requests('first'));
  const before = await labels();
  await Promise.all(['second', 'third', 'fourth'].flatMap(requests));
  expect(await labels()).toEqual(before);
});
