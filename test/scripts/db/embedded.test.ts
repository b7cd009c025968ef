/*
 * The embedded cluster's life: first start, sharing, and every way to die.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { withClient } from '../../../scripts/db/client.ts';
import { type Cluster, openCluster } from '../../../scripts/db/embedded.ts';
import { readPostmaster } from '../../../scripts/db/postmaster.ts';
import { isPostgresProcess } from '../../../scripts/db/process.ts';
import { type Program, startProgram } from '../../support/programs.ts';

let dataDir: string;
const opened: Cluster[] = [];

beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-embedded-'));
  fs.chmodSync(dataDir, 0o755);
});

afterEach(async () => {
  for (const cluster of opened.splice(0)) await cluster.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

async function open(): Promise<Cluster> {
  const cluster = await openCluster({ dataDir, durable: false });
  opened.push(cluster);
  return cluster;
}

function postmaster(): number | undefined {
  const { pid } = readPostmaster(path.join(dataDir, 'postgres')) ?? {};
  return pid !== undefined && isPostgresProcess(pid) ? pid : undefined;
}

async function write(url: string, value: string): Promise<void> {
  await withClient(url, (client) =>
    client.query(
      `create table if not exists note (text text); insert into note values ('${value}')`,
    ),
  );
}

async function read(url: string): Promise<string[]> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ text: string }>('select text from note order by text'),
  );
  return rows.map(({ text }) => text);
}

/** Process ids of the connections that hold the cluster. */
async function holdersOf(url: string): Promise<number[]> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ pid: number }>(
      "select pid from pg_locks where locktype = 'advisory' and mode = 'ShareLock' and granted",
    ),
  );
  return rows.map(({ pid }) => pid);
}

/** Asks until it is so; a question that fails meanwhile is asked again. */
async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo().catch(() => false))) await new Promise((resolve) => setImmediate(resolve));
}

async function startUser(): Promise<Program & { url: string }> {
  const program = startProgram('test/support/cluster-user.ts', [dataDir]);
  return { ...program, url: await program.ready };
}

async function kill(program: Program): Promise<void> {
  program.child.kill('SIGKILL');
  await program.ended;
}

test('starts with the promised settings and keeps its data and port', async () => {
  const first = await open();
  await write(first.url, 'kept');
  const { rows } = await withClient(first.url, (client) =>
    client.query(`select current_setting('listen_addresses') as addresses,
        current_setting('unix_socket_directories') as sockets,
        current_setting('max_locks_per_transaction') as locks,
        current_setting('password_encryption') as passwords,
        datlocprovider as provider, datlocale as locale, pg_encoding_to_char(encoding) as encoding
      from pg_database where datname = current_database()`),
  );
  expect(rows).toEqual([
    {
      addresses: '127.0.0.1',
      sockets: '',
      locks: '1024',
      passwords: 'scram-sha-256',
      provider: 'b',
      locale: 'C.UTF-8',
      encoding: 'UTF8',
    },
  ]);
  await first.close();
  expect(postmaster()).toBeUndefined();
  expect(fs.statSync(path.join(dataDir, 'superuser-password')).mode & 0o777).toBe(0o600);

  const second = await open();
  expect(second.url).toBe(first.url);
  expect(await read(second.url)).toEqual(['kept']);
  await second.close();
});

test('is shared: who closes last stops it', async () => {
  const first = await open();
  const second = await open();
  expect([first.started, second.started]).toEqual([true, false]);
  await first.close();
  expect(postmaster()).toBeDefined();
  await second.close();
  expect(postmaster()).toBeUndefined();
});

test('several first starts at once end with one cluster', async () => {
  const users = await Promise.all([startUser(), startUser(), startUser()]);
  expect(new Set(users.map(({ url }) => url)).size).toBe(1);
  for (const { child } of users) child.kill('SIGTERM');
  const ends = await Promise.all(users.map(({ ended }) => ended));
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(postmaster()).toBeUndefined();
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s stops it in good order', async (signal) => {
  const user = await startUser();
  user.child.kill(signal);
  user.child.kill(signal);
  expect(await user.ended).toMatchObject({ code: 0, stderr: '' });
  expect(postmaster()).toBeUndefined();
});

