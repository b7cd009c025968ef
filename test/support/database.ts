/*
 * A database of its own for each suite: a copy of the template, with the same privileges.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { withClient, withLogin } from '../../scripts/db/client.ts';
import { setDatabasePrivileges } from '../../scripts/db/migrate.ts';
import { dropDatabase } from '../../scripts/db/reset.ts';
import { testCluster } from './environment.ts';

/** A database for one suite. */
export interface TestDatabase {
  /** The superuser's (or migrating role's) connection string. */
  readonly url: string;
  /** The API login's connection string. */
  readonly apiUrl: string;
  /** Runs a query on a pool of the superuser. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** A connection of its own, ended by `drop()` at the latest. */
  client(url?: string): Promise<pg.Client>;
  /** Closes all connections and drops the database and the roles of its workspaces. */
  drop(): Promise<void>;
}

/** Makes a copy of the template, or an empty database for tests of migrating. */
export async function createTestDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const { clusterUrl, template, apiUrl } = testCluster();
  const database = `${template}_${randomBytes(5).toString('hex')}`;
  await withClient(clusterUrl, (client) =>
    client.query(`create database ${database} template ${empty ? 'template0' : template}`),
  );
  const url = withLogin(clusterUrl, { database });
  if (!empty) await withClient(url, setDatabasePrivileges);
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on('error', () => undefined);
  const clients: pg.Client[] = [];
  return {
    url,
    apiUrl: withLogin(apiUrl, { database }),
    query: async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      (await pool.query<Row>(text, values)).rows,
    client: async (clientUrl = url) => {
      const client = new pg.Client({ connectionString: clientUrl });
      client.on('error', () => undefined);
      await client.connect();
      clients.push(client);
      return client;
    },
    drop: async () => {
      await Promise.all([pool.end(), ...clients.map((client) => client.end())]);
      await dropDatabase(url);
    },
  };
}
