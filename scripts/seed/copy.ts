/*
 * Lines into a table by COPY, as they are made: Postgres writes some while we make the next.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

const CHUNK = 64 * 1024;

/** Copies lines in the text format of COPY; `onLines` hears how many more have been sent. */
export async function copyLines(
  client: pg.ClientBase,
  target: { readonly schema: string; readonly table: string; readonly columns: readonly string[] },
  lines: Iterable<string>,
  onLines: (count: number) => void,
): Promise<number> {
  const columns = target.columns.map(pg.escapeIdentifier).join(', ');
  const table = `${pg.escapeIdentifier(target.schema)}.${pg.escapeIdentifier(target.table)}`;
  const copying = client.query(copyFrom(`copy ${table} (${columns}) from stdin`));
  await pipeline(Readable.from(chunks(lines, onLines)), copying);
  return copying.rowCount;
}

/** One message of the protocol for many lines; between two, signals and the progress bar have their turn. */
async function* chunks(
  lines: Iterable<string>,
  onLines: (count: number) => void,
): AsyncGenerator<string, void> {
  let chunk = '';
  let count = 0;
  for (const line of lines) {
    chunk += line;
    count += 1;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    onLines(count);
    [chunk, count] = ['', 0];
    await nextTurn();
  }
  if (chunk !== '') yield chunk;
  onLines(count);
}
