/*
 * Loads the repeatable functions, all in one transaction as their owner, the role `compiler`.
 *
 * A ledger of hashes (compiler.function_file) makes an unchanged set cost one query. Otherwise the
 * changed files run in the order of their paths; a file that needs one of a later folder runs again
 * after it. What files no longer define is dropped, and so is the overload that a changed signature
 * leaves behind: names are unambiguous. Bodies are checked at the end, when everything exists.
 */
import type pg from 'pg';
import { errorCode, errorMessage, userError } from '../errors.ts';
import { inTransaction } from './client.ts';
import { bodyLine, type FunctionFile, lineAt, readFunctionFiles } from './function-files.ts';
import { dropFunction, dropUnlessUsed, functionsByName } from './stale-functions.ts';

/** What loading did; paths are relative to functions/. */
export interface LoadedFunctions {
  readonly loaded: readonly string[];
  readonly dropped: readonly string[];
  readonly unchanged: number;
}

/** Something a file names does not exist (yet): schema, function, table, type or column. */
const NOT_YET = new Set(['3F000', '42883', '42P01', '42704', '42703']);
/** Another result, other argument names; or another signature, whose COMMENT and GRANT then mean two functions. */
const IN_THE_WAY = new Set(['42P13', '42725']);

/** Brings the functions of a database to what a folder holds. */
export async function loadFunctions(client: pg.Client, folder: string): Promise<LoadedFunctions> {
  const files = readFunctionFiles(folder);
  const ledger = await readLedger(client);
  if (ledger === undefined) {
    if (files.length === 0) return { loaded: [], dropped: [], unchanged: 0 };
    throw userError(
      'The migrations have not run here, so functions cannot load: npm run db -- migrate.',
    );
  }
  const changed = files.filter((file) => ledger.get(file.path) !== file.hash);
  const removed = [...ledger.keys()].filter((path) => !files.some((file) => file.path === path));
  if (changed.length === 0 && removed.length === 0) {
    return { loaded: [], dropped: [], unchanged: files.length };
  }
  return inTransaction(client, async () => {
    await client.query(
      "set local role compiler; set local client_min_messages = 'warning'; set local check_function_bodies = off",
    );
    const { loaded, dropped } = await replaceFunctions(client, files, changed);
    await checkBodies(client, loaded);
    await writeLedger(client, loaded, removed);
    const paths = loaded.map((file) => file.path);
    return { loaded: paths, dropped, unchanged: files.length - paths.length };
  });
}

/** Where dropping took others along (a trigger, a caller with a parsed body), every file runs again. */
async function replaceFunctions(
  client: pg.Client,
  files: readonly FunctionFile[],
  changed: readonly FunctionFile[],
): Promise<{ loaded: readonly FunctionFile[]; dropped: string[] }> {
  const dropped: string[] = [];
  const tookOthers = (await dropOverloads(client, files)) || (await runFiles(client, changed));
  const more = await dropStale(client, files, dropped);
  if (!tookOthers && !more) return { loaded: changed, dropped };
  await runFiles(client, files);
  await dropStale(client, files, dropped);
  return { loaded: files, dropped };
}

/** Runs files until all have; answers whether something beside them was dropped on the way. */
async function runFiles(client: pg.Client, files: readonly FunctionFile[]): Promise<boolean> {
  let tookOthers = false;
  for (let queue = files; queue.length > 0; ) {
    const waiting: FunctionFile[] = [];
    let firstError: Error | undefined;
    const before = await functionsByName(client);
    for (const file of queue) {
      try {
        tookOthers = (await runFile(client, file)) || tookOthers;
      } catch (error) {
        if (!NOT_YET.has(errorCode(error) ?? '')) throw located(file, error);
        firstError ??= located(file, error);
        waiting.push(file);
      }
    }
    tookOthers = (await dropReplaced(client, before, queue)) || tookOthers;
    if (firstError !== undefined && waiting.length === queue.length) throw firstError;
    queue = waiting;
  }
  return tookOthers;
}

async function runFile(client: pg.Client, file: FunctionFile): Promise<boolean> {
  await client.query('savepoint file');
  try {
    await client.query(file.text);
    return false;
  } catch (error) {
    await client.query('rollback to savepoint file');
    if (!IN_THE_WAY.has(errorCode(error) ?? '')) throw error;
  }
  const known = await functionsByName(client);
  let tookOthers = false;
  for (const oid of file.functions.flatMap((name) => known.get(name) ?? [])) {
    tookOthers = (await dropFunction(client, oid)) || tookOthers;
  }
  await client.query(file.text);
  return tookOthers;
}

