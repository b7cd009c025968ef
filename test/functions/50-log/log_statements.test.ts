/*
 * What log_statements() tells the API: a notification at commit, none after a rollback.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

test('a change is announced when it is committed, and only then', async () => {
  const listener = await database.client();
  const payloads: (string | undefined)[] = [];
  listener.on('notification', ({ payload }) => payloads.push(payload));
  await listener.query('listen metadata_changed');

  const client = await database.client();
  const insert = `insert into core.workspace ("displayName") values ('Acme') returning id`;
  await client.query('begin');
  await client.query(insert);
  await client.query('rollback');
  const { rows } = await client.query<{ id: string }>(insert);

  // Notifications come before the answer to a query that follows them.
  await listener.query('select 1');
  expect(payloads).toEqual(rows.map(({ id }) => id));
});
