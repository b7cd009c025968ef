/*
 * Several sessions that change or delete metadata that exists, at once, and beside sessions that use
 * the records. Nothing sleeps: a session counts as waiting once pg_locks says so, and each wait ends
 * with what the test does next.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expectNoDrift } from '../support/drift.ts';
import { difference, snapshot } from '../support/snapshot.ts';
import {
  createObject,
  createWorkspace,
  enterMetadata,
  one,
  type Workspace,
} from '../support/workspaces.ts';

let database: TestDatabase;
let acme: Workspace;
let bolt: Workspace;
let first: pg.Client;
let second: pg.Client;
let name: string;
let object: string;
let field: string;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  acme = await createWorkspace(database, 'acme');
  bolt = await createWorkspace(database, 'bolt');
  // Not to wait for seconds.
  for (const bounded of ['lock_tables', 'count_rows', 'find_records', 'find_duplicates']) {
    await database.query(`alter function compiler.${bounded} set lock_timeout = '50ms'`);
  }
});

afterAll(async () => {
  await expectNoDrift(database).finally(() => database.drop());
});

beforeEach(async () => {
  count += 1;
  name = `thing${count}`;
  object = await createObject(database, acme, name, [{ name: 'a', type: 'NUMBER' }]);
  field = await fieldId('a');
  first = await database.client();
  second = await database.client();
});

afterEach(async () => {
  await Promise.all([first.end(), second.end()]);
});

async function fieldId(fieldName: string): Promise<string> {
  const { id } = await one<{ id: string }>(
    database,
    'select id from core."fieldMetadata" where "objectMetadataId" = $1 and name = $2',
    [object, fieldName],
  );
  return id;
}

const addField = (client: pg.Client, fieldName: string): Promise<pg.QueryResult> =>
  client.query(
    `insert into core."fieldMetadata" ("objectMetadataId", name, type) values ($1, $2, 'NUMBER')`,
    [object, fieldName],
  );

const renameField = (client: pg.Client, next: string, id = field): Promise<pg.QueryResult> =>
  client.query('update core."fieldMetadata" set name = $2 where id = $1', [id, next]);

const deleteField = (client: pg.Client, id = field): Promise<pg.QueryResult> =>
  client.query('delete from core."fieldMetadata" where id = $1', [id]);

const renameObject = (client: pg.Client, next: string, id = object): Promise<pg.QueryResult> =>
  client.query(
    `update core."objectMetadata" set "nameSingular" = $2::text, "namePlural" = $2 || 's' where id = $1`,
    [id, next],
  );

const insertRecord = (client: pg.Client, table: string, column = 'a'): Promise<pg.QueryResult> =>
  client.query(`insert into ${acme.schema}.${table} (${column}) values (7)`);

/** Custom columns of a table, in order. */
async function columns(table = name): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `select attname::text as name from pg_attribute
     where attrelid = to_regclass($1) and attnum > 5 and not attisdropped order by attnum`,
    [`${acme.schema}.${table}`],
  );
  return rows.map((row) => row.name);
}

/** Names of the object's fields, as the metadata has them. */
async function fields(): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    'select name from core."fieldMetadata" where "objectMetadataId" = $1 order by ordinal',
    [object],
  );
  return rows.map((row) => row.name);
}

/** A query that ends later, well or not, without anybody being told in between. */
function pending<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => undefined);
  return promise;
}

/** Resolves when the session waits for a lock. */
async function waitsForLock(client: pg.Client): Promise<void> {
  const { processID } = client as pg.Client & { processID: number };
  const query = 'select from pg_locks where pid = $1 and not granted';
  while ((await database.query(query, [processID])).length === 0);
}

const hidden = (id: string): string => `deleted_${id.replaceAll('-', '')}`;

