/*
 * Several sessions that change metadata at once. Nothing sleeps: a session counts as waiting once
 * pg_locks says so, and each wait ends with what the test does next.
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
  INSERT_FIELDS,
  type Workspace,
} from '../support/workspaces.ts';

const INSERT_OBJECT = `
  insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural")
  values ($1, $2::text, $2 || 's') returning id`;

let database: TestDatabase;
let acme: Workspace;
let bolt: Workspace;
let object: string;
let first: pg.Client;
let second: pg.Client;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  acme = await createWorkspace(database, 'acme');
  bolt = await createWorkspace(database, 'bolt');
});

afterAll(async () => {
  await expectNoDrift(database).finally(() => database.drop());
});

beforeEach(async () => {
  count += 1;
  object = await createObject(database, acme, `thing${count}`);
  first = await database.client();
  second = await database.client();
});

afterEach(async () => {
  await Promise.all([first.end(), second.end()]);
});

const addField = (client: pg.Client, name: string, field: object = {}): Promise<pg.QueryResult> =>
  client.query(INSERT_FIELDS, [object, JSON.stringify([{ name, type: 'NUMBER', ...field }])]);

/** Custom columns of this test's table, in order. */
async function columns(): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `select attname::text as name from pg_attribute
     where attrelid = $1::regclass and attnum > 5 and not attisdropped order by attnum`,
    [`${acme.schema}.thing${count}`],
  );
  return rows.map(({ name }) => name);
}

/** Resolves when the session waits for a lock. */
async function waitsForLock(client: pg.Client): Promise<void> {
  const { processID } = client as pg.Client & { processID: number };
  const query = 'select from pg_locks where pid = $1 and not granted';
  while ((await database.query(query, [processID])).length === 0);
}

/** Cuts a function's lock timeout, not to wait for seconds. */
async function shorten(name: string, timeout = '50ms'): Promise<void> {
  await database.query(`alter function compiler.${name} set lock_timeout = '${timeout}'`);
}

test('two new workspaces do not wait for each other, though nothing is kept of how they are made', async () => {
  const make = 'insert into core.workspace ("displayName") values ($1) returning id';
  await database.query('delete from compiler.standard_plan');
  await first.query('begin');
  await first.query(make, ['one']);
  await second.query(make, ['two']);
  await first.query('commit');
  await second.query(make, ['three']);
  const kept = 'select from compiler.standard_plan';
  expect(await database.query(kept)).toHaveLength(1);
});

describe('two sessions and one object', () => {
  test('queue, and both fields land', async () => {
    await first.query('begin');
    await addField(first, 'one');
    const waiting = addField(second, 'two');
    await waitsForLock(second);
    await first.query('commit');
    await waiting;
    expect(await columns()).toEqual(['one', 'two']);
  });

  test('go on when the first rolls back', async () => {
    await first.query('begin');
    await addField(first, 'one');
    const waiting = addField(second, 'one');
    await waitsForLock(second);
    await first.query('rollback');
    await waiting;
    expect(await columns()).toEqual(['one']);
  });

  test('with the same name: the second is refused, and nothing is broken', async () => {
    await first.query('begin');
    await addField(first, 'same');
    const waiting = addField(second, 'same');
    waiting.catch(() => undefined);
    await waitsForLock(second);
    await first.query('commit');
    const before = await snapshot(database);
    await expect(waiting).rejects.toMatchObject({
      code: 'MC104',
      message: 'field name "same" is taken',
    });
    expect(difference(before, await snapshot(database))).toEqual({});
    await addField(second, 'other');
    expect(await columns()).toEqual(['same', 'other']);
  });

  test('with the same name for an object: the second is refused', async () => {
    await first.query('begin');
    await first.query(INSERT_OBJECT, [acme.id, `same${count}`]);
    const waiting = second.query(INSERT_OBJECT, [acme.id, `same${count}`]);
    waiting.catch(() => undefined);
    await waitsForLock(second);
    await first.query('commit');
    await expect(waiting).rejects.toMatchObject({ code: 'MC104' });
  });

  test('one of them in a snapshot that is too old: it is told to try again', async () => {
    await second.query('begin isolation level repeatable read');
    await second.query('select from core.workspace');
    await addField(first, 'same');
    await expect(addField(second, 'same')).rejects.toMatchObject({ code: '40001' });
    await second.query('rollback');
    expect(await columns()).toEqual(['same']);
  });

  test('many at once: all land, once each', async () => {
    const clients = await Promise.all(Array.from({ length: 5 }, () => database.client()));
    await Promise.all(clients.map((client, i) => addField(client, `field${i}`)));
    expect((await columns()).toSorted()).toEqual(clients.map((_, i) => `field${i}`));
    const versions = await database.query(
      `select count(*) = max(version) as "noGap" from core."workspaceMigration" where "workspaceId" = $1`,
      [acme.id],
    );
    expect(versions).toEqual([{ noGap: true }]);
  });
});

