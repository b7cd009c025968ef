/*
 * Migrating: what it refuses, what it leaves, and two at once.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { withLogin } from '../../../scripts/db/client.ts';
import { checkServerVersion, migrate } from '../../../scripts/db/migrate.ts';
import { databaseUser, giveTo } from '../../../scripts/db/system-user.ts';
import { isUserError } from '../../../scripts/errors.ts';
import { SQL_FOLDER } from '../../../scripts/paths.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-migrate-'));
  fs.mkdirSync(path.join(folder, 'committed'));
  database = await createTestDatabase({ empty: true });
});

afterEach(async () => {
  await database.drop();
  fs.rmSync(folder, { recursive: true });
});

const noFunctions = '/nowhere';

function migrateFolder() {
  return migrate(database.url, { sqlFolder: folder, functionsFolder: noFunctions });
}

async function failureOf(work: Promise<unknown>): Promise<Error> {
  const error = await work.then(
    () => new Error('nothing was thrown'),
    (reason: Error) => reason,
  );
  expect(error.message.split('\n')).toHaveLength(1);
  expect(isUserError(error)).toBe(true);
  return error;
}

test('a new database gets everything, the next run nothing', async () => {
  const first = await migrate(database.url);
  expect(first.migrations).toEqual(fs.readdirSync(path.join(SQL_FOLDER, 'committed')).sort());
  expect(first.functions.loaded.length).toBeGreaterThan(0);
  const second = await migrate(database.url);
  expect(second).toMatchObject({ migrations: [], current: false, functions: { loaded: [] } });
});

test('two processes take turns', async () => {
  const reports = await Promise.all([migrate(database.url), migrate(database.url)]);
  const loaded = reports.map(({ functions }) => functions.loaded.length > 0);
  expect(loaded.sort()).toEqual([false, true]);
});

test('nobody may make temporary tables, the compiler may make schemas', async () => {
  await migrate(database.url);
  const privileges = await database.query(`
    select has_database_privilege('api', current_database(), 'temporary') as temporary,
           has_database_privilege('compiler', current_database(), 'create') as "create"`);
  expect(privileges).toEqual([{ temporary: false, create: true }]);
});

describe('sql/current', () => {
  test('runs when it has statements, and once', async () => {
    fs.writeFileSync(path.join(folder, 'current.sql'), '-- Enter migration here\n');
    expect(await migrateFolder()).toMatchObject({ current: false });
    fs.writeFileSync(path.join(folder, 'current.sql'), 'create table public.note (id integer);');
    expect(await migrateFolder()).toMatchObject({ current: true });
    expect(await migrateFolder()).toMatchObject({ current: false });
    expect(await database.query('select from public.note')).toEqual([]);
  });

  test('is left out when asked', async () => {
    fs.writeFileSync(path.join(folder, 'current.sql'), 'create table public.note (id integer);');
    const options = { sqlFolder: folder, functionsFolder: noFunctions, includeCurrent: false };
    expect(await migrate(database.url, options)).toMatchObject({ current: false });
  });

  test('an error names the place; after a change it says how to start afresh', async () => {
    fs.writeFileSync(path.join(folder, 'current.sql'), 'select 1;\nselect nothing;');
    await expect(migrateFolder()).rejects.toThrow(/line 2.*column "nothing" does not exist/s);
    fs.writeFileSync(path.join(folder, 'current.sql'), 'create table public.note (id integer);');
    await migrateFolder();
    fs.appendFileSync(path.join(folder, 'current.sql'), '\ncreate table public.more (id integer);');
    await expect(migrateFolder()).rejects.toThrow(/already exists.*npm run db -- reset/s);
  });
});

test('a database of a newer version is refused', async () => {
  await migrateFolder();
  await database.query(`create schema if not exists graphile_migrate;
    create table if not exists graphile_migrate.migrations (hash text primary key,
      previous_hash text, filename text not null, date timestamptz not null default now());
    insert into graphile_migrate.migrations (hash, filename) values ('x', '999999.sql')`);
  const error = await failureOf(migrateFolder());
  expect(error.message).toContain('newer version of dual-schema (999999.sql)');
});

describe('a connection that fails is one clear line', () => {
  test('nobody there', async () => {
    const error = await failureOf(migrate('postgresql://me:secret@127.0.0.1:1/x'));
    expect(error.message).toContain('No Postgres answers at 127.0.0.1:1');
    expect(error.message).not.toContain('secret');
  });

  test('wrong password', async () => {
    const url = withLogin(database.url, { user: 'postgres', password: 'wrong' });
    const error = await failureOf(migrate(url));
    expect(error.message).toContain('refuses user "postgres"');
  });

  test('no such database', async () => {
    const error = await failureOf(migrate(withLogin(database.url, { database: 'nowhere' })));
    expect(error.message).toContain('has no database "nowhere"');
  });
});

describe('the server', () => {
  test.each([160_000, 170_005, 180_004])('of version %d is accepted', (version) => {
    expect(() => checkServerVersion(version)).not.toThrow();
  });

  test.each([150_012, 96_001, 190_000])('of version %d is refused', (version) => {
    expect(() => checkServerVersion(version)).toThrow('needs Postgres 16 to 18');
  });

  test.each([
    ["encoding 'SQL_ASCII' locale_provider libc locale 'C'", 'has the encoding SQL_ASCII'],
    ["locale_provider icu icu_locale 'tr'", 'has a locale where I and i are not one letter'],
  ])('a database made with %s is refused', async (clauses, fault) => {
    const name = `${new URL(database.url).pathname.slice(1)}_other`;
    await database.query(`create database ${name} template template0 ${clauses}`);
    try {
      const error = await failureOf(migrate(withLogin(database.url, { database: name })));
      expect(error.message).toContain(`Database "${name}" ${fault}: dual-schema needs UTF8`);
    } finally {
      await database.query(`drop database ${name} with (force)`);
    }
  });

  const postgres15 = '/usr/lib/postgresql/15/bin';
  const withPostgres15 = fs.existsSync(postgres15) ? test : test.skip;

  withPostgres15('a real Postgres 15 is refused', async () => {
    const user = databaseUser();
    const data = path.join(folder, 'data');
    fs.chmodSync(folder, 0o755);
    fs.mkdirSync(data);
    giveTo(user, data);
    const run = (program: string, ...args: string[]): void => {
      execFileSync(path.join(postgres15, program), args, { ...user, cwd: '/', stdio: 'ignore' });
    };
    run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-N');
    const port = 20_000 + (process.pid % 10_000);
    run(
      'pg_ctl',
      'start',
      '-w',
      '-D',
      data,
      '-l',
      path.join(data, 'log'),
      '-o',
      `-p ${port} -k ${data} -h 127.0.0.1`,
    );
    try {
      const error = await failureOf(migrate(`postgresql://postgres@127.0.0.1:${port}/postgres`));
      expect(error.message).toBe(
        'This server is Postgres 15: dual-schema needs Postgres 16 to 18, set DATABASE_URL to one.',
      );
    } finally {
      run('pg_ctl', 'stop', '-m', 'immediate', '-D', data);
    }
  });
});
