/*
 * The API's connections, as the login role that owns nothing, and who may use one.
 */
import pg from 'pg';
import type { Logger } from '../log.ts';
import {
  CONNECTION_IDLE_MS,
  CONNECTION_WAIT_MS,
  CONNECTIONS_MAX,
  REQUEST_TIMEOUT_MS,
  WAITING_REQUESTS_MAX,
} from './limits.ts';
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
  /** Gives it back; with an error, it is closed. */
  release(error?: Error): void;
}

export interface ApiPool extends pg.Pool {
  /** A connection, when it is the workspace's turn. */
  lease(workspaceId: string, signal?: AbortSignal): Promise<Lease>;
  /** Stops what the connection is running. */
  cancel(client: pg.PoolClient): Promise<void>;
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
  return Object.assign(pool, {
    async lease(workspaceId: string, signal?: AbortSignal): Promise<Lease> {
      const end = await shares.take(workspaceId, signal);
      try {
        const client = await pool.connect();
        return {
          client,
          release: (error?: Error) => {
            client.release(error);
            end();
          },
        };
      } catch (error) {
        end();
        throw error;
      }
    },
    async cancel(client: pg.PoolClient): Promise<void> {
      const { processID } = client as unknown as { processID: number };
      await pool.query('select pg_cancel_backend($1)', [processID]);
    },
    idle: shares.idle,
    counts: shares.counts,
  });
}
