/*
 * Brings a database to this version of the project: committed migrations (graphile-migrate), in a
 * development checkout the current one too, then the repeatable functions, then the privileges that
 * belong to the database itself. Two processes that migrate at once take turns.
 */
import fs from 'node:fs';
import path from 'node:path';
import { migrate as runCommitted, watch as runCurrent } from 'graphile-migrate';
import { clearAllPools } from 'graphile-migrate/dist/pgReal.js';
import type pg from 'pg';
import { errorMessage, isUserError, userError } from '../errors.ts';
import { FUNCTIONS_FOLDER, SQL_FOLDER } from '../paths.ts';
import { connect, withClient, withLogin } from './client.ts';
import { type LoadedFunctions, loadFunctions } from './functions.ts';
import { quietLogger } from './quiet-logger.ts';

/** What a migration run did. */
export interface MigrationReport {
  /** File names of the committed migrations that ran. */
  readonly migrations: readonly string[];
  /** Whether `sql/current` ran (development only). */
  readonly current: boolean;
  readonly functions: LoadedFunctions;
}

/** Where the files are, and whether `sql/current` counts. */
export interface MigrationOptions {
  readonly sqlFolder?: string;
  readonly functionsFolder?: string;
  readonly includeCurrent?: boolean;
}

/** Key of the advisory lock of migrations: "mgrt" in ASCII. */
const MIGRATION_LOCK = 0x6d_67_72_74;
const OLDEST = 16;
const NEWEST = 18;

/** Migrates a database, loads the functions, settles the database's privileges. */
export async function migrate(
  url: string,
  options: MigrationOptions = {},
): Promise<MigrationReport> {
  const sqlFolder = options.sqlFolder ?? SQL_FOLDER;
  const client = await connect(url);
  try {
    checkServerVersion(await serverVersion(client));
    await checkLocale(client);
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const migrations = await runMigrations(client, url, sqlFolder);
    const current =
      (options.includeCurrent ?? true) && (await runCurrentMigration(client, url, sqlFolder));
    const functions = await loadFunctions(client, options.functionsFolder ?? FUNCTIONS_FOLDER);
    await setDatabasePrivileges(client);
    return { migrations, current, functions };
  } finally {
    await client.end();
  }
}

/** A hash of a database's migrations and functions. */
export async function versionOf(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ version: string }>('select core.version() as version');
    return rows[0]?.version ?? '';
  });
}

/** Refuses a server this project was not made for; `version` is `server_version_num`. */
export function checkServerVersion(version: number): void {
  const major = Math.floor(version / 10_000);
  if (major >= OLDEST && major <= NEWEST) return;
  throw userError(
    `This server is Postgres ${major}: dual-schema needs Postgres ${OLDEST} to ${NEWEST}, set DATABASE_URL to one.`,
  );
}

/**
 * Refuses a database whose text is not Unicode, or where case is not what it is in ASCII: in Turkish
 * lower('INDEX') has no dot on its i, and the compiler's SQL would be nonsense.
 */
async function checkLocale(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ fault: string }>(
    `select case when getdatabaseencoding() <> 'UTF8' then 'the encoding ' || getdatabaseencoding()
       else 'a locale where I and i are not one letter' end as fault
     where getdatabaseencoding() <> 'UTF8' or lower('I') <> 'i' or upper('i') <> 'I'`,
  );
  const [row] = rows;
  if (row === undefined) return;
  throw userError(
    `Database "${client.database}" has ${row.fault}: dual-schema needs UTF8 and a locale like C.UTF-8, ` +
      'make a database with both (docs/deploy.md, Postgres).',
  );
}

/**
 * Privileges on the database as a whole. A migration cannot carry them over: a database made from a
 * template starts without them. Temporary tables of a tenant would capture unqualified names and
 * keep its role from being dropped, so nobody gets TEMP. The ledger of migrations, which core.version()
 * reads, is graphile-migrate's.
 */
export async function setDatabasePrivileges(client: pg.ClientBase): Promise<void> {
  await client.query(`do $privileges$
    begin
      execute format('revoke temporary on database %I from public', current_database());
      if exists (select from pg_catalog.pg_roles where rolname = 'compiler') then
        execute format('grant create on database %I to compiler', current_database());
        if to_regclass('graphile_migrate.migrations') is not null then
          grant usage on schema graphile_migrate to compiler;
          grant select on graphile_migrate.migrations to compiler;
        end if;
      end if;
    end
    $privileges$`);
}

async function serverVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
  return Number(rows[0]?.server_version_num);
}

