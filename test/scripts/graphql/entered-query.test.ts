/*
 * A read is one message to Postgres: it enters, asks and ends, or does nothing at all.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PgClientQuery, WithPgClient } from 'postgraphile/@dataplan/pg';
import { type ApiPool, createPool } from '../../../scripts/graphql/pool.ts';
import { authorize, type Session } from '../../../scripts/graphql/session.ts';
import { createWithPgClient } from '../../../scripts/graphql/transactions.ts';
import { createVisit } from '../../../scripts/graphql/visits.ts';
import { createLogger } from '../../../scripts/log.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let pool: ApiPool;
let session: Session;
let read: Reader;

type Reader = (query: PgClientQuery) => Promise<readonly unknown[]>;

const reader = (as: Session, visit = createVisit(as)): Reader => {
  const withPgClient: WithPgClient = createWithPgClient(
    pool,
    { enter: 'core.enter_workspace', session: as, isReading: true, visit },
    () => {},
  );
  return async (query) => (await withPgClient(null, (client) => client.query<unknown>(query))).rows;
};
const nobody = (): Session => ({ ...session, claims: { ...session.claims, role: 'NOBODY' } });

beforeAll(async () => {
  database = await createTestDatabase();
  const log = createLogger('silent');
  pool = createPool({ connectionString: database.apiUrl, log, max: 1 });
  const [row] = await database.query<{ id: string }>(
    `insert into core.workspace ("displayName", subdomain) values ('W', 'w') returning id`,
  );
  session = await authorize(pool, { workspaceId: row?.id as string, role: 'ADMIN' });
  read = reader(session);
});

afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

const WHERE = {
  text: `select current_user as role, current_setting('search_path') as path`,
  name: 'where',
};

test("runs as the caller's role, in their schema, and leaves neither behind", async () => {
  const here = { role: session.databaseRole, path: `${session.schemaName}, pg_temp` };
  expect(await read(WHERE)).toEqual([here]);
  expect(await read(WHERE)).toEqual([here]);
  const { rows } = await pool.query(WHERE.text);
  expect(rows).toEqual([{ role: 'api', path: '"$user", public' }]);
});

test('is one transaction, and the next is another', async () => {
  const number = { text: 'select pg_current_xact_id()::text as id' };
  const [a] = await read(number);
  const [b] = await read(number);
  expect(a).not.toEqual(b);
});

test('answers each of many at once, by values, as objects or as lists', async () => {
  const one = (value: number) =>
    read({ text: 'select $1::int as it', values: [value], name: 'one' });
  expect(await Promise.all([one(1), one(2), one(3)])).toEqual([
    [{ it: 1 }],
    [{ it: 2 }],
    [{ it: 3 }],
  ]);
  const list = { text: 'select $1::text, null', values: ['a'], name: 'list', arrayMode: true };
  expect(await read(list)).toEqual([['a', null]]);
});

test('does nothing for claims that are no good, however often; others go on', async () => {
  const refused = reader(nobody());
  const fresh = { text: 'select 4 as it', name: 'fresh' };
  await expect(refused(fresh)).rejects.toMatchObject({ code: '28000' });
  await expect(refused(fresh)).rejects.toMatchObject({ code: '28000' });
  // Its preparation was skipped with it: it must not be taken for prepared.
  expect(await read(fresh)).toEqual([{ it: 4 }]);
  expect(await read(fresh)).toEqual([{ it: 4 }]);
  await expect(refused(fresh)).rejects.toMatchObject({ code: '28000' });
  expect(await read(fresh)).toEqual([{ it: 4 }]);
});

test('a statement that fails says why, and only it fails', async () => {
  const bad = { text: 'select 1 / $1::int as it', values: [0], name: 'bad' };
  const [failed, done] = await Promise.allSettled([read(bad), read({ ...bad, values: [1] })]);
  expect(failed).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
  expect(done).toMatchObject({ status: 'fulfilled', value: [{ it: 1 }] });
});

test('a session that is no longer the one expected wins over what the statement says', async () => {
  const older = { ...session, answer: session.answer.replace('ADMIN', 'OTHER') };
  const visit = createVisit(older);
  await expect(reader(older, visit)({ text: 'select 1 / 0' })).rejects.toThrow('starts again');
  expect(visit).toMatchObject({ entered: false, newer: session.answer });
});
