/*
 * The loader of repeatable functions, on a database with nothing but the two schemas and the ledger.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { loadFunctions } from '../../../scripts/db/functions.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let folder: string;
let database: TestDatabase;
let client: pg.Client;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-functions-'));
  database = await createTestDatabase({ empty: true });
  client = await database.client();
  await client.query(`
    create schema core authorization compiler;
    create schema compiler authorization compiler;
    set role compiler;
    create table compiler.function_file (
      path text primary key, hash text not null, "loadedAt" timestamptz not null default now());
    create table core.thing (id integer);
    reset role`);
});

afterEach(async () => {
  await database.drop();
  fs.rmSync(folder, { recursive: true });
});

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), text);
}

function sqlFunction(name: string, body: string, signature = '() returns integer'): string {
  return `create or replace function compiler.${name}${signature}\nlanguage sql return ${body};\n`;
}

function plpgsqlFunction(name: string, body: string): string {
  return `/*
 * A header.
 */
create or replace function compiler.${name}()
returns integer
language plpgsql
as $${name}$
begin
  ${body}
end;
$${name}$;
`;
}

async function call(expression: string): Promise<unknown> {
  const { rows } = await client.query<{ value: unknown }>(`select ${expression} as value`);
  return rows[0]?.value;
}

async function functions(): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select p.oid::regprocedure::text as name from pg_proc p
      where pronamespace in ('core'::regnamespace, 'compiler'::regnamespace) order by 1`,
  );
  return rows.map(({ name }) => name);
}

function load() {
  return loadFunctions(client, folder);
}

describe('the ledger', () => {
  test('remembers what is loaded: an unchanged set is left alone', async () => {
    write('00-lib/one.sql', sqlFunction('one', '1'));
    write('00-lib/two.sql', sqlFunction('two', '2'));
    write('plv8/three.sql', 'not SQL');
    write('README.md', 'not SQL');
    expect(await load()).toEqual({
      loaded: ['00-lib/one.sql', '00-lib/two.sql'],
      dropped: [],
      unchanged: 0,
    });
    expect(await load()).toEqual({ loaded: [], dropped: [], unchanged: 2 });
    write('00-lib/two.sql', sqlFunction('two', '22'));
    expect(await load()).toEqual({ loaded: ['00-lib/two.sql'], dropped: [], unchanged: 1 });
    expect(await call('compiler.one() + compiler.two()')).toBe(23);
  });

  test('line endings of the checkout make no difference', async () => {
    write('00-lib/one.sql', sqlFunction('one', '1'));
    await load();
    write('00-lib/one.sql', sqlFunction('one', '1').replaceAll('\n', '\r\n'));
    expect(await load()).toMatchObject({ loaded: [], unchanged: 1 });
  });

  test('an empty folder is fine before the first migration, a full one is not', async () => {
    await client.query('drop schema compiler cascade');
    expect(await load()).toEqual({ loaded: [], dropped: [], unchanged: 0 });
    write('00-lib/one.sql', sqlFunction('one', '1'));
    await expect(load()).rejects.toThrow('npm run db -- migrate');
  });
});

test('functions belong to the role compiler', async () => {
  write('00-lib/one.sql', sqlFunction('one', '1'));
  await load();
  expect(await call("(select proowner::regrole::text from pg_proc where proname = 'one')")).toBe(
    'compiler',
  );
});

test('order does not matter: a file may need one of a later folder', async () => {
  write('00-lib/a.sql', sqlFunction('a', 'compiler.b() + 1'));
  write('10-late/b.sql', sqlFunction('b', 'compiler.c() + 1'));
  write('20-later/c.sql', sqlFunction('c', '1'));
  await load();
  expect(await call('compiler.a()')).toBe(3);
});

