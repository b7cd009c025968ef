/*
 * Two sessions that take at once what only one row may have, in workspaces that have nothing else to do
 * with each other: the second waits, and is told what a plain duplicate is told.
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expectNoDrift } from '../support/drift.ts';
import { createObject, createWorkspace, type Workspace } from '../support/workspaces.ts';

const ID = '6ba7b810-9dad-41d1-80b4-00c04fd430c8';

let database: TestDatabase;
let acme: Workspace;
let bolt: Workspace;
let first: pg.Client;
let second: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  acme = await createWorkspace(database, 'acme');
  bolt = await createWorkspace(database, 'bolt');
});

afterAll(async () => {
  await expectNoDrift(database).finally(() => database.drop());
});

beforeEach(async () => {
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
  (columns: string, values: string): Take =>
  (client) =>
    client.query(`insert into core.workspace ("displayName", ${columns}) values ('x', ${values})`);

const updateWorkspace =
  (assignment: string): Take =>
  (client, { id }) =>
    client.query(`update core.workspace set ${assignment} where id = $1`, [id]);

const insertObject: Take = (client, { id }) =>
  client.query(
    `insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural")
     values ($1, $2, 'thing', 'things')`,
    [ID, id],
  );

/** As a field of another workspace's object: ids share one space, whatever they are of. */
const insertIndex: Take = async (client, workspace) => {
  const object = await workspace.objectId('note');
  await client.query(
    `insert into core."indexMetadata" (id, "objectMetadataId", fields) values ($1, $2, '{title}')`,
    [ID, object],
  );
};

const CASES: [string, Take, Take, RegExp][] = [
  [
    'a subdomain, inserted',
    insertWorkspace('subdomain', `'one'`),
    insertWorkspace('subdomain', `'one'`),
    /^the subdomain or domain of workspace "x" is taken/,
  ],
  [
    'a domain, inserted and updated',
    insertWorkspace('"domainName"', `'one.example'`),
    updateWorkspace(`"domainName" = 'one.example'`),
    /is taken/,
  ],
  [
    'both, updated crosswise',
    updateWorkspace(`subdomain = 'two', "domainName" = 'two.example'`),
    updateWorkspace(`"domainName" = 'two.example', subdomain = 'three'`),
    /is taken/,
  ],
  [
    'the id of a workspace',
    insertWorkspace('id', `'${ID}'`),
    insertWorkspace('id', `'${ID}'`),
    /^the id of workspace "x" is taken/,
  ],
  ['the id of an object', insertObject, insertObject, /^the id of object "thing" is taken/],
  ['the id of an object and an index', insertObject, insertIndex, /^the id of the index is taken/],
];

test.each(CASES)('%s: the second is refused', async (_, take, takeToo, message) => {
  await first.query('begin');
  await take(first, acme);
  const waiting = takeToo(second, bolt);
  waiting.catch(() => undefined);
  await waitsForLock(second);
  await first.query('commit');
  await expect(waiting).rejects.toMatchObject({
    code: 'MC104',
    message: expect.stringMatching(message),
  });
  await forget();
});

test.each(CASES)('%s: once the first rolls back, the second has it', async (_, take, takeToo) => {
  await first.query('begin');
  await take(first, acme);
  const waiting = takeToo(second, bolt);
  waiting.catch(() => undefined);
  await waitsForLock(second);
  await first.query('rollback');
  await waiting;
  await forget();
});

/** Makes everything free that a test has taken. */
async function forget(): Promise<void> {
  await database.query('delete from core."indexMetadata" where id = $1', [ID]);
  await database.query('delete from core."objectMetadata" where id = $1', [ID]);
  await database.query('select core.purge_deleted(id, now()) from core.workspace');
  await database.query(
    `update core.workspace set "deletedAt" = now() where "displayName" = 'x'`,
  );
  await database.query(
    `select core.destroy_workspace(id) from core.workspace where "deletedAt" is not null`,
  );
  await database.query(`update core.workspace set "domainName" = null, subdomain = "displayName"`);
}
