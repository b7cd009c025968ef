/*
 * What mass changes leave behind in Postgres' catalog.
 */
import type pg from 'pg';

/** What the operator may not vacuum (a shared table, of an owner that is no superuser) Postgres skips. */
export async function vacuumCatalog(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ tables: string }>(
    `select string_agg(format('pg_catalog.%I', relname), ', ' order by relname) as tables
       from pg_catalog.pg_class where relnamespace = 'pg_catalog'::regnamespace and relkind = 'r'`,
  );
  await client.query(`vacuum (analyze) ${rows[0]?.tables}`);
}
