/*
 * A workspace keeps an administrator, though each of two sessions leaves the other's.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createWorkspace, type Workspace } from '../support/workspaces.ts';

let database: TestDatabase;
let acme: Workspace;
let first: pg.Client;
let second: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  [first, second] = [await database.client(), await database.client()];
});

afterAll(() => database.drop());

const DEMOTE = `
  update core."userWorkspace" m set "roleId" = r.id
  from core.role r, core."user" u
  where r.name = 'USER' and r."workspaceId" = m."workspaceId" and m."workspaceId" = $1 and u.id = m."userId" and u.email = $2`;
const DELETE = `
  update core."user" u set "deletedAt" = now()
  from core."userWorkspace" m where m."userId" = u.id and m."workspaceId" = $1 and u.email = $2`;

test.each(
  [DEMOTE, DELETE].flatMap((one) =>
    ['read committed', 'repeatable read'].map((isolation) => [one, isolation] as const),
  ),
)('%s in %s', async (statement, isolation) => {
  const name = `w${crypto.randomUUID().slice(0, 8)}`;
  acme = await createWorkspace(database, name);
  const emails = ['ada', 'bob'].map((person) => `${person}@${name}.example`);
  await database.query(
    `with u as (insert into core."user" (email) select unnest($2::text[]) returning id)
     insert into core."userWorkspace" ("userId", "workspaceId", "roleId")
     select u.id, $1, r.id from u, core.role r where r."workspaceId" = $1 and r.name = 'ADMIN'`,
    [acme.id, emails],
  );
  for (const client of [first, second]) {
    await client.query(`begin isolation level ${isolation}`);
    await client.query('select from core.workspace');
  }
  await first.query(statement, [acme.id, emails[0]]);
  const other = second.query(statement, [acme.id, emails[1]]).then(
    () => 'done',
    (error: pg.DatabaseError) => error.code,
  );
  await waitsForLock(second);
  await first.query('commit');
  expect(await other).toBe(isolation === 'read committed' ? 'MC804' : '40001');
  await second.query('rollback');
  const left = await database.query(
    `select u.email from core."userWorkspace" m join core.role r on r.id = m."roleId" and r.name = 'ADMIN'
     join core."user" u on u.id = m."userId" and u."deletedAt" is null where m."workspaceId" = $1`,
    [acme.id],
  );
  expect(left).toEqual([{ email: emails[1] }]);
});

/** Resolves when the session waits for a lock. */
async function waitsForLock(client: pg.Client): Promise<void> {
  const { processID } = client as pg.Client & { processID: number };
  const query = 'select from pg_locks where pid = $1 and not granted';
  while ((await database.query(query, [processID])).length === 0);
}