describe('what files no longer define goes', () => {
  test('a function whose file is gone', async () => {
    write('00-lib/one.sql', sqlFunction('one', '1'));
    write('00-lib/two.sql', sqlFunction('two', '2'));
    await load();
    fs.rmSync(path.join(folder, '00-lib/one.sql'));
    expect(await load()).toEqual({ loaded: [], dropped: ['compiler.one'], unchanged: 1 });
    expect(await functions()).toEqual(['compiler.two()']);
  });

  test('a trigger function, with its triggers', async () => {
    write(
      '80-triggers/touch.sql',
      `create or replace function compiler.touch() returns trigger language plpgsql
        as $touch$ begin return new; end; $touch$;
       create or replace trigger touch before insert on core.thing
        for each row execute function compiler.touch();`,
    );
    await load();
    fs.rmSync(path.join(folder, '80-triggers/touch.sql'));
    expect(await load()).toMatchObject({ dropped: ['compiler.touch'] });
    expect(await call('(select count(*)::integer from pg_trigger)')).toBe(0);
  });

  test('but not what a migration made and a policy needs', async () => {
    await client.query(`create function core.mine() returns boolean language sql return true;
      create policy p on core.thing using (core.mine())`);
    write('00-lib/one.sql', sqlFunction('one', '1'));
    expect(await load()).toMatchObject({ dropped: [] });
    expect(await functions()).toContain('core.mine()');
  });

  test('the overload that a changed signature leaves behind', async () => {
    write('00-lib/one.sql', sqlFunction('one', '1'));
    await load();
    write('00-lib/one.sql', sqlFunction('one', 'p_x', '(p_x integer) returns integer'));
    await load();
    expect(await functions()).toEqual(['compiler.one(integer)']);
  });

  test('the overload of a file whose comment and grant name the function alone', async () => {
    const rest =
      "comment on function compiler.one is 'One.';\nrevoke all on function compiler.one from public;\n";
    write('00-lib/one.sql', sqlFunction('one', '1') + rest);
    await load();
    write('00-lib/one.sql', sqlFunction('one', 'p_x', '(p_x integer) returns integer') + rest);
    await load();
    expect(await functions()).toEqual(['compiler.one(integer)']);
  });

  test('an overload that somebody made by hand', async () => {
    write('00-lib/one.sql', sqlFunction('one', '1'));
    await load();
    await client.query('create function compiler.one(text) returns text language sql return $1');
    write('00-lib/one.sql', sqlFunction('one', '11'));
    await load();
    expect(await functions()).toEqual(['compiler.one()']);
    expect(await call('compiler.one()')).toBe(11);
  });
});

describe('a definition that cannot be replaced', () => {
  test('is dropped and made again: another result type', async () => {
    write('00-lib/one.sql', sqlFunction('one', '1'));
    await load();
    write('00-lib/one.sql', sqlFunction('one', "'one'::text", '() returns text'));
    await load();
    expect(await call('compiler.one()')).toBe('one');
  });

  test('takes along the functions that were bound to it, and brings them back', async () => {
    write('00-lib/one.sql', sqlFunction('one', '1'));
    write('10-late/two.sql', sqlFunction('two', 'compiler.one()::integer + 1'));
    await load();
    write('00-lib/one.sql', sqlFunction('one', "'1'::text", '() returns text'));
    expect(await load()).toMatchObject({ loaded: ['00-lib/one.sql', '10-late/two.sql'] });
    expect(await call('compiler.two()')).toBe(2);
  });

  test('is refused where a policy needs it, and nothing changes', async () => {
    write('00-lib/one.sql', sqlFunction('one', 'true', '() returns boolean'));
    await load();
    await client.query('create policy p on core.thing using (compiler.one())');
    write('00-lib/one.sql', sqlFunction('one', '1'));
    await expect(load()).rejects.toThrow(
      /compiler\.one\(\) must be replaced, but policy p .* a migration has to/,
    );
    expect(await call('compiler.one()')).toBe(true);
  });
});

test('a function whose file is gone stays while a table outside core has a trigger of it', async () => {
  write(
    '00-lib/touch.sql',
    `create or replace function compiler.touch() returns trigger language plpgsql
     as $touch$ begin return new; end; $touch$;`,
  );
  await load();
  await client.query(
    `create schema workspace_a; create table workspace_a.thing ();
     create trigger touch before update on workspace_a.thing
       for each row execute function compiler.touch()`,
  );
  fs.rmSync(path.join(folder, '00-lib/touch.sql'));
  expect(await load()).toMatchObject({ dropped: [] });
  expect(await functions()).toContain('compiler.touch()');
});

describe('an error names file and line, and rolls everything back', () => {
  test.each([
    [
      'in the definition',
      'create or replace function compiler.bad()\nreturns integer\nlanguage sql return 1 +;',
      3,
      /syntax error/,
    ],
    [
      'in a PL/pgSQL body',
      plpgsqlFunction('bad', 'if true;\n  return 1;'),
      9,
      /syntax error|missing/,
    ],
    [
      'in an expression of it',
      plpgsqlFunction('bad', 'return 1;\n  return select from;'),
      10,
      /syntax error/,
    ],
    [
      'in a SQL body',
      'create or replace function compiler.bad()\nreturns integer\nlanguage sql\nas $bad$\n  select 1;\n  select nothing();\n$bad$;',
      6,
      /function nothing\(\) does not exist/,
    ],
    [
      'of a name that exists nowhere',
      sqlFunction('bad', 'compiler.nowhere()'),
      2,
      /compiler\.nowhere\(\) does not exist/,
    ],
  ])('%s', async (_, text, line, message) => {
    write('00-lib/good.sql', sqlFunction('good', '1'));
    write('10-x/bad.sql', text);
    const failure = load();
    await expect(failure).rejects.toThrow(`functions/10-x/bad.sql:${line}: `);
    await expect(failure).rejects.toThrow(message);
    expect(await functions()).toEqual([]);
    fs.rmSync(path.join(folder, '10-x'), { recursive: true });
    expect(await load()).toMatchObject({ loaded: ['00-lib/good.sql'] });
  });
});
