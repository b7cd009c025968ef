/*
 * Records into a table, in one statement however many there are.
 */
import pg from 'pg';

/** Inserts records that all have the same keys: names of columns. */
export async function insertRecords(
  client: pg.ClientBase,
  schema: string,
  table: string,
  records: readonly object[],
): Promise<void> {
  const [first] = records;
  if (first === undefined) return;
  const target = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;
  const columns = Object.keys(first).map(pg.escapeIdentifier).join(', ');
  await client.query(
    `insert into ${target} (${columns}) select ${columns} from jsonb_populate_recordset(null::${target}, $1)`,
    [JSON.stringify(records)],
  );
}
