/*
 * A connection that hears of changes of metadata, and is replaced when it is lost.
 *
 * What is said while nobody listens is not said again: hence onListening, each time.
 */
import pg from 'pg';
import type { Logger } from '../log.ts';
import { CONNECTION_WAIT_MS, LISTEN_CHECK_MS, LISTEN_RETRY_MS } from './limits.ts';

export interface ListenerOptions {
  readonly connectionString: string;
  readonly log: Pick<Logger, 'warn'>;
  /** It listens, for the first time or again; anything may have changed before. */
  readonly onListening: () => void;
  /** The metadata of a workspace has changed. */
  readonly onChange: (workspaceId: string) => void;
  /** How often it is asked whether the connection still answers, and how long it may take. */
  readonly checkMs?: number;
}

export interface Listener {
  close(): Promise<void>;
}

export function listen({
  connectionString,
  log,
  onListening,
  onChange,
  checkMs = LISTEN_CHECK_MS,
}: ListenerOptions): Listener {
  let isClosed = false;
  let client: pg.Client | undefined;
  let check: NodeJS.Timeout | undefined;
  let retry: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString,
      application_name: 'dual-schema api listener',
      connectionTimeoutMillis: CONNECTION_WAIT_MS,
      // A connection that the network has dropped says nothing: a question is not answered in time.
      query_timeout: checkMs,
    });
    client = next;
    next.on('notification', ({ payload }) => onChange(payload ?? ''));
    next.on('error', (error) => lost(next, error));
    next.on('end', () => lost(next));
    try {
      await next.connect();
      await next.query('listen metadata_changed');
    } catch (error) {
      lost(next, error);
      return;
    }
    if (isClosed) return;
    check = setInterval(() => {
      next.query('select').catch((error: unknown) => lost(next, error));
    }, checkMs);
    onListening();
  }

  /** Said once of each connection, whichever way it is noticed. */
  function lost(which: pg.Client, err?: unknown): void {
    if (client !== which || isClosed) return;
    client = undefined;
    clearInterval(check);
    log.warn({ err }, 'no longer told of changes of metadata; connecting again');
    closeForGood(which);
    retry = setTimeout(() => void connect(), LISTEN_RETRY_MS);
  }

  void connect();
  return {
    async close() {
      isClosed = true;
      clearInterval(check);
      clearTimeout(retry);
      await client?.end();
    },
  };
}

/** Without waiting for an answer that may never come. */
function closeForGood(client: pg.Client): void {
  const { connection } = client as unknown as { connection: { stream: { destroy(): void } } };
  connection.stream.destroy();
}
