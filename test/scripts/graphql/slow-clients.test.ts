/*
 * Clients that hold a connection and do not go on: it is closed.
 */
import { once } from 'node:events';
import net, { type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { versionOf } from '../../../scripts/db/migrate.ts';
import { type RunningServer, startServer } from '../../../scripts/graphql/server.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { TEST_SECRET } from '../../support/environment.ts';
import { code } from './support.ts';

const WAIT_MS = 200;

let database: TestDatabase;
let server: RunningServer;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServer({
    host: '127.0.0.1',
    port: 0,
    apiDatabaseUrl: database.apiUrl,
    databaseVersion: await versionOf(database.url),
    auth: { secret: TEST_SECRET, audience: 'dual-schema' },
    logLevel: 'silent',
    graphiql: undefined,
    // Longer, so that the clock for the whole request is the first and says why.
    requestTimeoutMs: 5 * WAIT_MS,
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

describe.each(['/graphql', '/metadata'])('%s', (path) => {
  const head = [`POST ${path} HTTP/1.1`, 'host: x', 'content-type: application/json'];

  test.each([
    ['a connection', [], ''],
    ['headers', [...head, ''], ''],
    ['a body', [...head, 'content-length: 100', '', ''], '{ "query": '],
    ['chunks', [...head, 'transfer-encoding: chunked', '', ''], '3\r\n{ "\r\n'],
  ])('%s without an end: TIMEOUT', async (_what, lines, body) => {
    const [headers, content] = (await said(lines.join('\r\n') + body)).split('\r\n\r\n');
    expect(headers).toMatch(/^HTTP\/1\.1 408 /);
    expect(code(JSON.parse(content ?? ''))).toBe('TIMEOUT');
  });
});