test('its user killed hard: it is used again, nothing is lost', async () => {
  const user = await startUser();
  await write(user.url, 'kept');
  const before = postmaster();
  await kill(user);
  const next = await open();
  expect(next.started).toBe(false);
  expect(postmaster()).toBe(before);
  expect(await read(next.url)).toEqual(['kept']);
  await next.close();
  expect(postmaster()).toBeUndefined();
});

test('killed hard with its user: it recovers past the stale postmaster.pid', async () => {
  const user = await startUser();
  await write(user.url, 'kept');
  const pid = postmaster() ?? 0;
  await kill(user);
  process.kill(pid, 'SIGKILL');
  const next = await open();
  expect(next.started).toBe(true);
  expect(await read(next.url)).toEqual(['kept']);
  await next.close();
});

test('a backend that crashes takes no hold away: who closes last still stops it', async () => {
  const first = await open();
  await write(first.url, 'kept');
  const holders = await holdersOf(first.url);
  expect(holders).toHaveLength(1);
  process.kill(holders[0] ?? 0, 'SIGKILL');
  const next = await open();
  await eventually(async () => (await holdersOf(next.url)).length === 2);
  await next.close();
  expect(postmaster()).toBeDefined();
  expect(await read(first.url)).toEqual(['kept']);
  await first.close();
  expect(postmaster()).toBeUndefined();
});

test('the postmaster killed hard: its user starts it again, on the same port', async () => {
  const user = await startUser();
  await write(user.url, 'kept');
  const before = postmaster() ?? 0;
  process.kill(before, 'SIGKILL');
  await eventually(async () => (await read(user.url))[0] === 'kept' && postmaster() !== before);
  user.child.kill('SIGTERM');
  expect(await user.ended).toMatchObject({ code: 0, stderr: '' });
  expect(postmaster()).toBeUndefined();
});

test('a stale postmaster.pid may name a process that lives and is not Postgres', async () => {
  const first = await open();
  await write(first.url, 'kept');
  const pidFile = path.join(dataDir, 'postgres', 'postmaster.pid');
  const content = fs.readFileSync(pidFile, 'utf8');
  await first.close();
  fs.writeFileSync(pidFile, content.replace(/^\d+/, String(process.pid)));
  const next = await open();
  expect(await read(next.url)).toEqual(['kept']);
  await next.close();
});

test('a lost password is said in one line', async () => {
  const first = await open();
  fs.writeFileSync(path.join(dataDir, 'superuser-password'), 'another\n');
  await expect(open()).rejects.toThrow(/^The password kept in .* is not that of the cluster .*$/);
  await first.close();
});

const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

asRoot('as root', () => {
  test('Postgres runs as somebody else', async () => {
    const cluster = await open();
    expect(fs.statSync(`/proc/${postmaster()}`).uid).not.toBe(0);
    await cluster.close();
  });

  test('a data directory that this user cannot reach leads to one it can', async () => {
    fs.chmodSync(dataDir, 0o700);
    const first = await open();
    await write(first.url, 'kept');
    await first.close();
    const home = fs.readlinkSync(path.join(dataDir, 'postgres'));
    try {
      const second = await open();
      expect(await read(second.url)).toEqual(['kept']);
      await second.close();
      // Without its data directory a cluster is nobody's: starting afresh removes it, unless it may be new.
      fs.rmSync(dataDir, { recursive: true });
      fs.mkdirSync(dataDir, { mode: 0o700 });
      const third = await open();
      expect(fs.existsSync(home)).toBe(true);
      await third.close();
      fs.utimesSync(`${home}.place`, 0, 0);
      fs.rmSync(fs.readlinkSync(path.join(dataDir, 'postgres')), { recursive: true });
      fs.rmSync(path.join(dataDir, 'postgres'));
      const fourth = await open();
      expect(fs.existsSync(home)).toBe(false);
      await fourth.close();
    } finally {
      const last = fs.readlinkSync(path.join(dataDir, 'postgres'));
      fs.rmSync(last, { recursive: true, force: true });
      fs.rmSync(`${last}.place`, { force: true });
    }
  });
});
