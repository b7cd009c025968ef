/*
 * What a change of metadata counts is what its DDL meets: a record that is being written while the
 * change waits is among those that are counted, and shown.
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expectNoDrift } from '../support/drift.ts';
import { createObject, createWorkspace, one, type Workspace } from '../support/workspaces.ts';

let database: TestDatabase;
let acme: Workspace;
let writer: pg.Client;
let changer: pg.Client;
let name: string;
let object: string;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  acme = await createWorkspace(database, 'acme');
  // Who waits here goes on as soon as the test says so; nothing of this is to end by itself.
  await database.query(`alter function compiler.lock_tables set lock_timeout = '60s'`);
});

afterAll(async () => {
  await expectNoDrift(database).finally(() => database.drop());
});

beforeEach(async () => {
  count += 1;
  name = `thing${count}`;
  object = await createObject(database, acme, name, [{ name: 'a', type: 'TEXT' }]);
  writer = await database.client();
  changer = await database.client();
  await insertRecord(writer, 'x');
});

afterEach(async () => {
  await Promise.all([writer.end(), changer.end()]);
});

async function insertRecord(client: pg.Client, value: string | null): Promise<string> {
  const { rows } = await client.query(
    `insert into ${acme.schema}.${name} (a) values ($1) returning id`,
    [value],
  );
  return rows[0].id;
}

/** Resolves when the session waits for a table. */
async function waitsForTable(client: pg.Client): Promise<void> {
  const { processID } = client as pg.Client & { processID: number };
  const query = `select from pg_locks where pid = $1 and not granted and locktype = 'relation'`;
  while ((await database.query(query, [processID])).length === 0);
}

const updateField =
  (assignment: string) =>
  (client: pg.Client): Promise<unknown> =>
    client.query(
      `update core."fieldMetadata" set ${assignment} where "objectMetadataId" = $1 and name = 'a'`,
      [object],
    );

const createField =
  (columns: string, values: string) =>
  (client: pg.Client): Promise<unknown> =>
    client.query(
      `insert into core."fieldMetadata" ("objectMetadataId", name, type, ${columns})
       values ($1, 'b', 'TEXT', ${values})`,
      [object],
    );

const createIndex =
  (isUnique: boolean) =>
  (client: pg.Client): Promise<unknown> =>
    client.query(
      `insert into core."indexMetadata" ("objectMetadataId", fields, "isUnique") values ($1, '{a}', $2)`,
      [object, isUnique],
    );

const LONG = Array.from({ length: 6000 }, (_, place) => ((place * place * 7919) % 9973) % 36)
  .map((digit) => digit.toString(36))
  .join('');

test.each<[string, string | null, (client: pg.Client) => Promise<unknown>, string, RegExp]>([
  ['not null', null, updateField('"isNullable" = false'), 'MC206', /^1 record would have no value/],
  ['another type', '12,50', updateField(`type = 'NUMBER'`), 'MC207', /^2 records have a value/],
  ['a shorter text', 'xyz', updateField(`settings = '{"maxLength": 2}'`), 'MC207', /^1 record has/],
  ['unique', 'x', updateField('"isUnique" = true'), 'MC209', /1 value occurs more than once/],
  [
    'unique, and too long',
    LONG,
    updateField('"isUnique" = true'),
    'MC211',
    /^1 record has a value/,
  ],
  ['a unique index', 'x', createIndex(true), 'MC209', /1 value occurs more than once/],
  ['an index of values too long', LONG, createIndex(false), 'MC211', /^1 record has a value/],
  ['a new field that is not null', 'y', createField('"isNullable"', 'false'), 'MC206', /not null/],
  [
    'a new unique field with a default',
    'y',
    createField('"isUnique", "defaultValue"', `true, '"z"'`),
    'MC205',
    /cannot be unique/,
  ],
])(
  '%s: the record that came while it waited is counted',
  async (_, value, change, code, message) => {
    await writer.query('begin');
    const id = await insertRecord(writer, value);
    const changed = change(changer);
    changed.catch(() => undefined);
    await waitsForTable(changer);
    await writer.query('commit');
    await expect(changed).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    await database.query(`delete from ${acme.schema}.${name} where id = $1`, [id]);
  },
);

test('a field that is restored: the same', async () => {
  await updateField('"isNullable" = false')(changer);
  const { id } = await one<{ id: string }>(
    database,
    'select id from core."fieldMetadata" where "objectMetadataId" = $1',
    [object],
  );
  await changer.query('delete from core."fieldMetadata" where id = $1', [id]);
  await writer.query('begin');
  await writer.query(`insert into ${acme.schema}.${name} default values`);
  const restored = changer.query('select core.restore_field($1)', [id]);
  restored.catch(() => undefined);
  await waitsForTable(changer);
  await writer.query('commit');
  await expect(restored).rejects.toMatchObject({
    code: 'MC206',
    message: expect.stringMatching(/^1 record has no value/),
  });
});

test('a record that comes once it is counted waits for the change', async () => {
  await changer.query('begin');
  await updateField('"isNullable" = false')(changer);
  const written = insertRecord(writer, null);
  written.catch(() => undefined);
  await waitsForTable(writer);
  await changer.query('commit');
  await expect(written).rejects.toMatchObject({ code: '23502' });
});

test.each<[string, (client: pg.Client) => Promise<unknown>]>([
  ['not null', updateField('"isNullable" = false')],
  ['a new field that is not null', createField('"isNullable"', 'false')],
])('%s, in a snapshot that is too old to count the record: a clear error', async (_, change) => {
  await database.query(`delete from ${acme.schema}.${name}`);
  await changer.query('begin isolation level repeatable read');
  await changer.query('select from core.workspace');
  await insertRecord(writer, null);
  await expect(change(changer)).rejects.toMatchObject({ code: 'MC211' });
  await changer.query('rollback');
});
