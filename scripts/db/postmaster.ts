/*
 * One data directory of Postgres: make it, start it, ask whether it runs, stop it. pg_ctl does the
 * work, because it knows what each platform needs (a session of its own, so that Ctrl-C in our
 * terminal does not reach Postgres before us; an unprivileged token on Windows).
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { errorMessage, userError } from '../errors.ts';
import type { Binaries } from './binaries.ts';
import { isAlive, isPostgresProcess } from './process.ts';
import { giveTo, type SystemUser } from './system-user.ts';

/** What it takes to run one cluster. */
export interface Installation {
  readonly binaries: Binaries;
  readonly user: SystemUser | undefined;
  /** PGDATA: a real path that `user` can reach. */
  readonly directory: string;
  /** False for a cluster that may be lost with the machine (tests): no fsync. */
  readonly durable: boolean;
}

/** The line of postmaster.pid we need. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  // A workspace is about 185 locks and one transaction may make several: the default, 64, is too few.
  max_locks_per_transaction: '1024',
  logging_collector: 'on',
  log_directory: 'log',
  // A week of logs, overwritten.
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
};

const NOT_DURABLE: Readonly<Record<string, string>> = { fsync: 'off', full_page_writes: 'off' };

/** Runs initdb; the directory appears whole or not at all. */
export async function initialise(
  { binaries, user, directory, durable }: Installation,
  superuserPassword: string,
): Promise<void> {
  removeAbandonedDrafts(directory);
  const draft = `${directory}.init-${process.pid}`;
  fs.mkdirSync(draft, { mode: 0o700 });
  const data = path.join(draft, 'data');
  const passwordFile = path.join(draft, 'password');
  try {
    fs.writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
    giveTo(user, draft);
    await run(user, binaries.initdb, [
      `--pgdata=${data}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ]);
    // Fails where another process was quicker; then its directory is as good as ours.
    if (!fs.existsSync(directory)) fs.renameSync(data, directory);
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

/** What an initdb left behind that was killed. */
function removeAbandonedDrafts(directory: string): void {
  const prefix = `${path.basename(directory)}.init-`;
  for (const name of fs.readdirSync(path.dirname(directory))) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length));
    if (pid !== process.pid && isAlive(pid)) continue;
    fs.rmSync(path.join(path.dirname(directory), name), { recursive: true, force: true });
  }
}

/** Starts Postgres on a port and waits until it accepts connections. */
export async function start(installation: Installation, port: number): Promise<void> {
  const { binaries, user, directory, durable } = installation;
  const settings = { ...SETTINGS, ...(durable ? {} : NOT_DURABLE), port: String(port) };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  await run(user, binaries.pgCtl, [
    'start',
    `--pgdata=${directory}`,
    `--log=${path.join(directory, 'start.log')}`,
    `--options=${options.join(' ')}`,
    '--wait',
    '--timeout=60',
    '--silent',
  ]);
}

/** Stops Postgres: `fast` ends sessions in good order, `immediate` recovers at the next start. */
export async function stop(
  { binaries, user, directory }: Installation,
  mode: 'fast' | 'immediate' = 'fast',
): Promise<void> {
  await run(user, binaries.pgCtl, [
    'stop',
    `--pgdata=${directory}`,
    `--mode=${mode}`,
    '--wait',
    '--silent',
  ]);
}

/** Who runs this directory according to its postmaster.pid, dead or alive. */
export function readPostmaster(directory: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = fs.readFileSync(pidFile(directory), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 ? { pid, port } : undefined;
}

/**
 * Makes Postgres see that the process named in a postmaster.pid is gone. After a reboot or in a new
 * container that pid may belong to somebody else, and Postgres would refuse to start. The file stays,
 * with a pid that cannot exist: Postgres also looks there for backends that survived.
 */
export function disownStalePid(directory: string): void {
  const postmaster = readPostmaster(directory);
  if (postmaster === undefined || isPostgresProcess(postmaster.pid)) return;
  const content = fs.readFileSync(pidFile(directory), 'utf8');
  fs.writeFileSync(pidFile(directory), content.replace(/^\d+/, '999999999'));
}

/** The last lines Postgres wrote while starting, for an error message. */
export function startLog(directory: string): string {
  try {
    return fs
      .readFileSync(path.join(directory, 'start.log'), 'utf8')
      .trim()
      .split('\n')
      .slice(-3)
      .join(' ');
  } catch (error) {
    return errorMessage(error);
  }
}

function pidFile(directory: string): string {
  return path.join(directory, 'postmaster.pid');
}

/** Runs a program of Postgres in a process group of its own: Ctrl-C is ours to handle. */
function run(
  user: SystemUser | undefined,
  program: string,
  args: readonly string[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    // On Windows postgres would inherit a pipe and keep it open for ever.
    const stdio = process.platform === 'win32' ? 'ignore' : 'pipe';
    const child = spawn(program, args, {
      ...(user ?? {}),
      cwd: path.dirname(program),
      detached: process.platform !== 'win32',
      stdio: ['ignore', stdio, stdio],
      windowsHide: true,
      env: { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' },
    });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    child.on('error', (error) =>
      reject(userError(`${program} does not run: ${error.message}`, error)),
    );
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else
        reject(
          userError(`${path.basename(program)} failed: ${output.trim() || `exit code ${code}`}`),
        );
    });
  });
}