describe('two sessions and one field', () => {
  test('renamed by both: one after the other, the later name stays', async () => {
    await first.query('begin');
    await renameField(first, 'b');
    const waiting = pending(renameField(second, 'c'));
    await waitsForLock(second);
    await first.query('commit');
    expect((await waiting).rowCount).toBe(1);
    expect(await columns()).toEqual(['c']);
    expect(await fields()).toEqual(['c']);
  });

  test('renamed by one, relabelled by the other: both land', async () => {
    await first.query('begin');
    await renameField(first, 'b');
    const waiting = pending(
      second.query('update core."fieldMetadata" set label = \'Label\' where id = $1', [field]),
    );
    await waitsForLock(second);
    await first.query('commit');
    await waiting;
    const row = await one(database, 'select name, label from core."fieldMetadata" where id = $1', [
      field,
    ]);
    expect(row).toEqual({ name: 'b', label: 'Label' });
    expect(await columns()).toEqual(['b']);
  });

  test('deleted by one, renamed by the other: it stays deleted, under its old name', async () => {
    await first.query('begin');
    await deleteField(first);
    const waiting = pending(renameField(second, 'b'));
    await waitsForLock(second);
    await first.query('commit');
    expect((await waiting).rowCount).toBe(0);
    expect(await columns()).toEqual([hidden(field)]);
    await database.query('select core.restore_field($1)', [field]);
    expect(await columns()).toEqual(['a']);
  });

  test('renamed by one, deleted by the other: it is deleted, under its new name', async () => {
    await first.query('begin');
    await renameField(first, 'b');
    const waiting = pending(deleteField(second));
    await waitsForLock(second);
    await first.query('commit');
    expect((await waiting).rowCount).toBe(1);
    expect(await columns()).toEqual([hidden(field)]);
    await database.query('select core.restore_field($1)', [field]);
    expect(await columns()).toEqual(['b']);
  });

  test('deleted by both: once', async () => {
    await first.query('begin');
    await deleteField(first);
    const waiting = pending(deleteField(second));
    await waitsForLock(second);
    await first.query('commit');
    expect((await waiting).rowCount).toBe(0);
    expect(await columns()).toEqual([hidden(field)]);
  });

  test('restored by both: the second is told that it is there', async () => {
    await deleteField(first);
    await first.query('begin');
    await first.query('select core.restore_field($1)', [field]);
    const waiting = pending(second.query('select core.restore_field($1)', [field]));
    await waitsForLock(second);
    await first.query('commit');
    await expect(waiting).rejects.toMatchObject({ code: 'MC401' });
    expect(await columns()).toEqual(['a']);
  });

  test('deleted by one that rolls back: the other renames it', async () => {
    await first.query('begin');
    await deleteField(first);
    const waiting = pending(renameField(second, 'b'));
    await waitsForLock(second);
    await first.query('rollback');
    expect((await waiting).rowCount).toBe(1);
    expect(await columns()).toEqual(['b']);
  });
});

describe('two sessions and one object', () => {
  test('renamed by one, given a field by the other: both land', async () => {
    await first.query('begin');
    await renameObject(first, `${name}x`);
    const waiting = pending(addField(second, 'b'));
    await waitsForLock(second);
    await first.query('commit');
    await waiting;
    expect(await columns(`${name}x`)).toEqual(['a', 'b']);
  });

  test('deleted by one, given a field by the other: that is refused, and nothing is left of it', async () => {
    await first.query('begin');
    await first.query('delete from core."objectMetadata" where id = $1', [object]);
    const waiting = pending(addField(second, 'b'));
    await waitsForLock(second);
    await first.query('commit');
    await expect(waiting).rejects.toMatchObject({ code: 'MC401' });
    expect(await fields()).toEqual([]);
    expect(await columns(hidden(object))).toEqual(['a']);
  });

  test('a name that one frees and the other takes', async () => {
    await first.query('begin');
    await renameField(first, 'b');
    const waiting = pending(addField(second, 'a'));
    await waitsForLock(second);
    await first.query('commit');
    await waiting;
    expect(await columns()).toEqual(['b', 'a']);
  });

  test('a name that both take: the second is refused', async () => {
    await addField(first, 'b');
    const other = await fieldId('b');
    await first.query('begin');
    await renameField(first, 'c');
    const waiting = pending(renameField(second, 'c', other));
    await waitsForLock(second);
    await first.query('commit');
    await expect(waiting).rejects.toMatchObject({ code: 'MC104' });
    expect(await columns()).toEqual(['c', 'b']);
  });

  test('many at once: every change lands, once each', async () => {
    const clients = await Promise.all(Array.from({ length: 5 }, () => database.client()));
    await Promise.all(clients.map((client, place) => addField(client, `f${place}`)));
    const ids = await Promise.all(clients.map((_, place) => fieldId(`f${place}`)));
    await Promise.all(
      clients.map((client, place) =>
        place % 2 === 0
          ? renameField(client, `g${place}`, ids[place])
          : deleteField(client, ids[place]),
      ),
    );
    expect((await fields()).toSorted()).toEqual(['a', 'g0', 'g2', 'g4']);
    expect((await columns()).toSorted()).toEqual(
      ['a', hidden(ids[1] ?? ''), hidden(ids[3] ?? ''), 'g0', 'g2', 'g4'].toSorted(),
    );
    const gaps = await database.query(
      `select count(*) <> max(version) as gap from core."workspaceMigration" where "workspaceId" = $1`,
      [acme.id],
    );
    expect(gaps).toEqual([{ gap: false }]);
  });
});

