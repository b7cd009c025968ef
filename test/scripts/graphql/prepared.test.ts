/*
 * How many prepared statements a connection keeps; what it lets go can be asked again at once.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PoolClient } from 'pg';
import { PREPARED_STATEMENTS_MAX } from '../../../scripts/graphql/limits.ts';
import { type ApiPool, createPool } from '../../../scripts/graphql/pool.ts';
import { keepPrepared } from '../../../scripts/graphql/prepared.ts';
import { createLogger } from '../../../scripts/log.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let pool: ApiPool;
let client: PoolClient;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ connectionString: database.apiUrl, log: createLogger('silent'), max: 1 });
  client = await pool.connect();
});

afterAll(async () => {
  client?.release();
  await pool?.end();
  await database?.drop();
});

async function ask(number: number): Promise<unknown> {
  const name = `statement_${number}`;
  keepPrepared(client, name);
  const { rows } = await client.query({ name, text: `select ${number} as number` });
  return rows[0]?.number;
}

async function kept(): Promise<unknown> {
  const { rows } = await client.query('select count(*)::int as kept from pg_prepared_statements');
  return rows[0]?.kept;
}

test('a connection keeps so many; one that was let go is prepared again, even in the same moment', async () => {
  for (let number = 0; number < PREPARED_STATEMENTS_MAX; number++) await ask(number);
  expect(await kept()).toBe(PREPARED_STATEMENTS_MAX);
  const next = PREPARED_STATEMENTS_MAX;
  // The first of these drives out what the second asks for.
  expect(await Promise.all([ask(next), ask(0), ask(next + 1), ask(1)])).toEqual([
    next,
    0,
    next + 1,
    1,
  ]);
  expect(await kept()).toBe(PREPARED_STATEMENTS_MAX);
});

test('nor does a transaction that failed keep one from being let go', async () => {
  await client.query('begin');
  await expect(client.query('select 1/0')).rejects.toThrow();
  await expect(ask(1_000)).rejects.toThrow('aborted');
  await client.query('rollback');
  for (let number = 2_000; number < 2_000 + PREPARED_STATEMENTS_MAX; number++) await ask(number);
  expect(await kept()).toBe(PREPARED_STATEMENTS_MAX);
  expect(await ask(1_000)).toBe(1_000);
});
