/*
 * The API's connections, as the login role that owns nothing.
 */
import pg from 'pg';
import type { Logger } from '../log.ts';
import { CONNECTION_WAIT_MS, CONNECTIONS_MAX, STATEMENT_TIMEOUT_MS } from './limits.ts';

export interface PoolOptions {
  readonly connectionString: string;
  readonly log: Pick<Logger, 'warn'>;
  readonly max?: number;
}

export function createPool({ connectionString, log, max = CONNECTIONS_MAX }: PoolOptions): pg.Pool {
  const config: pg.PoolConfig & { pipeline: boolean } = {
    connectionString,
    max,
    connectionTimeoutMillis: CONNECTION_WAIT_MS,
    application_name: 'dual-schema api',
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    // Times are sent in UTC; compiling a plan to machine code costs more than it saves here.
    options: '-c TimeZone=UTC -c jit=off',
    // transactions.ts sends what opens a transaction without waiting for its answer.
    pipeline: true,
  };
  const pool = new pg.Pool(config);
  pool.on('error', (err) => log.warn({ err }, 'an idle database connection was lost'));
  return pool;
}
