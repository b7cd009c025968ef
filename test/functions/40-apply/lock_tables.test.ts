/*
 * lock_tables(): the tables that DDL will change are locked before it, for at most two seconds. Nothing
 * sleeps: what is held is read from pg_locks.
 */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let first: pg.Client;
let second: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.query(
    'create schema workspace_test; create table workspace_test."order" (n int); create table workspace_test.buyer (n int)',
  );
  first = await database.client();
  second = await database.client();
});

afterAll(() => database.drop());

afterEach(async () => {
  await first.query('rollback');
  await second.query('rollback');
});

interface Statement {
  readonly type?: string;
  readonly table_name?: string;
  readonly target_table?: string;
  readonly sql?: string;
}

/** Locks what these statements need, in a transaction that stays open. */
async function lock(...statements: Statement[]): Promise<void> {
  await first.query('begin');
  await first.query(
    `select compiler.lock_tables(array(
       select jsonb_populate_record(null::compiler.statement, s) from jsonb_array_elements($1) s))`,
    [JSON.stringify(statements)],
  );
}

/** The tables of the schema that the first session has locked, and how. */
async function locks(): Promise<string[]> {
  const { rows } = await first.query<{ line: string }>(
    `select c.relname || ' ' || l.mode as line from pg_locks l join pg_class c on c.oid = l.relation
      where c.relnamespace = 'workspace_test'::regnamespace and l.pid = pg_backend_pid() order by 1`,
  );
  return rows.map(({ line }) => line);
}

test('a table that changes is locked for all, each once', async () => {
  await lock(
    { type: 'UPDATE_FIELD', table_name: 'workspace_test."order"' },
    { type: 'CREATE_INDEX', table_name: 'workspace_test."order"' },
  );
  expect(await locks()).toEqual(['order AccessExclusiveLock']);
});

test.each([
  ['comment on column workspace_test."order".n is null', ['order ShareUpdateExclusiveLock']],
  ['alter table workspace_test."order" add m text', ['order AccessExclusiveLock']],
])('%s', async (sql, expected) => {
  const comment = {
    type: 'UPDATE_OBJECT',
    table_name: 'workspace_test."order"',
    sql: 'comment on table workspace_test."order" is null',
  };
  await lock(comment, { ...comment, sql }, comment);
  expect((await locks()).at(0)).toEqual(expected[0]);
});

test('a comment waits for nobody who reads or writes', async () => {
  await second.query('begin');
  await second.query('lock table workspace_test."order" in row exclusive mode');
  await lock({
    type: 'UPDATE_OBJECT',
    table_name: 'workspace_test."order"',
    sql: 'comment on table workspace_test."order" is null',
  });
  expect(await locks()).toEqual(['order ShareUpdateExclusiveLock']);
});

test('the other end of a foreign key stays readable', async () => {
  await lock({
    type: 'CREATE_RELATION',
    table_name: 'workspace_test."order"',
    target_table: 'workspace_test.buyer',
  });
  expect(await locks()).toEqual(['buyer ShareRowExclusiveLock', 'order AccessExclusiveLock']);
});

test.each([
  ['nothing to run', []],
  ['a statement without a table', [{ type: 'CREATE_ROLE' }]],
  ['a table that is not there yet', [{ type: 'UPDATE_FIELD', table_name: 'workspace_test.later' }]],
  [
    'a table that the statements make',
    [
      { type: 'CREATE_OBJECT', table_name: 'workspace_test.fresh' },
      {
        type: 'CREATE_RELATION',
        table_name: 'workspace_test.fresh',
        target_table: 'workspace_test.fresh',
      },
    ],
  ],
])('%s needs no lock', async (_what, statements) => {
  await lock(...statements);
  expect(await locks()).toEqual([]);
});

test('a table in use is waited for no longer than two seconds', async () => {
  await second.query('begin');
  await second.query('select from workspace_test."order"');
  const start = Date.now();
  await expect(
    lock({ type: 'UPDATE_FIELD', table_name: 'workspace_test."order"' }),
  ).rejects.toMatchObject({
    code: '55P03',
    message: 'a table of the workspace is in use',
    detail: 'Another transaction held it for longer than 2 seconds. Nothing was changed.',
    hint: 'Try again.',
  });
  expect(Date.now() - start).toBeGreaterThan(1900);
  expect(Date.now() - start).toBeLessThan(4000);
});

test('one that is given back in time is locked', async () => {
  await second.query('begin');
  await second.query('select from workspace_test."order"');
  const locking = lock({ type: 'UPDATE_FIELD', table_name: 'workspace_test."order"' });
  await second.query('rollback');
  await locking;
  expect(await locks()).toEqual(['order AccessExclusiveLock']);
});
