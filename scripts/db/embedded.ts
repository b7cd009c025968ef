/*
 * The embedded Postgres cluster in DATA_DIR: `openCluster()` finds it running or starts it, and
 * `close()` stops it if nobody else uses it.
 *
 * Several processes may share a cluster (a server and a few commands). Each holds one connection with
 * a shared advisory lock, so Postgres itself knows its users: who closes last gets the lock alone, and
 * stops the cluster. Nothing of this needs cleaning up after a kill -9: the lock goes with the
 * connection, and a cluster that was left running is used by whoever comes next.
 *
 * A backend that crashes takes all connections along, the postmaster killed hard the whole cluster:
 * who loses the lock without closing takes it again, and starts the cluster again if need be.
 */
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { errorCode, errorMessage, userError } from '../errors.ts';
import { keptSecret } from '../secrets.ts';
import { findBinaries } from './binaries.ts';
import { clusterDirectory } from './directory.ts';
import {
  disownStalePid,
  type Installation,
  initialise,
  readPostmaster,
  start,
  startLog,
  stop,
} from './postmaster.ts';
import { isPostgresProcess } from './process.ts';
import { databaseUser } from './system-user.ts';

/** A cluster that runs at least until `close()`. */
export interface Cluster {
  /** Superuser's connection string of the project's database. */
  readonly url: string;
  /** Whether this call started it (it was not running). */
  readonly started: boolean;
  /** Gives the cluster up; stops it when no other process uses it. */
  close(): Promise<void>;
}

/** Where the cluster is, and whether its data must survive a crash of the machine (default yes). */
export interface ClusterOptions {
  readonly dataDir: string;
  readonly durable?: boolean;
}

/** The database of the project within the embedded cluster. */
const DATABASE = 'dual_schema';

/** Key of the advisory lock that counts the users of a cluster: "dual" in ASCII. */
const USERS_LOCK = 0x64_75_61_6c;
const PATIENCE_MS = 60_000;
const POLL_MS = 50;

