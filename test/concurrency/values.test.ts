/*
 * Two sessions that take at once what only one row may have, in workspaces that have nothing else to do
 * with each other: the second waits, and is told what a plain duplicate is told.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expectNoDrift } from '../support/drift.ts';
import { createWorkspace, type Workspace } from '../support/workspaces.ts';

let database: TestDatabase;
let acme: Workspace;
let bolt: Workspace;
let first: pg.Client;
let second: pg.Client;
/** What each test takes. */
let id: string;
let name: string;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await expectNoDrift(database).finally(() => database.drop());
});

beforeEach(async () => {
  count += 1;
  id = randomUUID();
  name = `taken${count}`;
  acme = await createWorkspace(database, `acme${count}`);
  bolt = await createWorkspace(database, `bolt${count}`);
  first = await database.client();
  second = await database.client();
});

afterEach(async () => {
  await Promise.all([first.end(), second.end()]);
});

/** Resolves when the session waits for a lock. */
async function waitsForLock(client: pg.Client): Promise<void> {
  const { processID } = client as pg.Client & { processID: number };
  const query = 'select from pg_locks where pid = $1 and not granted';
  while ((await database.query(query, [processID])).length === 0);
}

type Take = (client: pg.Client, workspace: Workspace) => Promise<unknown>;

const insertWorkspace =
  (column: 'subdomain' | 'domainName'): Take =>
  (client) =>
    client.query(`insert into core.workspace ("displayName", "${column}") values ('x', $1)`, [
      name,
    ]);

const updateWorkspace: Take = (client, workspace) =>
  client.query(`update core.workspace set "domainName" = $2 where id = $1`, [workspace.id, name]);

const insertWorkspaceId: Take = (client) =>
  client.query(`insert into core.workspace ("displayName", id) values ('x', $1)`, [id]);

const insertObject: Take = (client, workspace) =>
  client.query(
    `insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural")
     values ($1, $2, 'thing', 'things')`,
    [id, workspace.id],
  );

/** Ids share one space, whatever they are of. */
const insertIndex: Take = async (client, workspace) => {
  const object = await workspace.objectId('note');
  await client.query(
    `insert into core."indexMetadata" (id, "objectMetadataId", fields) values ($1, $2, '{title}')`,
    [id, object],
  );
};

const CASES: [string, Take, Take, RegExp, string?][] = [
  [
    'a subdomain, inserted',
    insertWorkspace('subdomain'),
    insertWorkspace('subdomain'),
    /^the subdomain or domain of workspace "x" is taken/,
  ],
  ['a domain, inserted and updated', insertWorkspace('domainName'), updateWorkspace, /is taken/],
  ['a domain, updated', updateWorkspace, updateWorkspace, /is taken/],
  // In one table the primary key answers, which an upsert is to meet.
  ['the id of a workspace', insertWorkspaceId, insertWorkspaceId, /"workspace_pkey"$/, '23505'],
  ['the id of an object', insertObject, insertObject, /"objectMetadata_pkey"$/, '23505'],
  ['the id of an object and an index', insertObject, insertIndex, /^the id of an index is taken/],
];

test.each(CASES)('%s: the second is refused', async (_, take, takeToo, message, code = 'MC104') => {
  await first.query('begin');
  await take(first, acme);
  const waiting = takeToo(second, bolt);
  waiting.catch(() => undefined);
  await waitsForLock(second);
  await first.query('commit');
  await expect(waiting).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
  });
});

test.each(CASES)('%s: once the first rolls back, the second has it', async (_, take, takeToo) => {
  await first.query('begin');
  await take(first, acme);
  const waiting = takeToo(second, bolt);
  waiting.catch(() => undefined);
  await waitsForLock(second);
  await first.query('rollback');
  await waiting;
});
