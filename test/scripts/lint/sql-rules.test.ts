/*
 * Each lint rule against a file that breaks it, and one good file that breaks none.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadModule } from 'libpg-query';
import { isTested, lintSql } from '../../../scripts/lint/sql.ts';
import { checkFunctionFile, checkParses } from '../../../scripts/lint/sql-rules.ts';

const FILE = 'functions/30-emit/emit_x.sql';
const GOOD = `/*
 * emit_x: validate -> plan -> EMIT
 */
create or replace function compiler.emit_x(p_name text)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $emit_x$
begin
  return format('%I', p_name);
end;
$emit_x$;

comment on function compiler.emit_x is 'Nothing.';

revoke all on function compiler.emit_x from public;
`;

beforeAll(loadModule);

function messages(text: string, file = FILE): string[] {
  return checkFunctionFile(file, text).map(({ message }) => message);
}

test('a good file has no fault', () => {
  expect(checkFunctionFile(FILE, GOOD)).toEqual([]);
});

describe('a function file', () => {
  test.each([
    ['a syntax error', GOOD.replace('returns text', 'retturns text'), /syntax error/],
    [
      'an error in PL/pgSQL',
      GOOD.replace('return format', 'retturn format'),
      /PL\/pgSQL: syntax error/,
    ],
    ['no comment', GOOD.replace(/comment on.*\n/, ''), /has no comment on function/],
    ['no revoke', GOOD.replace(/revoke.*\n/, ''), /add revoke all on function/],
    ['no search_path', GOOD.replace(/set search_path.*\n/, ''), /add set search_path/],
    [
      'another search_path',
      GOOD.replace('pg_catalog, pg_temp', 'public, pg_temp'),
      /add set search_path = pg_catalog, pg_temp/,
    ],
    ['no replace', GOOD.replace('create or replace', 'create'), /write create or replace/],
    [
      'another name',
      GOOD.replaceAll('compiler.emit_x', 'compiler.emit_y'),
      /not named as its file/,
    ],
    [
      'another schema',
      GOOD.replaceAll('compiler.', 'public.'),
      /must be in schema core or compiler/,
    ],
    ['two functions', `${GOOD}\n${GOOD.replaceAll('emit_x', 'emit_y')}`, /defines 2 functions/],
    ['no function', 'select 1;', /defines no function/],
    [
      'a definition the loader does not see',
      GOOD.replace('*/\ncreate', '*/ create'),
      /on a line of its own/,
    ],
  ])('with %s is refused', (_, text, message) => {
    expect(messages(text)).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
  });

  test('names the line of a syntax error, past characters of several bytes', () => {
    const text = GOOD.replace('validate', 'vérifier é').replace('returns text', 'retturns text');
    expect(checkFunctionFile(FILE, text)).toEqual([expect.objectContaining({ line: 5 })]);
  });

  test('with a SQL-standard body needs no search_path', () => {
    const text = `create or replace function core.emit_x() returns integer language sql return 1;
comment on function core.emit_x is 'One.';
grant execute on function core.emit_x to public;`;
    expect(messages(text)).toEqual([]);
  });

  test('may leave search_path alone where it says why', () => {
    const text = GOOD.replace(/set search_path.*\n/, '');
    expect(messages(`-- lint: no search_path, because it sets one\n${text}`)).toEqual([]);
    expect(messages(`-- lint: no search_path\n${text}`)).toHaveLength(1);
  });

  test('of triggers alone needs no function', () => {
    const trigger =
      'create or replace trigger t before insert on core.role for each row execute function compiler.f();';
    expect(messages(trigger, 'functions/80-triggers/on_role.sql')).toEqual([]);
    expect(messages(trigger)).toEqual(['defines no function.']);
  });

  test('that returns an array of our types parses', () => {
    expect(messages(GOOD.replace('returns text', 'returns compiler.fault[]'))).toEqual([]);
  });
});

describe('dynamic SQL', () => {
  const dynamic = ['execute p_name;', "for p_name in execute 'select 1' loop null; end loop;"].map(
    (statement) => GOOD.replace('return format', `${statement}\n  return format`),
  );

  test.each(dynamic)('is refused outside the apply pass (%#)', (text) => {
    expect(messages(text)).toEqual([expect.stringMatching(/executes SQL text/)]);
  });

  test.each(dynamic)('is allowed in it, or where the file says why (%#)', (text) => {
    expect(messages(text, 'functions/40-apply/emit_x.sql')).toEqual([]);
    expect(messages(`-- lint: dynamic SQL, because of a test\n${text}`)).toEqual([]);
  });

  test('is found in return query execute', () => {
    const text = GOOD.replace('returns text', 'returns setof text').replace(
      "return format('%I', p_name)",
      "return query execute 'select 1'",
    );
    expect(messages(text)).toEqual([expect.stringMatching(/executes SQL text/)]);
  });

  test('is not the word in a comment or a string', () => {
    expect(
      messages(
        GOOD.replace('return format', "-- execute it\n  perform 'execute';\n  return format"),
      ),
    ).toEqual([]);
  });
});

test('a migration is checked inside its DO blocks', () => {
  const text = 'create table core.x ();\ndo $do$ begin nonsense; end $do$;';
  expect(checkParses('sql/current/1.sql', text)).toEqual([
    expect.objectContaining({ line: 2, message: expect.stringContaining('PL/pgSQL') }),
  ]);
});

describe('a test of each function', () => {
  test('is a file of its own or a mention', () => {
    expect(isTested(FILE, GOOD, new Map())).toBe(false);
    expect(isTested(FILE, GOOD, new Map([['test/functions/30-emit/emit_x.tap.sql', '']]))).toBe(
      true,
    );
    expect(
      isTested(FILE, GOOD, new Map([['test/a.tap.sql', 'select compiler.emit_x($$a$$)']])),
    ).toBe(true);
    expect(isTested(FILE, GOOD, new Map([['test/a.tap.sql', 'select compiler.emit_xy(1)']]))).toBe(
      false,
    );
  });

  test('is asked for in a checkout', async () => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-lint-'));
    try {
      fs.mkdirSync(path.join(root, 'functions/30-emit'), { recursive: true });
      fs.writeFileSync(path.join(root, FILE), GOOD);
      expect(await lintSql(root)).toEqual({ files: 1, faults: [], untested: [FILE] });
    } finally {
      fs.rmSync(root, { recursive: true });
    }
  });
});