/** A cluster that is starting, stopping or recovering answers with one of these. */
const NOT_YET = new Set(['57P03', '57P01', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE']);

interface Access extends Installation {
  readonly password: string;
  readonly portFile: string;
}

/** Finds the cluster of a data directory running, or makes and starts it. */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const user = databaseUser();
  const access: Access = {
    user,
    binaries: findBinaries(user),
    directory: clusterDirectory(options.dataDir, user),
    durable: options.durable ?? true,
    password: keptSecret(options.dataDir, 'superuser-password'),
    portFile: path.join(options.dataDir, 'postgres-port'),
  };
  const { holder, port, started } = await hold(access);
  await createDatabase(holder);
  const letGo = keepHolding(access, holder, port);
  let closing: Promise<void> | undefined;
  return {
    url: superuserUrl(access, port, DATABASE),
    started,
    close: () => {
      closing ??= letGo();
      return closing;
    },
  };
}

/** Takes the hold again whenever it is lost; what it answers gives it up. */
function keepHolding(access: Access, first: pg.Client, port: number): () => Promise<void> {
  let closing = false;
  let current: Promise<pg.Client | undefined>;
  const watched = (holder: pg.Client): pg.Client =>
    holder.once('end', () => {
      if (!closing) current = holdAgain();
    });
  const holdAgain = async (): Promise<pg.Client | undefined> => {
    // Without its data directory the cluster is meant to be gone.
    for (let told = false; !closing && isMade(access); ) {
      try {
        const again = await hold(access);
        if (again.port !== port) {
          console.error(
            `Postgres is on port ${again.port} now, no longer on ${port}: start again.`,
          );
        }
        return watched(again.holder);
      } catch (error) {
        if (!told) console.error(`Postgres was lost, still trying: ${errorMessage(error)}`);
        told = true;
        await delay(POLL_MS);
      }
    }
    return undefined;
  };
  current = Promise.resolve(watched(first));
  return async () => {
    closing = true;
    const holder = await current;
    if (holder !== undefined) await release(access, holder);
  };
}

/** Holds the running cluster; starts it as often as needed until one of the two works. */
async function hold(
  access: Access,
): Promise<{ holder: pg.Client; port: number; started: boolean }> {
  const deadline = Date.now() + PATIENCE_MS;
  let started = false;
  for (let failures = 0; ; ) {
    const running = readPostmaster(access.directory);
    if (running !== undefined && isPostgresProcess(running.pid)) {
      const holder = await holdRunning(access, running.port);
      if (holder !== undefined) return { holder, port: running.port, started };
      if (Date.now() > deadline)
        throw userError(`Postgres in ${access.directory} does not answer.`);
      await delay(POLL_MS);
      continue;
    }
    try {
      await startCluster(access);
      started = true;
    } catch (error) {
      // Another process was quicker, or took the port: look again.
      failures += 1;
      if (failures < 3) continue;
      throw userError(
        `Postgres does not start in ${access.directory}: ${errorMessage(error)} ${startLog(access.directory)}`,
        error,
      );
    }
  }
}

/** A connection with the shared lock, or nothing while the cluster is not (or no longer) ready. */
async function holdRunning(access: Access, port: number): Promise<pg.Client | undefined> {
  const holder = new pg.Client({
    connectionString: superuserUrl(access, port, 'postgres'),
    application_name: 'dual-schema cluster user',
  });
  holder.on('error', () => undefined);
  try {
    await holder.connect();
    // Waits while another process stops the cluster; then this connection ends with it.
    await holder.query('select pg_advisory_lock_shared($1)', [USERS_LOCK]);
    return holder;
  } catch (error) {
    await holder.end().catch(() => undefined);
    if (NOT_YET.has(errorCode(error) ?? '') || /terminated/.test(errorMessage(error)))
      return undefined;
    if (errorCode(error) !== '28P01') throw error;
    throw userError(
      `The password kept in ${path.dirname(access.portFile)} is not that of the cluster in ${access.directory}: ` +
        'restore the file superuser-password, or delete the data directory to start afresh.',
      error,
    );
  }
}

async function startCluster(access: Access): Promise<void> {
  if (!isMade(access)) await initialise(access, access.password);
  disownStalePid(access.directory);
  const port = await choosePort(access.portFile);
  await start(access, port);
  fs.writeFileSync(access.portFile, `${port}\n`);
}

function isMade({ directory }: Access): boolean {
  return fs.existsSync(path.join(directory, 'PG_VERSION'));
}

async function release(access: Access, holder: pg.Client): Promise<void> {
  try {
    await holder.query('select pg_advisory_unlock_shared($1)', [USERS_LOCK]);
    const { rows } = await holder.query<{ last: boolean }>(
      'select pg_try_advisory_lock($1) as last',
      [USERS_LOCK],
    );
    if (rows[0]?.last) await stop(access);
  } catch (error) {
    // Somebody stopped or killed it already, which is what we were about to do.
    if (readPostmaster(access.directory) !== undefined && !isConnectionLoss(error)) throw error;
  } finally {
    await holder.end().catch(() => undefined);
  }
}

function isConnectionLoss(error: unknown): boolean {
  return NOT_YET.has(errorCode(error) ?? '') || /connection|terminated/i.test(errorMessage(error));
}

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
  if (rowCount !== 0) return;
  try {
    await client.query(`create database ${DATABASE}`);
  } catch (error) {
    // Another process made it meanwhile.
    if (!['42P04', '23505'].includes(errorCode(error) ?? '')) throw error;
  }
}

function superuserUrl({ password }: Access, port: number, database: string): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
}

/** The port of the last start if it is free, so that saved connections keep working; else any. */
async function choosePort(portFile: string): Promise<number> {
  const last = fs.existsSync(portFile) ? Number(fs.readFileSync(portFile, 'utf8')) : 0;
  return (last > 0 && (await freePort(last))) || (await freePort(0)) || 0;
}

function freePort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
