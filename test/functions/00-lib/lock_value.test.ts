/*
 * lock_value(): two sessions that take one value queue, others do not. Nothing sleeps: a session counts
 * as waiting once pg_locks says so. What it is for: test/concurrency/values.test.ts.
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let first: pg.Client;
let second: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  first = await database.client();
  second = await database.client();
});

afterAll(() => database.drop());

beforeEach(async () => {
  await first.query('begin');
  await second.query('begin');
});

afterEach(async () => {
  await first.query('rollback');
  await second.query('rollback');
});

const lock = (client: pg.Client, kind: string, value: string | null): Promise<unknown> =>
  client.query('select compiler.lock_value($1, $2)', [kind, value]);

/** How many advisory locks of this database are held (or, if not granted, waited for). */
async function advisoryLocks(granted: boolean): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `select count(*)::int from pg_locks where locktype = 'advisory' and granted = $1
     and database = (select oid from pg_database where datname = current_database())`,
    [granted],
  );
  return row?.count ?? 0;
}

test('a second session waits until the first ends', async () => {
  const order: string[] = [];
  await lock(first, 'subdomain', 'acme');
  const waiting = lock(second, 'subdomain', 'acme').then(() => order.push('second has the lock'));
  while ((await advisoryLocks(false)) === 0);
  order.push('first commits');
  await first.query('commit');
  await waiting;
  expect(order).toEqual(['first commits', 'second has the lock']);
});

test('other values, and the same of another kind, do not wait', async () => {
  await lock(first, 'subdomain', 'acme');
  await lock(first, 'subdomain', 'acme');
  await lock(second, 'subdomain', 'bolt');
  await lock(second, 'domain', 'acme');
  expect(await advisoryLocks(true)).toBe(3);
});

test('null is no value', async () => {
  await lock(first, 'subdomain', null);
  expect(await advisoryLocks(true)).toBe(0);
});

test('a lock that is not free in time is 55P03, with a remedy', async () => {
  await database.query(
    `alter function compiler.lock_value set lock_timeout = '20ms'`, // not to wait for five seconds
  );
  await lock(first, 'subdomain', 'acme');
  await expect(lock(second, 'subdomain', 'acme')).rejects.toMatchObject({
    code: '55P03',
    message: 'subdomain "acme" is being taken by another session',
    detail: 'Waited 5 seconds. Nothing was changed.',
    hint: 'Try again, or choose another.',
  });
});
