/*
 * Starts a database afresh: drops it with everybody connected, makes it again, drops the roles of its
 * workspaces. Roles belong to the cluster; one that another database still uses stays.
 */
import type pg from 'pg';
import { errorCode, userError } from '../errors.ts';
import { connect, withClient, withLogin } from './client.ts';

/** Drops and recreates the database of a connection string; migrating it is the caller's. */
export async function recreateDatabase(url: string): Promise<void> {
  const locale = await withClient(url, localeClauses);
  const database = await dropDatabase(url);
  await withClient(maintenanceUrl(url), (client) =>
    client.query(
      `create database ${client.escapeIdentifier(database)} template template0 ${locale}`,
    ),
  );
}

/** Drops the database of a connection string and the roles of its workspaces; answers its name. */
export async function dropDatabase(url: string): Promise<string> {
  const { database, roles } = await describe(url);
  await withClient(maintenanceUrl(url), async (client) => {
    await client.query(`drop database ${client.escapeIdentifier(database)} with (force)`);
    for (const role of roles) await dropRole(client, role);
  });
  return database;
}

/** The encoding and locale of the current database, as CREATE DATABASE takes them. */
async function localeClauses(client: pg.Client): Promise<string> {
  // The column with the provider's own locale has another name on 16.
  const { rows } = await client.query<{ clauses: string }>(
    `select concat_ws(' ', format('encoding %L lc_collate %L lc_ctype %L', pg_encoding_to_char(encoding), datcollate, datctype),
       case datlocprovider
         when 'b' then format('locale_provider builtin builtin_locale %L', to_jsonb(d) ->> 'datlocale')
         when 'i' then format('locale_provider icu icu_locale %L', coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'))
         else 'locale_provider libc' end,
       'icu_rules ' || quote_literal(daticurules)) as clauses
     from pg_database d
     where datname = current_database()`,
  );
  return rows[0]?.clauses ?? '';
}

function maintenanceUrl(url: string): string {
  return withLogin(url, { database: 'postgres' });
}

async function describe(url: string): Promise<{ database: string; roles: string[] }> {
  const client = await connect(url);
  try {
    const { database } = client;
    if (database === undefined || database === 'postgres') {
      throw userError('DATABASE_URL names no database of its own: a reset would drop "postgres".');
    }
    return { database, roles: await workspaceRoles(client) };
  } finally {
    await client.end();
  }
}

async function workspaceRoles(client: pg.Client): Promise<string[]> {
  try {
    const { rows } = await client.query<{ databaseRole: string }>(
      'select "databaseRole" from core.role',
    );
    return rows.map(({ databaseRole }) => databaseRole);
  } catch (error) {
    if (['42P01', '3F000'].includes(errorCode(error) ?? '')) return [];
    throw error;
  }
}

async function dropRole(client: pg.Client, role: string): Promise<void> {
  try {
    await client.query(`drop role if exists ${client.escapeIdentifier(role)}`);
  } catch (error) {
    if (errorCode(error) !== '2BP01') throw error;
  }
}
