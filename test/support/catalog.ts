/*
 * What Postgres' catalog says of a table, in lines that a test can compare: sorted, without the schema
 * and without what is named after ids.
 */
import type { TestDatabase } from './database.ts';

/** A table as the catalog has it. */
export interface CatalogTable {
  /** `name type [not null] [default …]` */
  readonly columns: readonly string[];
  readonly checks: readonly string[];
  readonly foreignKeys: readonly string[];
  /** `name [unique] using method on (columns) [where …]`, but the primary key. */
  readonly indexes: readonly string[];
}

const COLUMNS = `
  select concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
           case when a.attnotnull then 'not null' end,
           'default ' || pg_get_expr(d.adbin, d.adrelid)) as line
    from pg_attribute a left join pg_attrdef d on (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
   where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`;

const CONSTRAINTS = `
  select pg_get_constraintdef(oid) as line from pg_constraint
   where conrelid = $1::regclass and contype = $2`;

const INDEXES = `
  select concat_ws(' ', i.relname, case when x.indisunique then 'unique' end, 'using ' || m.amname,
           'on (' || (select string_agg(pg_get_indexdef(x.indexrelid, n, true), ', ' order by n)
                        from generate_series(1, x.indnkeyatts) n) || ')',
           'where ' || pg_get_expr(x.indpred, x.indrelid, true)) as line
    from pg_index x
    join pg_class i on i.oid = x.indexrelid
    join pg_am m on m.oid = i.relam
   where x.indrelid = $1::regclass and not x.indisprimary`;

/** Reads a table of a schema. */
export async function readTable(
  database: TestDatabase,
  schema: string,
  table: string,
): Promise<CatalogTable> {
  const client = await database.client();
  // A constraint's text leaves out the schema of what the search_path finds.
  await client.query(`set search_path = ${schema}`);
  const read = async (query: string, ...values: string[]): Promise<string[]> => {
    const { rows } = await client.query<{ line: string }>(query, [`"${table}"`, ...values]);
    return rows.map(({ line }) => line).toSorted();
  };
  return {
    columns: await read(COLUMNS),
    checks: await read(CONSTRAINTS, 'c'),
    foreignKeys: await read(CONSTRAINTS, 'f'),
    indexes: await read(INDEXES),
  };
}

/** Runs a script in a new schema `reference`, to be compared with what the compiler made. */
export async function makeReference(database: TestDatabase, script: string): Promise<void> {
  await database.query(
    `create schema reference; set search_path = reference; ${script}; reset search_path`,
  );
}
