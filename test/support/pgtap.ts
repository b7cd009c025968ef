/*
 * pgTAP without CREATE EXTENSION: it is pure SQL, and an npm package made for PGlite carries it in a
 * tar file. It goes into schema `tap`.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type pg from 'pg';
import { inTransaction } from '../../scripts/db/client.ts';

const BLOCK = 512;

/** Installs pgTAP in a database. */
export async function installPgtap(client: pg.ClientBase): Promise<void> {
  await inTransaction(client, async () => {
    await client.query(`create schema tap; grant usage on schema tap to public;
      set local search_path = tap, pg_catalog; set local client_min_messages = warning;
      set local check_function_bodies = off`);
    await client.query(pgtapSql());
  });
}

function pgtapSql(): string {
  const entryPoint = createRequire(import.meta.url).resolve('@electric-sql/pglite-pgtap');
  const archive = fs.readFileSync(path.join(path.dirname(entryPoint), 'pgtap.tar.gz'));
  const sql = readTarEntry(gunzipSync(archive), /extension\/pgtap--\d+\.\d+\.\d+\.sql$/);
  if (sql === undefined) throw new Error('@electric-sql/pglite-pgtap holds no pgtap--x.y.z.sql.');
  return sql;
}

/** The text of the first file whose name matches, from a tar archive in ustar format. */
function readTarEntry(tar: Buffer, name: RegExp): string | undefined {
  const field = (start: number, length: number): string =>
    tar.toString('utf8', start, start + length).replace(/\0.*$/s, '');
  let offset = 0;
  while (offset + BLOCK <= tar.length && tar[offset] !== 0) {
    const size = Number.parseInt(field(offset + 124, 12), 8) || 0;
    const content = offset + BLOCK;
    if (name.test(field(offset, 100))) return tar.toString('utf8', content, content + size);
    offset = content + Math.ceil(size / BLOCK) * BLOCK;
  }
  return undefined;
}
