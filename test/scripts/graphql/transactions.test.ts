/*
 * The way to the database: one transaction a use, the caller's role in it, errors where they arise.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { WithPgClient } from 'postgraphile/@dataplan/pg';
import { type ApiPool, createPool } from '../../../scripts/graphql/pool.ts';
import { authorize, type Session } from '../../../scripts/graphql/session.ts';
import { createWithPgClient } from '../../../scripts/graphql/transactions.ts';
import { createLogger } from '../../../scripts/log.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const log = createLogger('silent');

let database: TestDatabase;
let pool: ApiPool;
let session: Session;
let withPgClient: WithPgClient;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ connectionString: database.apiUrl, log, max: 1 });
  const [row] = await database.query<{ id: string }>(
    `insert into core.workspace ("displayName", subdomain) values ('W', 'w') returning id`,
  );
  session = await authorize(pool, { workspaceId: row?.id as string, role: 'ADMIN' });
  withPgClient = connect(session);
});

afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

beforeEach(() => database.query(`delete from ${session.schemaName}.company`));

const connect = (as: Session) =>
  createWithPgClient(pool, { enter: 'core.enter_workspace', session: as }, () => {});
const count = async () =>
  (await database.query(`select from ${session.schemaName}.company`)).length;
const insert = { text: `insert into company (name) values ('x')` };

test("runs as the workspace's role, in its schema alone", async () => {
  const { rows } = await withPgClient(null, (client) =>
    client.query({ text: `select current_user as role, current_setting('search_path') as path` }),
  );
  expect(rows).toEqual([{ role: session.databaseRole, path: `${session.schemaName}, pg_temp` }]);
});

test('commits what succeeds, leaves nothing of what fails', async () => {
  await withPgClient(null, (client) => client.query(insert));
  expect(await count()).toBe(1);
  await expect(
    withPgClient(null, async (client) => {
      await client.query(insert);
      await client.query({ text: 'select 1 / 0' });
    }),
  ).rejects.toMatchObject({ code: '22012' });
  expect(await count()).toBe(1);
});

test('a nested transaction that fails takes only itself back', async () => {
  await withPgClient(null, async (client) => {
    await client.query(insert);
    await client
      .withTransaction(async (inner) => {
        await inner.query(insert);
        await inner.query({ text: 'select 1 / 0' });
      })
      .catch(() => undefined);
  });
  expect(await count()).toBe(1);
});

test('an error at COMMIT is an error', async () => {
  await database.query(`
    create function ${session.schemaName}.refuse() returns trigger language plpgsql as
      $$ begin raise exception 'too late' using errcode = '23514'; end $$;
    create constraint trigger refuse after insert on ${session.schemaName}.company
      deferrable initially deferred for each row execute function ${session.schemaName}.refuse()`);
  await expect(withPgClient(null, (client) => client.query(insert))).rejects.toMatchObject({
    code: '23514',
  });
  expect(await count()).toBe(0);
  await database.query(
    `drop trigger refuse on ${session.schemaName}.company; drop function ${session.schemaName}.refuse()`,
  );
});

test('claims that are no good stop everything, and say so', async () => {
  const nobody = connect({ ...session, claims: { ...session.claims, role: 'NOBODY' } });
  await expect(
    nobody(null, (client) => client.query({ text: 'select 1', name: 'one' })),
  ).rejects.toMatchObject({ code: '28000' });
  const { rows } = await withPgClient(null, (client) =>
    client.query({ text: 'select 1 as one', name: 'one' }),
  );
  expect(rows).toEqual([{ one: 1 }]);
});

test('the connection is left without role and settings', async () => {
  await withPgClient(null, (client) => client.query(insert));
  const { rows } = await pool.query(
    `select current_user as role, current_setting('app.current_workspace_id', true) as workspace`,
  );
  expect(rows).toEqual([{ role: 'api', workspace: '' }]);
});

describe('prepared statements', () => {
  const read = { text: 'select name from company', name: 'read', arrayMode: true };

  test('belong to a version: a change of type does not break them', async () => {
    await withPgClient(null, (client) => client.query(read));
    await database.query(`alter table ${session.schemaName}.company alter name type text`);
    await expect(withPgClient(null, (client) => client.query(read))).rejects.toMatchObject({
      code: '0A000',
    });
    const newer = connect({ ...session, metadataVersion: session.metadataVersion + 1n });
    await expect(newer(null, (client) => client.query(read))).resolves.toMatchObject({ rows: [] });
  });

  test('are let go one by one when there are too many', async () => {
    const names = Array.from({ length: 250 }, (_, index) => `statement ${index}`);
    for (const name of names) {
      await withPgClient(null, (client) => client.query({ text: `select '${name}' as it`, name }));
    }
    const { rows } = await pool.query('select count(*)::int as count from pg_prepared_statements');
    expect(rows[0].count).toBeLessThan(210);
    const again = await withPgClient(null, (client) =>
      client.query({ text: `select '${names[0]}' as it`, name: names[0] as string }),
    );
    expect(again.rows).toEqual([{ it: names[0] }]);
  });
});
