/*
 * The API's connections, as the login role that owns nothing, and who may use one.
 */
import pg from 'pg';
import type { Logger } from '../log.ts';
import {
  ASIDE_TIMEOUT_MS,
  CONNECTION_IDLE_MS,
  CONNECTION_WAIT_MS,
  CONNECTIONS_MAX,
  KEEP_ALIVE_MS,
  REQUEST_TIMEOUT_MS,
  WAITING_REQUESTS_MAX,
} from './limits.ts';
import { connectionOf } from './prepared.ts';
import { createShares } from './shares.ts';

export interface PoolOptions {
  readonly connectionString: string;
  readonly log: Pick<Logger, 'warn'>;
  /** How many connections requests may use; one more is for what stops them. */
  readonly max?: number | undefined;
  /** How long a statement may run. */
  readonly timeoutMs?: number;
}

/** A connection for a while. */
export interface Lease {
  readonly client: pg.PoolClient;
  /** Gives it back; one that is in the middle of something is closed. */
  release(): Promise<void>;
}

export interface ApiPool extends pg.Pool {
  /**
   * A connection, when it is the workspace's turn. What it runs when the signal is aborted is cancelled;
   * if that has no effect soon, the connection is closed: whoever uses it never waits for longer.
   */
  lease(workspaceId: string, signal?: AbortSignal): Promise<Lease>;
  /** A hash of the database's migrations and functions; rejects soon when it does not answer. */
  version(): Promise<string>;
  /** Resolves when no request has a connection. */
  idle(): Promise<void>;
  /** How many connections are in use, and how many requests wait for one. */
  counts(): { held: number; waiting: number };
}

export function createPool({
  connectionString,
  log,
  max = CONNECTIONS_MAX,
  timeoutMs = REQUEST_TIMEOUT_MS,
}: PoolOptions): ApiPool {
  const config: pg.PoolConfig & { pipeline: boolean } = {
    connectionString,
    max: max + 1,
    connectionTimeoutMillis: CONNECTION_WAIT_MS,
    idleTimeoutMillis: CONNECTION_IDLE_MS,
    application_name: 'dual-schema api',
    // A peer that is gone without a word is noticed, whether or not something is asked of it.
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    statement_timeout: timeoutMs,
    idle_in_transaction_session_timeout: timeoutMs,
    // Times are sent in UTC; compiling a plan to machine code costs more than it saves here.
    options: '-c TimeZone=UTC -c jit=off',
    // transactions.ts sends what opens a transaction without waiting for its answer.
    pipeline: true,
  };
  const pool = new pg.Pool(config);
  pool.on('error', (err) => log.warn({ err }, 'an idle database connection was lost'));
  // While it is in use, the query under way says that it was lost.
  pool.on('connect', (client) => client.on('error', () => {}));
  const shares = createShares({
    total: max,
    each: Math.ceil(max / 2),
    waitingMax: WAITING_REQUESTS_MAX,
    waitMs: CONNECTION_WAIT_MS,
  });
  /** Asks on a connection that no request has. */
  const askAside = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    pool.query<Row>({ text, values, query_timeout: ASIDE_TIMEOUT_MS } as pg.QueryConfig);
  const connect = (signal: AbortSignal | undefined): Promise<pg.PoolClient> => {
    const connecting = pool.connect();
    return orAborted(connecting, signal).catch((error: unknown) => {
      connecting.then(
        (client) => client.release(),
        () => {}, // nobody waits for it
      );
      throw error;
    });
  };
  return Object.assign(pool, {
    async lease(workspaceId: string, signal?: AbortSignal): Promise<Lease> {
      const end = await shares.take(workspaceId, signal);
      try {
        const client = await connect(signal);
        const { stopped } = stopOnAbort(client, signal, (processId) =>
          askAside('select pg_cancel_backend($1)', [processId]),
        );
        return {
          client,
          release: async () => {
            const broken = await stopped();
            client.release(broken || client.getTransactionStatus() !== 'I');
            end();
          },
        };
      } catch (error) {
        end();
        throw error;
      }
    },
    async version() {
      const asked = askAside<{ version: string }>('select core.version() as version');
      const { rows } = await orAborted(asked, AbortSignal.timeout(ASIDE_TIMEOUT_MS));
      return rows[0]?.version ?? '';
    },
    idle: shares.idle,
    counts: shares.counts,
  });
}

/** As the promise, unless the signal is aborted before. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
    if (signal.aborted) onAbort();
  });
}

/** Cancels what the client runs when the signal is aborted; `stopped()` ends that, and tells whether to close it. */
function stopOnAbort(
  client: pg.PoolClient,
  signal: AbortSignal | undefined,
  cancel: (processId: number) => Promise<unknown>,
): { stopped: () => Promise<boolean> } {
  const { processID } = client as unknown as { readonly processID: number };
  let cancelling: Promise<boolean> | undefined;
  let impatient: NodeJS.Timeout | undefined;
  let isClosed = false;
  const onAbort = (): void => {
    impatient = setTimeout(() => {
      isClosed = true;
      connectionOf(client).stream.destroy();
    }, ASIDE_TIMEOUT_MS);
    cancelling = cancel(processID).then(
      () => false,
      () => true,
    );
  };
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    stopped: async () => {
      signal?.removeEventListener('abort', onAbort);
      clearTimeout(impatient);
      // A cancellation that is still under way would hit whoever has the connection next.
      return isClosed || (await cancelling) === true;
    },
  };
}
