/*
 * How a server ends, of one process and of several: what is under way is finished, a second signal does
 * not wait for it. Several processes serve one port, and are one in the metrics.
 */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { TEST_SECRET } from '../../support/environment.ts';
import { type Program, startProgram } from '../../support/programs.ts';
import { signToken } from './support.ts';

const QUERY = JSON.stringify({ query: '{ companies { totalCount } }' });
const CREATE = JSON.stringify({
  query: 'mutation { createCompany(data: { name: "load" }) { name } }',
});
/** Signals that come closer together than this are one Ctrl-C. */
const SECOND_SIGNAL_MS = 700;

let database: TestDatabase;
let locker: pg.Client;
let token: string;
let schemaName: string;
let program: Program;
let url: string;

beforeAll(async () => {
  database = await createTestDatabase();
  locker = await database.client();
  const [row] = await database.query<{ id: string; schemaName: string }>(
    `insert into core.workspace ("displayName", subdomain) values ('W', 'w') returning id, "schemaName"`,
  );
  schemaName = row?.schemaName ?? '';
  token = await signToken({ claims: { workspaceId: row?.id, role: 'ADMIN' } });
});

afterAll(() => database?.drop());

afterEach(async () => {
  await locker.query('rollback');
  await database.query(`delete from ${schemaName}.company`);
  program.child.kill('SIGTERM');
  await program.ended;
});

async function start(workers: number): Promise<void> {
  const args = ['start', '--json', '--no-demo', '--workers', String(workers)];
  program = startProgram('scripts/cli.ts', args, {
    DATABASE_URL: database.url,
    PORT: '0',
    JWT_SECRET: TEST_SECRET,
    LOG_LEVEL: 'warn',
  });
  ({ url } = JSON.parse(await program.ready) as { url: string });
}

function ask(body = QUERY): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    // A connection of its own, so that it may reach any of the processes.
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      connection: 'close',
    },
    body,
  });
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await delay(20);
}

async function companies(): Promise<number> {
  return (await database.query(`select from ${schemaName}.company`)).length;
}

/** How many statements of the API wait for the lock. */
async function waiting(): Promise<number> {
  const rows = await database.query(
    `select from pg_stat_activity where datname = current_database() and application_name = 'dual-schema api'
     and state = 'active' and query like '%company%'`,
  );
  return rows.length;
}

/** Starts a request that does not end before the lock does. */
async function askSlowly(): Promise<Promise<Response>[]> {
  // Every process has built the API: building it would wait for the lock too.
  await Promise.all(Array.from({ length: 12 }, () => ask()));
  await locker.query(`begin; lock table ${schemaName}.company in access exclusive mode`);
  const asked = [ask()];
  asked[0]?.catch(() => undefined);
  await until(async () => (await waiting()) === 1);
  return asked;
}

/** A connection made at the very moment of closing may wait for a process that takes it, in vain. */
function refusesConnections(): Promise<boolean> {
  const signal = AbortSignal.timeout(1_000);
  return fetch(`${url}/healthz`, { headers: { connection: 'close' }, signal }).then(
    () => false,
    () => true,
  );
}

describe.each([1, 2])('with %i process(es)', (workers) => {
  test('a request under way is finished, new ones are not taken', async () => {
    await start(workers);
    const [slow] = await askSlowly();
    program.child.kill('SIGTERM');
    await until(refusesConnections);
    expect(await waiting()).toBe(1);
    await locker.query('rollback');
    const answer = await slow;
    expect(await answer?.json()).toEqual({ data: { companies: { totalCount: 0 } } });
    expect(await program.ended).toMatchObject({ code: 0 });
  });

  test('under load, all that was done is answered, and nothing fails', async () => {
    await start(workers);
    let answered = 0;
    const client = async (): Promise<void> => {
      for (;;) {
        const response = await ask(CREATE).catch(() => undefined);
        // The connection was not taken any more.
        if (!response) return;
        expect(await response.json()).toEqual({ data: { createCompany: { name: 'load' } } });
        answered++;
      }
    };
    const clients = Array.from({ length: 8 }, client);
    await until(async () => answered > 20);
    program.child.kill('SIGTERM');
    await Promise.all(clients);
    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await companies()).toBe(answered);
  });

  test('what a kept connection sends meanwhile is answered, and the connection closed', async () => {
    await start(workers);
    await Promise.all(Array.from({ length: 12 }, () => ask()));
    await locker.query(`begin; lock table ${schemaName}.company in access exclusive mode`);
    const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
    let said = '';
    socket.on('data', (data) => {
      said += data;
    });
    const post = (body: string) =>
      socket.write(
        `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n` +
          `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    post(QUERY);
    await until(async () => (await waiting()) === 1);
    program.child.kill('SIGTERM');
    await until(refusesConnections);
    post('{"query":"{ __typename }"}');
    await locker.query('rollback');
    await once(socket, 'close');
    expect(said.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200']);
    expect(said).toContain('Connection: close');
    expect(await program.ended).toMatchObject({ code: 0 });
  });

  test('a second signal ends it at once, and leaves nothing running', async () => {
    await start(workers);
    const [slow] = await askSlowly();
    program.child.kill('SIGINT');
    await delay(SECOND_SIGNAL_MS);
    expect(await waiting()).toBe(1);
    program.child.kill('SIGINT');
    await expect(slow).rejects.toThrow();
    expect(await program.ended).toMatchObject({ code: 0 });
    expect(await waiting()).toBe(0);
  });
});

describe('several processes', () => {
  const children = () =>
    execFileSync('pgrep', ['-P', String(program.child.pid)], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number);
  const metric = async (pattern: RegExp) =>
    Number(pattern.exec(await (await fetch(`${url}/metrics`)).text())?.[1]);

  test('share a port, and the metrics are of all of them', async () => {
    await start(3);
    expect(children()).toHaveLength(3);
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask()));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const count = /^dual_schema_request_duration_seconds_count\{[^}]*outcome="ok"\} (\d+)$/m;
    expect(await metric(count)).toBe(12);
    expect(await metric(/^process_resident_memory_bytes (\d+)$/m)).toBeGreaterThan(3 * 50_000_000);
  });

  test('have the pages that one has', async () => {
    await start(2);
    for (const page of ['/', '/graphiql', '/graphiql?endpoint=metadata']) {
      expect([page, (await fetch(url + page)).status]).toEqual([page, 200]);
    }
  });

  test('one that is lost is replaced', async () => {
    await start(2);
    const [lost = 0] = children();
    process.kill(lost, 'SIGKILL');
    await until(async () => children().length === 2 && !children().includes(lost));
    expect((await ask()).status).toBe(200);
  });
});