/** A changed signature makes a second function of the name: the first one goes. */
async function dropReplaced(
  client: pg.Client,
  before: ReadonlyMap<string, readonly number[]>,
  files: readonly FunctionFile[],
): Promise<boolean> {
  const after = await functionsByName(client);
  let tookOthers = false;
  for (const name of files.flatMap((file) => file.functions)) {
    const oids = after.get(name) ?? [];
    if (oids.length < 2) continue;
    for (const oid of oids.filter((known) => before.get(name)?.includes(known))) {
      tookOthers = (await dropFunction(client, oid)) || tookOthers;
    }
  }
  return tookOthers;
}

/** Overloads that somebody made by hand: which one is the file's cannot be told, so all go. */
async function dropOverloads(client: pg.Client, files: readonly FunctionFile[]): Promise<boolean> {
  const known = await functionsByName(client);
  const overloaded = files
    .flatMap((file) => file.functions)
    .filter((name) => (known.get(name)?.length ?? 0) > 1);
  for (const oid of overloaded.flatMap((name) => known.get(name) ?? []))
    await dropFunction(client, oid);
  return overloaded.length > 0;
}

/** Functions that no file defines, unless a table, policy or view of a migration needs them. */
async function dropStale(
  client: pg.Client,
  files: readonly FunctionFile[],
  dropped: string[],
): Promise<boolean> {
  const defined = new Set(files.flatMap((file) => file.functions));
  let tookOthers = false;
  for (const [name, oids] of await functionsByName(client)) {
    if (defined.has(name)) continue;
    for (const oid of oids) {
      const result = await dropUnlessUsed(client, oid);
      if (result.dropped) dropped.push(name);
      tookOthers ||= result.tookOthers;
    }
  }
  return tookOthers;
}

/** What `check_function_bodies` would have said, now that everything a body names is there. */
async function checkBodies(client: pg.Client, files: readonly FunctionFile[]): Promise<void> {
  await client.query('set local check_function_bodies = on');
  for (const file of files) {
    for (const name of file.functions) {
      try {
        await client.query(
          `select case l.lanname when 'plpgsql' then pg_catalog.plpgsql_validator(p.oid)::text
                                 when 'sql' then pg_catalog.fmgr_sql_validator(p.oid)::text end
             from pg_catalog.pg_proc p join pg_catalog.pg_language l on l.oid = p.prolang
            where p.pronamespace = to_regnamespace(split_part($1, '.', 1))
              and p.proname = split_part($1, '.', 2)`,
          [name],
        );
      } catch (error) {
        throw located(file, error, name);
      }
    }
  }
}

/** Names file and line; the position is in the file or, for a checked body, in the body. */
function located(file: FunctionFile, error: unknown, name?: string): Error {
  const { position, internalPosition, internalQuery, where, detail, hint } =
    error as Partial<pg.DatabaseError>;
  const start = name === undefined ? 1 : bodyLine(file.text, name);
  const inBody = /PL\/pgSQL function .* (?:near|at|on) line (\d+)/.exec(where ?? '')?.[1];
  let line = start;
  if (name === undefined && position !== undefined) line = lineAt(file.text, Number(position));
  else if (internalQuery !== undefined && file.text.includes(internalQuery.trim())) {
    const offset = file.text.indexOf(internalQuery);
    line = lineAt(file.text, Math.max(offset, 0) + Number(internalPosition ?? 1));
  } else if (inBody !== undefined) line = start + Number(inBody) - 1;
  const facts = [errorMessage(error), detail, hint].filter(Boolean).join(' ');
  const located = userError(`functions/${file.path}:${line}: ${facts}`, error);
  return Object.assign(located, { code: errorCode(error) });
}

/** Path to hash; `undefined` where the migration that makes the ledger has not run. */
async function readLedger(client: pg.Client): Promise<Map<string, string> | undefined> {
  try {
    const { rows } = await client.query<{ path: string; hash: string }>(
      'select path, hash from compiler.function_file',
    );
    return new Map(rows.map(({ path, hash }) => [path, hash]));
  } catch (error) {
    if (['42P01', '3F000'].includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

async function writeLedger(
  client: pg.Client,
  loaded: readonly FunctionFile[],
  removed: readonly string[],
): Promise<void> {
  await client.query('delete from compiler.function_file where path = any ($1)', [removed]);
  await client.query(
    `insert into compiler.function_file (path, hash)
     select * from unnest($1::text[], $2::text[])
     on conflict (path) do update set hash = excluded.hash, "loadedAt" = now()`,
    [loaded.map((file) => file.path), loaded.map((file) => file.hash)],
  );
}