/** Runs what is committed and not yet run; refuses a database that has run what we do not know. */
async function runMigrations(client: pg.Client, url: string, sqlFolder: string): Promise<string[]> {
  const known = committedMigrations(sqlFolder);
  const done = await migrationsOf(client);
  const unknown = done.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw userError(
      `This database was migrated by a newer version of dual-schema (${unknown.join(', ')}): ` +
        'update this checkout, or use another database.',
    );
  }
  const missing = [...known.keys()].filter((name) => !done.includes(name));
  if (done.length === 0) await checkRoles(client);
  if (missing.length > 0) await graphileMigrate(() => runCommitted(settings(url, sqlFolder)));
  return missing.map((name) => known.get(name) ?? name);
}

/** The first migration grants the fixed roles: where another owner made them, it takes ADMIN to. */
async function checkRoles(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ owner: string; roles: string }>(
    `select quote_ident(current_user) as owner, string_agg(rolname, ', ' order by rolname) as roles
       from pg_catalog.pg_roles
      where rolname in ('compiler', 'core_reader', 'core_settings')
        and not pg_catalog.pg_has_role(oid, 'usage with admin option')
     having count(*) > 0`,
  );
  const [foreign] = rows;
  if (foreign === undefined) return;
  const { owner, roles } = foreign;
  throw userError(
    `Another owner made the roles of dual-schema on this server, and ${owner} may not grant them: ` +
      `as that owner or a superuser run: grant ${roles} to ${owner} with admin option`,
  );
}

/** Files of the committed migrations by the name that graphile-migrate keeps: `000001.sql`. */
function committedMigrations(sqlFolder: string): Map<string, string> {
  const files = sqlFiles(path.join(sqlFolder, 'committed'));
  return new Map(files.map((file) => [file.replace(/^(\d+).*$/, '$1.sql'), file]));
}

async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows: exists } = await client.query(
    "select from pg_catalog.pg_class where oid = to_regclass('graphile_migrate.migrations')",
  );
  if (exists.length === 0) return [];
  const { rows } = await client.query<{ filename: string }>(
    'select filename from graphile_migrate.migrations order by filename',
  );
  return rows.map(({ filename }) => filename);
}

/** `sql/current` is a migration in the making: it runs when it has statements and has changed. */
async function runCurrentMigration(
  client: pg.Client,
  url: string,
  sqlFolder: string,
): Promise<boolean> {
  if (!hasStatements(currentMigration(sqlFolder))) return false;
  const before = await lastCurrent(client);
  try {
    await graphileMigrate(() => runCurrent(settings(url, sqlFolder), true));
  } catch (error) {
    if (before === undefined || !isUserError(error)) throw error;
    throw userError(
      `${error.message}\nsql/current has changed since it ran here: npm run db -- reset starts afresh.`,
      error,
    );
  }
  return before !== (await lastCurrent(client));
}

function currentMigration(sqlFolder: string): string {
  const file = path.join(sqlFolder, 'current.sql');
  if (fs.existsSync(file)) return fs.readFileSync(file, 'utf8');
  const folder = path.join(sqlFolder, 'current');
  return sqlFiles(folder)
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'))
    .join('\n');
}

function hasStatements(sql: string): boolean {
  return (
    sql
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/--.*$/gm, '')
      .trim() !== ''
  );
}

async function lastCurrent(client: pg.Client): Promise<string | undefined> {
  const { rows: exists } = await client.query(
    "select from pg_catalog.pg_class where oid = to_regclass('graphile_migrate.current')",
  );
  if (exists.length === 0) return undefined;
  const { rows } = await client.query<{ content: string }>(
    "select content from graphile_migrate.current where filename = 'current.sql'",
  );
  return rows[0]?.content;
}

/** graphile-migrate keeps pools for 200 ms and exits the process if they break meanwhile: no pools. */
async function graphileMigrate(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw userError(`Migrating failed: ${describeMigrationError(error)}`, error);
  } finally {
    clearAllPools();
  }
}

function describeMigrationError(error: unknown): string {
  const { _gmMessageOverride: excerpt, where, detail } = error as Record<string, unknown>;
  return [typeof excerpt === 'string' ? excerpt : errorMessage(error), detail, where]
    .filter((part) => typeof part === 'string' && part !== '')
    .join('\n');
}

/** Everything is given here: left out, graphile-migrate would take it from the environment. */
function settings(url: string, sqlFolder: string): Parameters<typeof runCommitted>[0] {
  return {
    connectionString: url,
    rootConnectionString: withLogin(url, { database: 'template1' }),
    migrationsFolder: sqlFolder,
    logger: quietLogger(),
  };
}

function sqlFiles(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => /^\d+.*\.sql$/.test(name))
    .sort();
}
