/*
 * Hostile texts that the metadata may hold, after they went through DDL: as the default of a column,
 * in a CHECK, in a comment, and as the value of a record.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { parseSmartComment } from 'pg-introspection';
import { textTag } from '../../scripts/graphql/smart-tags.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expectNoDrift } from '../support/drift.ts';
import { HOSTILE, isLabel } from '../support/hostile.ts';
import {
  createFields,
  createWorkspace,
  enter,
  one,
  type Workspace,
} from '../support/workspaces.ts';

const TEXTS = Object.entries(HOSTILE);
/** What an option's value may be. */
const VALUES = TEXTS.filter(([, text]) => isLabel(text));

let database: TestDatabase;
let api: pg.Client;
let acme: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await database.client(database.apiUrl);
  acme = await createWorkspace(database, 'acme');
});

afterAll(async () => {
  await expectNoDrift(database).finally(() => database.drop());
});

/** An object with a description. */
async function describedObject(name: string, description: string): Promise<string> {
  const { id } = await one<{ id: string }>(
    database,
    `insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural", description)
     values ($1, $2::text, $2 || 's', $3) returning id`,
    [acme.id, name, description],
  );
  return id;
}

/** The tags that PostGraphile finds in a comment. */
async function tagsOf(comment: string): Promise<Record<string, unknown>> {
  const { text } = await one<{ text: string }>(database, `select ${comment} as text`);
  const { tags, description } = parseSmartComment(text);
  // What is no tag would be a description that bypassed the encoder.
  expect(description).toBeUndefined();
  return { ...tags };
}

describe('a description', () => {
  test.each(TEXTS)('starts no tag: %s', async (name, text) => {
    const place = TEXTS.findIndex(([other]) => other === name);
    const object = `described${place}`;
    const id = await describedObject(object, text);
    await createFields(database, id, [
      { name: 'field', type: 'CURRENCY', description: text, settings: { currencyCode: 'EUR' } },
      {
        name: 'company',
        type: 'RELATION',
        description: text,
        settings: {
          relationType: 'MANY_TO_ONE',
          relationTargetObjectId: await acme.objectId('company'),
        },
      },
    ]);
    const table = `'${acme.schema}.${object}'::regclass`;
    const found = {
      object: await tagsOf(`obj_description(${table})`),
      field: await tagsOf(
        `(select col_description(attrelid, attnum) from pg_attribute where attrelid = ${table} and attname = 'field')`,
      ),
      relation: await tagsOf(
        `(select obj_description(oid, 'pg_constraint') from pg_constraint where conrelid = ${table} and contype = 'f')`,
      ),
    };
    const description = expect.stringMatching(/^"[^\n\r\u2028\u2029]*"$/);
    expect(found).toEqual({
      object: { plural: `${object}s`, description },
      field: { fieldType: 'CURRENCY', currencyCode: 'EUR', description },
      relation: { fieldName: 'company', foreignFieldName: `${object}s`, description },
    });
    for (const tags of Object.values(found)) expect(textTag(tags, 'description')).toBe(text);
  });

  test('of the other side of a relation neither', async () => {
    const [from, to] = [await describedObject('one', ''), await describedObject('many', '')];
    const text = '@omit\n@name x';
    const client = await database.client();
    await client.query('begin');
    await client.query(
      `insert into core."fieldMetadata" (id, "objectMetadataId", name, type, description) values
         ('00000000-0000-4000-8000-0000000000c1', $1, 'manies', 'RELATION', $3),
         ('00000000-0000-4000-8000-0000000000c2', $2, 'one', 'RELATION', null)`,
      [from, to, text],
    );
    await client.query(
      `insert into core."relationMetadata" ("relationType", "fromObjectMetadataId", "fromFieldMetadataId",
         "toObjectMetadataId", "toFieldMetadataId")
       values ('ONE_TO_MANY', $1, '00000000-0000-4000-8000-0000000000c1', $2, '00000000-0000-4000-8000-0000000000c2')`,
      [from, to],
    );
    await client.query('commit');
    const tags = await tagsOf(
      `(select obj_description(oid, 'pg_constraint') from pg_constraint
        where conrelid = '${acme.schema}.many'::regclass and contype = 'f')`,
    );
    expect(Object.keys(tags)).toEqual(['fieldName', 'foreignFieldName', 'foreignDescription']);
    expect(textTag(tags, 'foreignDescription')).toBe(text);
  });
});

test('a default comes out of an INSERT as it was given', async () => {
  const texts = TEXTS.filter(([, text]) => text.length < 4000);
  const id = await describedObject('defaulted', 'x');
  await createFields(
    database,
    id,
    texts.map(([, defaultValue], i) => ({ name: `text${i}`, type: 'TEXT', defaultValue })),
  );
  await enter(api, acme);
  const { rows } = await api.query('insert into defaulted default values returning *');
  await api.query('rollback');
  expect(rows[0]).toMatchObject(Object.fromEntries(texts.map(([, text], i) => [`text${i}`, text])));
});

test('a text is a value of a record', async () => {
  const id = await describedObject('valued', 'x');
  await createFields(database, id, [{ name: 'text', type: 'TEXT' }]);
  await enter(api, acme);
  for (const [, text] of TEXTS) {
    await api.query('insert into valued (text) values ($1)', [text]);
    const { rows } = await api.query('select text from valued where text = $1', [text]);
    expect(rows).toEqual([{ text }]);
  }
  await api.query('rollback');
});

describe.each(['SELECT', 'MULTI_SELECT'])('an option of a %s', (type) => {
  const object = type === 'SELECT' ? 'chosen' : 'tagged';
  const wrap = (value: string): string | string[] => (type === 'SELECT' ? value : [value]);

  beforeAll(async () => {
    const id = await describedObject(object, 'x');
    await createFields(
      database,
      id,
      VALUES.map(([, value], i) => ({
        name: `choice${i}`,
        type,
        defaultValue: wrap(value),
        settings: {
          options: [
            { value: 'other', label: 'Other' },
            { value, label: value },
          ],
        },
      })),
    );
  });

  test('is the default', async () => {
    await enter(api, acme);
    const { rows } = await api.query(`insert into ${object} default values returning *`);
    await api.query('rollback');
    expect(rows[0]).toMatchObject(
      Object.fromEntries(VALUES.map(([, value], i) => [`choice${i}`, wrap(value)])),
    );
  });

  test.each(VALUES)('passes the CHECK, and nothing near it does: %s', async (_name, value) => {
    const column = `choice${VALUES.findIndex(([, other]) => other === value)}`;
    await enter(api, acme);
    const insert = (given: string): Promise<pg.QueryResult> =>
      api.query(`insert into ${object} (${column}) values ($1) returning ${column} as stored`, [
        wrap(given),
      ]);
    expect((await insert(value)).rows).toEqual([{ stored: wrap(value) }]);
    expect((await insert('other')).rows).toEqual([{ stored: wrap('other') }]);
    await expect(insert(`${value}'`)).rejects.toMatchObject({ code: '23514' });
    await api.query('rollback');
  });
});