describe('two sessions under the claim of one workspace', () => {
  test('change the same fields in opposite order without a deadlock', async () => {
    await addField(first, 'b');
    const other = await fieldId('b');
    const [one, two] = await Promise.all([
      database.client(database.apiUrl),
      database.client(database.apiUrl),
    ]);
    await enterMetadata(one, acme, 'ADMIN');
    await enterMetadata(two, acme, 'ADMIN');
    await renameField(one, 'x');
    const waiting = pending(renameField(two, 'y', other));
    await waitsForLock(two);
    await renameField(one, 'z', other);
    await one.query('commit');
    await waiting;
    await renameField(two, 'w');
    await two.query('commit');
    expect(await columns()).toEqual(['w', 'y']);
  });

  test('another workspace does not wait', async () => {
    const theirs = await createObject(database, bolt, name);
    await first.query('begin');
    await renameObject(first, `${name}x`);
    await renameObject(second, `${name}y`, theirs);
    await second.query('delete from core."objectMetadata" where id = $1', [theirs]);
    await first.query('commit');
    expect(await columns(`${name}x`)).toEqual(['a']);
  });

  test('crosswise over two workspaces: one of both is told to try again, and then lands', async () => {
    const theirs = await createObject(database, bolt, name);
    await first.query('begin');
    await second.query('begin');
    await renameObject(first, `${name}x`);
    await renameObject(second, `${name}y`, theirs);
    const waiting = pending(renameObject(first, `${name}z`, theirs));
    await waitsForLock(first);
    const crossing = pending(renameObject(second, `${name}w`));
    const outcomes = await Promise.allSettled(
      [waiting.then(() => first.query('commit')), crossing.then(() => second.query('commit'))].map(
        (outcome, place) =>
          outcome.catch(async (error: unknown) => {
            await (place === 0 ? first : second).query('rollback');
            throw error;
          }),
      ),
    );
    const failed = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason.code] : [],
    );
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatch(/^(40P01|55P03)$/);
    // Both names of whoever won.
    const names = await database.query<{ name: string }>(
      'select "nameSingular" as name from core."objectMetadata" where id in ($1, $2) order by 1',
      [object, theirs],
    );
    expect([
      [`${name}w`, `${name}y`],
      [`${name}x`, `${name}z`],
    ]).toContainEqual(names.map((row) => row.name));
  });
});

