/*
 * A database that is gone, silent or takes no changes: every answer says so, in time and so that it can be
 * tried again, and when it is back nothing has to be started anew.
 */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type DatabaseProxy, startProxy } from '../../support/proxy.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { signToken } from './support.ts';

const TIMEOUT_MS = 1_000;
const QUERY = '{ companies { totalCount } }';
const CREATE = 'mutation { createCompany(data: { name: "x" }) { id } }';

let database: TestDatabase;
let proxy: DatabaseProxy;
let server: TestServer;
let token: string;

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await startProxy(database.url);
  server = await startTestServer(proxy.url, { REQUEST_TIMEOUT_MS: String(TIMEOUT_MS) });
  const [row] = await database.query<{ id: string }>(
    `insert into core.workspace ("displayName", subdomain) values ('W', 'w') returning id`,
  );
  token = await signToken({ claims: { workspaceId: row?.id, role: 'ADMIN' } });
  expect((await ask(QUERY)).status).toBe(200);
});

afterEach(async () => {
  await proxy.restore();
  const answer = await untilServed();
  expect(await answer.json()).toEqual({ data: { companies: { totalCount: 0 } } });
});

afterAll(async () => {
  await server?.close();
  await proxy?.close();
  await database?.drop();
});

const ask = (query: string): Promise<Response> =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });

const get = (path: string): Promise<Response> => fetch(`${server.url}${path}`);

/** A connection that was lost may be noticed by the first who asks. */
async function untilServed(): Promise<Response> {
  for (;;) {
    const answer = await ask(QUERY);
    if (answer.status === 200) return answer;
    await answer.text();
  }
}

function expectTryAgain(response: Response): void {
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
}

test('gone', async () => {
  await proxy.cut();
  for (const query of [QUERY, CREATE]) {
    const answer = await ask(query);
    expectTryAgain(answer);
    expect(await answer.json()).toEqual({
      errors: [
        {
          message: expect.stringMatching(/^The database does not answer at the moment. Try again/),
          extensions: { code: 'TIMEOUT', id: expect.any(String) },
        },
      ],
    });
  }
  const page = await get('/');
  expectTryAgain(page);
  expect(await page.text()).toContain('The database does not answer');
  expect((await get('/readyz')).status).toBe(503);
  expect((await get('/healthz')).status).toBe(200);
});

test('silent: requests end when their time is up', async () => {
  proxy.silence();
  for (const query of [QUERY, CREATE]) {
    const answer = await ask(query);
    expectTryAgain(answer);
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: 'TIMEOUT', limit: 'time' } }],
    });
  }
  expect((await get('/readyz')).status).toBe(503);
  expect(await (await get('/metrics')).text()).toMatch(/pool_connections\{state="held"\} 0/);
});

test('it takes no changes', async () => {
  const [row] = await database.query<{ name: string }>('select current_database() as name');
  await database.query(`alter database ${row?.name} set default_transaction_read_only = on`);
  await proxy.restore();
  await untilServed();
  expect(await (await ask(CREATE)).json()).toMatchObject({
    errors: [
      {
        message: expect.stringMatching(/^The database takes no changes at the moment. Try again/),
        extensions: { code: 'TIMEOUT' },
      },
    ],
  });
  const client = await database.client();
  await client.query('set default_transaction_read_only = off');
  await client.query(`alter database ${row?.name} reset default_transaction_read_only`);
});

test.each([
  ['another function', `update compiler.function_file set hash = 'x'`],
  ['a migration less', 'delete from graphile_migrate.migrations'],
  ['nobody who says', 'revoke execute on function core.version from api'],
  ['nothing of ours', 'drop schema core cascade'],
])('it has %s: not ready, for the reason that it says', async (_what, change) => {
  // Of a server of its own: what is changed stays so.
  const other = await createTestDatabase();
  const its = await startTestServer(other.url);
  try {
    const ready = () => fetch(`${its.url}/readyz`);
    expect((await ready()).status).toBe(200);
    await other.query(change);
    const answer = await ready();
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({
      status: 'unavailable',
      reason: expect.stringMatching(/^The database has other migrations or functions than when/),
    });
  } finally {
    await its.close();
    await other.drop();
  }
});
