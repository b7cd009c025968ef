/*
 * What Postgres refuses, over HTTP: each SQLSTATE by its code, with a message that names the field.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Api, type Caller, createObject, startApi } from './support.ts';

let api: Api;
let caller: Caller;
let schemaName: string;

beforeAll(async () => {
  api = await startApi();
  caller = await api.caller(await api.createWorkspace('refusals'));
  await createObject(caller, 'part', 'parts', [
    { name: 'code', type: 'TEXT', isUnique: true },
    { name: 'name', type: 'TEXT', isNullable: false },
    { name: 'count', type: 'NUMBER', settings: { min: 0 } },
  ]);
  const [row] = await api.database.query<{ schemaName: string }>(
    'select "schemaName" from core.workspace',
  );
  schemaName = row?.schemaName ?? '';
});

afterAll(() => api?.stop());

const NOWHERE = '00000000-0000-4000-8000-000000000000';

test.each([
  [
    'unique',
    'createPart(data: { code: "1", name: "b" }) { id }',
    'CONFLICT',
    'part',
    ['code'],
    /code/,
  ],
  [
    'check',
    'createPart(data: { name: "b", count: -1 }) { id }',
    'BAD_USER_INPUT',
    'part',
    ['count'],
    /part\.count/,
  ],
  [
    'foreign key',
    `createPerson(data: { companyId: "${NOWHERE}" }) { id }`,
    'BAD_USER_INPUT',
    'person',
    ['companyId'],
    /person\.companyId/,
  ],
])('%s names the field', async (_what, mutation, expected, object, fields, message) => {
  await caller.ask('mutation { createPart(data: { code: "1", name: "a" }) { id } }');
  const { status, data, errors } = await caller.ask(`mutation { result: ${mutation} }`);
  expect(status).toBe(200);
  expect(data).toEqual({ result: null });
  expect(errors).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(message),
      path: ['result'],
      extensions: expect.objectContaining({ code: expected, object, fields }),
    }),
  ]);
});

test('not null names the field', async () => {
  const { createPart } = await caller.data('mutation { createPart(data: { name: "c" }) { id } }');
  const { errors } = await caller.ask(
    'mutation ($id: ID!) { updatePart(id: $id, data: { name: null }) { id } }',
    createPart,
  );
  expect(errors?.[0]?.message).toMatch(/name/);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
});

describe('raised while a record is written', () => {
  beforeAll(() =>
    api.database.query(`
      create function ${schemaName}.refuse() returns trigger language plpgsql as
        $$ begin raise exception 'a secret of the database' using errcode = new.title; end $$;
      create trigger refuse before insert on ${schemaName}.note
        for each row execute function ${schemaName}.refuse()`),
  );
  afterAll(() =>
    api.database.query(
      `drop trigger refuse on ${schemaName}.note; drop function ${schemaName}.refuse()`,
    ),
  );

  test.each([
    ['privilege', '42501', 'FORBIDDEN', /may not/],
    ['timeout', '57014', 'TIMEOUT', /too long/],
    ['serialization', '40001', 'TIMEOUT', /Try again/],
    ['deadlock', '40P01', 'TIMEOUT', /Try again/],
    ['lock', '55P03', 'TIMEOUT', /Try again/],
  ])('%s (%s) is %s', async (_what, sqlstate, expected, message) => {
    const { errors } = await caller.ask(
      'mutation ($title: String) { createNote(data: { title: $title }) { id } }',
      { title: sqlstate },
    );
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions).toEqual({ code: expected, sqlstate });
  });

  test('anything else says nothing of the database', async () => {
    const { errors } = await caller.ask('mutation { createNote(data: { title: "XX000" }) { id } }');
    expect(errors?.[0]?.extensions).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      id: expect.any(String),
    });
    expect(JSON.stringify(errors)).not.toContain('secret');
  });
});
