/*
 * Clients that hold a connection and do not go on: it is closed.
 */
import { once } from 'node:events';
import net, { type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningServer, startServer } from '../../../scripts/graphql/server.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { TEST_SECRET } from '../../support/environment.ts';

const WAIT_MS = 200;
const HEAD = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';

let database: TestDatabase;
let server: RunningServer;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServer({
    host: '127.0.0.1',
    port: 0,
    apiDatabaseUrl: database.apiUrl,
    auth: { secret: TEST_SECRET, audience: 'dual-schema' },
    logLevel: 'silent',
    graphiql: undefined,
    requestTimeoutMs: WAIT_MS,
    clientWaitMs: WAIT_MS,
  });
});

afterAll(async () => {
  await server?.close();
  await database?.drop();
});

/** What the server says before it closes the connection. */
async function said(begin: string): Promise<string> {
  const socket: Socket = net.connect(Number(new URL(server.url).port), '127.0.0.1');
  let text = '';
  socket.on('data', (data) => {
    text += data;
  });
  socket.write(begin);
  await once(socket, 'close');
  return text;
}

test.each([
  ['a body that does not come', `${HEAD}content-length: 1000\r\n\r\n{`],
  ['a head that does not end', HEAD],
  ['nothing', ''],
])('%s', async (_what, begin) => {
  // Either clock may be the first: the one for the whole request says why.
  expect(await said(begin)).toMatch(/^$|^HTTP\/1.1 408 /);
});
