/*
 * The pgTAP runner: whatever goes wrong in a file must fail in Jest, with its place.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { runTap } from './tap.ts';
import { toTestResult } from './tap-result.ts';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = await database.client();
});

afterAll(() => database.drop());

async function run(text: string) {
  const tap = await runTap(client, text);
  return { ...tap, jest: toTestResult('a.tap.sql', tap, 0) };
}

test('passing assertions pass', async () => {
  const { jest } = await run(
    "select plan(2); select ok(true, 'yes'), ok(true); select * from finish();",
  );
  expect(jest).toMatchObject({ numPassingTests: 2, numFailingTests: 0, failureMessage: null });
  expect(jest.testResults.map(({ title }) => title)).toEqual(['yes', 'assertion 2']);
});

test('a failing assertion fails with its line and what pgTAP says', async () => {
  const { jest } = await run("select plan(1);\n-- é\n\n  select is(1, 2, 'equal');");
  expect(jest).toMatchObject({ numPassingTests: 0, numFailingTests: 1 });
  expect(jest.failureMessage).toMatch(/a\.tap\.sql:4\n.*\n\s+have: 1\n\s+want: 2/);
});

describe('a file fails that', () => {
  test.each([
    ['has no plan', "select ok(true, 'x');", /no plan|You tried to run a test without a plan/],
    ['plans too many', "select plan(2); select ok(true, 'x');", /planned 2 assertions but ran 1/],
    [
      'plans too few',
      "select plan(1); select ok(true, 'x'); select ok(true, 'y');",
      /planned 1 assertions but ran 2/,
    ],
    ['asserts nothing', 'select plan(0);', /asserts nothing/],
    ['is empty', '-- nothing', /has no plan/],
    ['does not parse', "select plan(1);\nselect ok(true 'x');", /line 2: syntax error/],
    [
      'meets an error',
      "select plan(1);\nselect 1 / 0;\nselect ok(true, 'x');",
      /line 2: division by zero \(22012\)/,
    ],
    [
      'names what is not there',
      'select plan(1);\nselect\n  nothing();',
      /line 3: function nothing\(\) does not exist/,
    ],
    ['commits', "select plan(1); select ok(true, 'x');\ncommit;", /line 2: ends the transaction/],
  ])('%s', async (_, text, problem) => {
    const { jest } = await run(text);
    expect(jest.numFailingTests).toBeGreaterThan(0);
    expect(jest.failureMessage).toMatch(problem);
  });
});

test('skipped assertions are pending, expected failures are todo', async () => {
  const { jest } = await run(`select plan(2); select skip('no plv8', 1);
    select todo_start('later'); select ok(false, 'x'); select todo_end();`);
  expect(jest).toMatchObject({ numPendingTests: 1, numTodoTests: 1, numFailingTests: 0 });
});

test('what a file does is rolled back, deferred constraints can be checked in it', async () => {
  await run(`select plan(1);
    create table public.kept (id int unique deferrable initially deferred);
    insert into public.kept values (1), (1);
    select throws_ok('set constraints all immediate', '23505');`).then(({ jest }) =>
    expect(jest).toMatchObject({ numPassingTests: 1, numFailingTests: 0 }),
  );
  expect(await database.query("select to_regclass('public.kept') as found")).toEqual([
    { found: null },
  ]);
});
