/*
 * `start` from outside: a first start with its own Postgres, what it prints, and how it ends.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readPostmaster } from '../../../scripts/db/postmaster.ts';
import { isPostgresProcess } from '../../../scripts/db/process.ts';
import { createTestDatabase } from '../../support/database.ts';
import { TEST_SECRET } from '../../support/environment.ts';
import { type Program, ROOT, runProgram, startProgram, watch } from '../../support/programs.ts';

interface Ready {
  readonly url: string;
  readonly graphql: string;
  readonly workspace?: { readonly id: string; readonly subdomain: string };
  readonly tokens: Readonly<Record<string, string>>;
}

let dataDir: string;
const programs: Program[] = [];

beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-start-'));
  fs.chmodSync(dataDir, 0o755);
});

afterEach(async () => {
  for (const { child, ended } of programs.splice(0)) {
    child.kill('SIGTERM');
    await ended;
  }
  fs.rmSync(dataDir, { recursive: true, force: true });
});

function environment(): Record<string, string | undefined> {
  return {
    DATABASE_URL: undefined,
    JWT_SECRET: undefined,
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'warn',
  };
}

function start(changes: Record<string, string | undefined> = {}): Program {
  const program = startProgram('scripts/cli.ts', ['start', '--json'], {
    ...environment(),
    ...changes,
  });
  programs.push(program);
  return program;
}

async function readyOf({ ready }: Program): Promise<Ready> {
  return JSON.parse(await ready) as Ready;
}

function postgresRuns(): boolean {
  const { pid } = readPostmaster(path.join(dataDir, 'postgres')) ?? {};
  return pid !== undefined && isPostgresProcess(pid);
}

async function typename(graphql: string, token: string | undefined): Promise<unknown> {
  const response = await fetch(graphql, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  return response.json();
}

test('a first start serves the demo workspace with the tokens it prints, Ctrl-C stops everything', async () => {
  const program = start();
  const { graphql, workspace, tokens } = await readyOf(program);
  expect(workspace?.subdomain).toBe('acme');
  expect(Object.keys(tokens)).toEqual(['ADMIN', 'MANAGER', 'USER']);
  expect(await typename(graphql, tokens.ADMIN)).toEqual({ data: { __typename: 'Query' } });

  // A command beside it uses the same cluster and leaves it running.
  const token = await runProgram(
    'scripts/cli.ts',
    ['token', '--workspace', 'acme', '--role', 'USER'],
    environment(),
  );
  expect(await typename(graphql, token.stdout.trim())).toEqual({ data: { __typename: 'Query' } });
  expect(postgresRuns()).toBe(true);

  program.child.kill('SIGINT');
  expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
  expect(postgresRuns()).toBe(false);
});

test('killed hard, the next start works on the same data', async () => {
  const first = start();
  const before = await readyOf(first);
  first.child.kill('SIGKILL');
  await first.ended;
  const after = await readyOf(start());
  expect(after.workspace).toEqual(before.workspace);
  // The secret was kept: tokens of before still hold.
  expect(await typename(after.graphql, before.tokens.USER)).toEqual({
    data: { __typename: 'Query' },
  });
});

test('told to stop while it starts, it leaves nothing behind', async () => {
  const program = start();
  program.ready.catch(() => undefined);
  while (!fs.existsSync(path.join(dataDir, 'superuser-password'))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  program.child.kill('SIGTERM');
  expect(await program.ended).toMatchObject({ code: 0, stdout: '' });
  expect(postgresRuns()).toBe(false);
});

test('a busy port is one line, before the database is touched', async () => {
  const other = net.createServer();
  const port = await new Promise<number>((resolve) => {
    other.listen(0, '127.0.0.1', () => resolve((other.address() as net.AddressInfo).port));
  });
  const ended = await runProgram('scripts/cli.ts', ['start'], {
    ...environment(),
    PORT: String(port),
  });
  other.close();
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(ended.stderr).toMatch(
    new RegExp(`^Error: Port ${port} on 127\\.0\\.0\\.1 is in use: .*\n$`),
  );
  expect(fs.existsSync(path.join(dataDir, 'postgres'))).toBe(false);
});

test('a HOST that is not of this machine is one line that says what to set', async () => {
  // An address for documentation (RFC 5737): nobody has it.
  const ended = await runProgram('scripts/cli.ts', ['start'], {
    ...environment(),
    HOST: '192.0.2.1',
  });
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(ended.stderr).toMatch(
    /^Error: Cannot listen .* set HOST to an address of this machine\.\n$/,
  );
});

describe('in production', () => {
  test('a missing secret is refused', async () => {
    const ended = await runProgram('scripts/cli.ts', ['start'], {
      ...environment(),
      NODE_ENV: 'production',
      JWT_SECRET: undefined,
    });
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Error: JWT_SECRET .*\n$/),
    });
  });

  test('there is no demo workspace and no token', async () => {
    const database = await createTestDatabase();
    try {
      const program = start({
        DATABASE_URL: database.url,
        NODE_ENV: 'production',
        JWT_SECRET: TEST_SECRET,
      });
      expect(await readyOf(program)).toMatchObject({ tokens: {} });
      expect(await database.query('select from core.workspace')).toEqual([]);
      program.child.kill('SIGTERM');
      await program.ended;
    } finally {
      await database.drop();
    }
  });
});

test.each([
  ['its parent', ''],
  ['the parent of a shell in between', 'sh -c "$SERVER & wait" & wait'],
])('npm killed hard takes the server along: npm is %s', async (_, shell) => {
  // A shell in npm's place: it starts the server and waits to be killed.
  const server = `"${process.execPath}" scripts/run.cjs scripts/cli.ts start --json --no-demo`;
  const child = spawn('sh', ['-c', shell || `${server} & wait`], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...environment(),
      SERVER: server,
      npm_lifecycle_event: 'start',
    } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { ready, ended } = watch(child);
  await ready;
  child.kill('SIGKILL');
  // Its output stays open until the server has ended too.
  await ended;
  expect(postgresRuns()).toBe(false);
});
