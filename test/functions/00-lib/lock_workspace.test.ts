/*
 * lock_workspace(): two sessions that change one workspace queue, others do not. Nothing sleeps: a
 * session counts as waiting once pg_locks says so.
 */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const ACME = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
const OTHER = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

let database: TestDatabase;
let first: pg.Client;
let second: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  first = await database.client();
  second = await database.client();
});

afterAll(() => database.drop());

afterEach(async () => {
  await first.query('rollback');
  await second.query('rollback');
});

const lock = (client: pg.Client, workspace = ACME): Promise<unknown> =>
  client.query('select compiler.lock_workspace($1)', [workspace]);

/** How many advisory locks of this database are held (or, if not granted, waited for). */
async function advisoryLocks(granted: boolean): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `select count(*)::int from pg_locks where locktype = 'advisory' and granted = $1
     and database = (select oid from pg_database where datname = current_database())`,
    [granted],
  );
  return row?.count ?? 0;
}

test('a second session waits until the first commits', async () => {
  const order: string[] = [];
  await first.query('begin');
  await lock(first);
  await second.query('begin');
  const waiting = lock(second).then(() => order.push('second has the lock'));
  while ((await advisoryLocks(false)) === 0);
  order.push('first commits');
  await first.query('commit');
  await waiting;
  expect(order).toEqual(['first commits', 'second has the lock']);
});

test.each(['commit', 'rollback', 'rollback to before'])('%s gives the lock back', async (end) => {
  await first.query('begin');
  await first.query('savepoint before');
  await lock(first);
  expect(await advisoryLocks(true)).toBe(1);
  await first.query(end);
  expect(await advisoryLocks(true)).toBe(0);
});

test('the session that has the lock may take it again', async () => {
  await first.query('begin');
  await lock(first);
  await lock(first);
  expect(await advisoryLocks(true)).toBe(1);
});

test('different workspaces do not wait for each other', async () => {
  await first.query('begin');
  await lock(first);
  await second.query('begin');
  await lock(second, OTHER);
  expect(await advisoryLocks(true)).toBe(2);
});

test('a session waits for five seconds, whatever its own lock_timeout', async () => {
  const [row] = await database.query<{ proconfig: string[] }>(
    `select proconfig from pg_proc where oid = 'compiler.lock_workspace'::regproc`,
  );
  expect(row?.proconfig).toContain('lock_timeout=5s');
});

test('a lock that is not free in time is 55P03, with a remedy, and nothing else is lost', async () => {
  await database.query(
    `alter function compiler.lock_workspace set lock_timeout = '20ms'`, // not to wait for five seconds
  );
  await first.query('begin');
  await lock(first);
  await second.query('begin');
  await lock(second, OTHER);
  await second.query('savepoint before');
  await expect(lock(second)).rejects.toMatchObject({
    code: '55P03',
    message: `the metadata of workspace ${ACME} is being changed by another session`,
    detail: 'Waited 5 seconds. Nothing was changed.',
    hint: 'Try again.',
  });
  await second.query('rollback to before');
  await first.query('commit');
  await lock(second);
  expect(await advisoryLocks(true)).toBe(2);
});
