/*
 * Connections to Postgres, with errors a newcomer can act on, and the little URI arithmetic that the
 * rest of scripts/db needs.
 */
import pg from 'pg';
import { errorCode, errorMessage, userError } from '../errors.ts';

/** For a host that takes connections and says nothing. */
const CONNECT_TIMEOUT_MS = 10_000;

/** Replaces user, password or database in a libpq URI; the rest (hosts, parameters) stays as it is. */
export function withLogin(
  url: string,
  change: { user?: string; password?: string; database?: string },
): string {
  const parts = /^(postgres(?:ql)?:\/\/)(?:([^@/?]*)@)?([^/?]*)(?:\/([^?]*))?(\?.*)?$/.exec(url);
  if (parts === null) throw userError('The connection string is not a Postgres URI.');
  const [, scheme = '', oldLogin = '', host = '', oldDatabase = '', parameters = ''] = parts;
  const login =
    change.user === undefined
      ? oldLogin
      : `${encodeURIComponent(change.user)}:${encodeURIComponent(change.password ?? '')}`;
  const database =
    change.database === undefined ? oldDatabase : encodeURIComponent(change.database);
  return `${scheme}${login === '' ? '' : `${login}@`}${host}/${database}${parameters}`;
}

/** Connects, or says in one line why not. The caller ends the client. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'dual-schema',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // A connection lost while idle shows at the next query; it must not end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw explainConnection(error, client);
  }
  return client;
}

/** Connects, runs, disconnects. */
export async function withClient<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs in one transaction: commit at the end, rollback on any error. */
export async function inTransaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

function explainConnection(error: unknown, { host, port, database, user }: pg.Client): Error {
  const server = `${host}:${port}`;
  switch (errorCode(error)) {
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENOENT':
      return userError(
        `No Postgres answers at ${server}: start it, or correct DATABASE_URL (unset: the embedded one).`,
        error,
      );
    case '28P01':
    case '28000':
      return userError(
        `Postgres at ${server} refuses user "${user}" (${errorMessage(error)}): correct user and password in the connection string.`,
        error,
      );
    case '3D000':
      return userError(
        `Postgres at ${server} has no database "${database}": create it, or correct the connection string.`,
        error,
      );
    case '53300':
      return userError(`Postgres at ${server} has no free connection: try again later.`, error);
    default:
      return userError(`Connecting to Postgres at ${server} failed: ${errorMessage(error)}`, error);
  }
}