describe('two workspaces at once', () => {
  test('do not wait for each other', async () => {
    await first.query('begin');
    await addField(first, 'mine');
    await second.query(INSERT_OBJECT, [bolt.id, `object${count}`]);
    await first.query('commit');
    expect(await columns()).toEqual(['mine']);
  });

  test('nor do two that are being made', async () => {
    const insert = `insert into core.workspace ("displayName") values ('new') returning "schemaName"`;
    await first.query('begin');
    const one = await first.query(insert);
    const two = await second.query(insert);
    await first.query('commit');
    const schemas = await database.query(
      'select nspname from pg_namespace where nspname = any ($1)',
      [[one.rows[0].schemaName, two.rows[0].schemaName]],
    );
    expect(schemas).toHaveLength(2);
  });
});

describe('a change of the workspace itself', () => {
  const rename = (api: pg.Client, name: string): Promise<pg.QueryResult> =>
    api.query('update core.workspace set "displayName" = $1::text where $1 <> \'\'', [name]);

  test('comes before a change of its metadata, which waits', async () => {
    const api = await database.client(database.apiUrl);
    await enterMetadata(api, acme, 'ADMIN');
    await rename(api, 'renamed');
    const waiting = addField(second, 'theirs');
    await waitsForLock(second);
    await addField(api, 'ours');
    await api.query('commit');
    await waiting;
    expect(await columns()).toEqual(['ours', 'theirs']);
  });

  test('waits before it locks the row, which the other session needs', async () => {
    const [api, other] = await Promise.all([
      database.client(database.apiUrl),
      database.client(database.apiUrl),
    ]);
    await enterMetadata(other, acme, 'ADMIN');
    await rename(other, ''); // no row, but the workspace is locked
    await enterMetadata(api, acme, 'ADMIN');
    const waiting = rename(api, 'renamed again');
    await waitsForLock(api);
    await addField(other, 'theirs');
    await other.query('commit');
    await waiting;
    await api.query('commit');
    expect(await columns()).toEqual(['theirs']);
  });
});

describe('a table that is in use', () => {
  test.each([
    ['a reader', 'select from', {}],
    ['whoever locks it', 'lock table', { isNullable: false }],
  ])('by %s: the change fails in bounded time, and nothing is changed', async (_, use, field) => {
    await shorten('apply_statements');
    await shorten('count_rows');
    const before = await snapshot(database);
    await first.query('begin');
    await first.query(`${use} ${acme.schema}.thing${count}`);
    await expect(addField(second, 'late', field)).rejects.toMatchObject({ code: '55P03' });
    await first.query('commit');
    expect(difference(before, await snapshot(database))).toEqual({});
    await addField(second, 'late', field);
    expect(await columns()).toEqual(['late']);
  });

  test('the workspace row, by an operator: the same', async () => {
    await shorten('compile');
    await first.query('begin');
    await first.query('select from core.workspace for update');
    await expect(addField(second, 'late')).rejects.toMatchObject({ code: '55P03' });
    await first.query('commit');
    await addField(second, 'late');
  });

  test('the bounds are two seconds for tables, five for the queue', async () => {
    const fresh = await createTestDatabase();
    const rows = await fresh.query<{ name: string; setting: string }>(
      `select proname::text as name, setting from pg_proc, unnest(proconfig) setting
       where pronamespace = 'compiler'::regnamespace and setting like 'lock_timeout=%' order by 1`,
    );
    await fresh.drop();
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      apply_statements: 'lock_timeout=2s',
      count_rows: 'lock_timeout=2s',
      find_duplicates: 'lock_timeout=2s',
      find_records: 'lock_timeout=2s',
      lock_tables: 'lock_timeout=2s',
      lock_value: 'lock_timeout=5s',
      lock_workspace: 'lock_timeout=5s',
      open_workspace: 'lock_timeout=2s',
    });
  });
});

test('a session that is killed half-way leaves no trace, and no lock', async () => {
  const before = await snapshot(database);
  const { processID } = first as pg.Client & { processID: number };
  const ended = new Promise((resolve) => first.once('end', resolve));
  await first.query('begin');
  const { rows } = await first.query(
    `insert into core.workspace ("displayName") values ('killed') returning id`,
  );
  const made = await first.query(INSERT_OBJECT, [rows[0].id, 'half']);
  await addField(first, 'half');
  const roles = await first.query<{ role: string }>(
    'select "databaseRole" as role from core.role where "workspaceId" = $1',
    [rows[0].id],
  );
  expect(made.rowCount).toBe(1);
  await database.query('select pg_terminate_backend($1)', [processID]);
  await ended;
  await addField(second, 'whole');

  expect(await columns()).toEqual(['whole']);
  const changes = difference(before, await snapshot(database));
  expect(JSON.stringify(changes)).not.toMatch(/half|killed/);
  const left = await database.query('select from pg_roles where rolname = any ($1)', [
    roles.rows.map(({ role }) => role),
  ]);
  expect(left).toEqual([]);
});
