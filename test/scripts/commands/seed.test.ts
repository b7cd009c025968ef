/*
 * `seed` from outside: what it prints, its exit codes, and what Ctrl-C leaves.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { expectNoDrift } from '../../support/drift.ts';
import { type Ended, runProgram, startProgram } from '../../support/programs.ts';
import { createWorkspace, one, type Workspace } from '../../support/workspaces.ts';
import { sessions, whenever } from './support.ts';

let database: TestDatabase;
let acme: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  acme = await createWorkspace(database, 'acme');
});
afterAll(async () => {
  await expectNoDrift(database);
  await database.drop();
});

function seed(...args: string[]): Promise<Ended> {
  return runProgram('scripts/cli.ts', ['seed', ...args], { DATABASE_URL: database.url });
}

async function people(): Promise<number> {
  const { count } = await one<{ count: number }>(
    database,
    `select count(*)::int as count from ${acme.schema}.person`,
  );
  return count;
}

test('writes records, and says how many of what', async () => {
  const { code, stdout, stderr } = await seed(
    '--workspace',
    'acme',
    '--records',
    '140',
    '--seed',
    '7',
  );
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^object +records\ncompany +10\nperson +28\nopportunity +82\n/);
  expect(stdout).toMatch(/\n140 records in [\d.]+ s \([\d,]+ a second\), seed 7\.\n$/);
  expect(stdout).not.toContain('\u001B');
  expect(await people()).toBe(28);
});

test('prints JSON, takes an id and names of objects', async () => {
  const { stdout } = await seed(
    ...['--workspace', acme.id, '--records', '12', '--object', 'note', 'task', '--json'],
  );
  expect(JSON.parse(stdout)).toEqual({
    workspace: acme.id,
    seed: expect.any(Number),
    records: 12,
    seconds: expect.any(Number),
    objects: [
      { object: 'note', wanted: 6, records: 6 },
      { object: 'task', wanted: 6, records: 6 },
    ],
  });
});

test('the same seed and day give the same records, in another process and on another day', async () => {
  const contents: unknown[] = [];
  for (const name of ['again1', 'again2']) {
    const { schema } = await createWorkspace(database, name);
    const { code } = await seed(
      ...['--workspace', name, '--records', '60', '--seed', '9', '--today', '2020-02-29'],
    );
    expect(code).toBe(0);
    contents.push(
      await Promise.all(
        ['company', 'person', 'opportunity', 'task'].map((table) =>
          database.query(`select * from ${schema}.${table} order by position`),
        ),
      ),
    );
    const { last } = await one<{ last: string }>(
      database,
      `select max("createdAt")::date::text as last from ${schema}.person`,
    );
    expect(last < '2020-02-29').toBe(true);
  }
  expect(contents[1]).toEqual(contents[0]);
});

describe('a mistake is one line, and exit code 1', () => {
  test.each([
    [['--workspace', 'acme', '--today', '2026-02-30'], /Give a day, such as 2026-01-31\./],
    [['--workspace', 'acme', '--today', 'tomorrow'], /Give a day, such as 2026-01-31\./],
    [['--workspace', 'nobody'], /^Error: There is no workspace "nobody"/],
    [
      ['--workspace', 'acme', '--object', 'nothing'],
      /^Error: The workspace has no object "nothing": it has company, /,
    ],
    [
      ['--workspace', 'acme', '--object', 'workspaceMember'],
      /^Error: Records of workspaceMember come with/,
    ],
    [['--workspace', 'acme', '--seed', '7'], /^Error: A record of company is there already/],
    [['--workspace', 'acme', '--records', 'many'], /^error: .*Give a whole number, 1 or more/],
    [['--workspace', 'acme', '--records', '0'], /^error: .*Give a whole number, 1 or more/],
    [['--workspace', 'acme', '--seed', '-1'], /^error: /],
    [[], /^error: required option '--workspace <workspace>'/],
  ])('%j', async (args, message) => {
    const before = await people();
    const { code, stdout, stderr } = await seed(...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(await people()).toBe(before);
  });
});

test('Ctrl-C while it writes leaves no record, no session, and exit code 130', async () => {
  const before = await people();
  const program = startProgram(
    'scripts/cli.ts',
    ['seed', '--workspace', 'acme', '--records', '1000000', '--object', 'person'],
    { DATABASE_URL: database.url },
  );
  program.ready.catch(() => undefined);
  await whenever(async () => {
    const rows = await database.query(
      'select from pg_stat_progress_copy where tuples_processed > 0',
    );
    return rows.length > 0;
  });
  program.child.kill('SIGINT');
  const { code, stdout, stderr } = await program.ended;
  expect([code, stdout, stderr]).toEqual([130, '', 'Interrupted: no record was written.\n']);
  await whenever(async () => (await sessions(database)) === 0);
  expect(await people()).toBe(before);
});