describe('records in use', () => {
  test('a record is being written: a rename ends in bounded time, changes nothing, and lands afterwards', async () => {
    await first.query('begin');
    await insertRecord(first, name);
    const before = await snapshot(database);
    await expect(renameObject(second, `${name}x`)).rejects.toMatchObject({
      code: '55P03',
      hint: 'Try again.',
    });
    expect(difference(before, await snapshot(database))).toEqual({});
    await first.query('commit');
    await renameObject(second, `${name}x`);
    expect(await database.query(`select a::int from ${acme.schema}.${name}x`)).toEqual([{ a: 7 }]);
  });

  test.each<[string, (client: pg.Client) => Promise<unknown>]>([
    ['a field renamed', (client) => renameField(client, 'b')],
    ['a field deleted', (client) => deleteField(client)],
    [
      'a type changed',
      (client) =>
        client.query(`update core."fieldMetadata" set type = 'TEXT' where id = $1`, [field]),
    ],
    [
      'not null',
      (client) =>
        client.query('update core."fieldMetadata" set "isNullable" = false where id = $1', [field]),
    ],
    [
      'unique',
      (client) =>
        client.query('update core."fieldMetadata" set "isUnique" = true where id = $1', [field]),
    ],
    [
      'an index',
      (client) =>
        client.query(
          'insert into core."indexMetadata" ("objectMetadataId", fields) values ($1, $2)',
          [object, ['a']],
        ),
    ],
    ['the object renamed', (client) => renameObject(client, `${name}x`)],
    [
      'the object deleted',
      (client) => client.query('delete from core."objectMetadata" where id = $1', [object]),
    ],
    [
      'switched off',
      (client) =>
        client.query('update core."objectMetadata" set "isActive" = false where id = $1', [object]),
    ],
  ])(
    'somebody holds the table: %s is refused in bounded time, changes nothing, and lands afterwards',
    async (_, change) => {
      const before = await snapshot(database);
      await first.query('begin');
      await first.query(`lock table ${acme.schema}.${name}`);
      await expect(change(second)).rejects.toMatchObject({ code: '55P03' });
      await first.query('commit');
      expect(difference(before, await snapshot(database))).toEqual({});
      await change(second);
    },
  );

  test('somebody reads a workspace that is destroyed: refused in bounded time, changes nothing, and lands afterwards', async () => {
    const gone = await createWorkspace(database, `gone${count}`);
    await database.query(`update core.workspace set "deletedAt" = now() where id = '${gone.id}'`);
    const destroy = (): Promise<unknown> =>
      second.query(`select core.destroy_workspace('${gone.id}')`);
    const before = await snapshot(database);
    await first.query('begin');
    await first.query(`select from ${gone.schema}.task`);
    await second.query(`set statement_timeout = '10s'`);
    await expect(destroy()).rejects.toMatchObject({ code: '55P03', hint: 'Try again.' });
    await first.query('commit');
    expect(difference(before, await snapshot(database))).toEqual({});
    await destroy();
  });

  test('a rename is not committed yet: who writes by the old name waits, and loses nothing unsaid', async () => {
    await first.query('begin');
    await renameObject(first, `${name}x`);
    const waiting = pending(insertRecord(second, name));
    await waitsForLock(second);
    await first.query('commit');
    await expect(waiting).rejects.toMatchObject({ code: '42P01' });
    await insertRecord(second, `${name}x`);
    expect(await database.query(`select a::int from ${acme.schema}.${name}x`)).toEqual([{ a: 7 }]);
  });

  test('a rename that is rolled back: who waited writes', async () => {
    await first.query('begin');
    await renameField(first, 'b');
    const waiting = pending(insertRecord(second, name));
    await waitsForLock(second);
    await first.query('rollback');
    await waiting;
    expect(await database.query(`select a::int from ${acme.schema}.${name}`)).toEqual([{ a: 7 }]);
  });

  test('a duplicate that comes between is refused by whoever is second', async () => {
    await insertRecord(first, name);
    await first.query('begin');
    await first.query('update core."fieldMetadata" set "isUnique" = true where id = $1', [field]);
    const waiting = pending(insertRecord(second, name));
    await waitsForLock(second);
    await first.query('commit');
    await expect(waiting).rejects.toMatchObject({ code: '23505' });
  });
});

test.each<[string, () => Promise<unknown>]>([
  ['renaming', () => renameObject(first, `${name}x`)],
  ['deleting', () => first.query('delete from core."objectMetadata" where id = $1', [object])],
  [
    'converting',
    () =>
      first.query(
        `update core."fieldMetadata" set type = 'TEXT', "isUnique" = true where id = $1`,
        [field],
      ),
  ],
])('a session that is killed after %s leaves no trace, and no lock', async (_, change) => {
  await insertRecord(second, name);
  const before = await snapshot(database);
  const { processID } = first as pg.Client & { processID: number };
  const ended = new Promise((resolve) => first.once('end', resolve));
  await first.query('begin');
  await change();
  await database.query('select pg_terminate_backend($1)', [processID]);
  await ended;
  expect(difference(before, await snapshot(database))).toEqual({});
  await renameField(second, 'b');
  expect(await database.query(`select b::int from ${acme.schema}.${name}`)).toEqual([{ b: 7 }]);
});
