/*
 * The data model as the metadata tells it: for an operator, and the same for whoever may read it.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withClient } from '../../../scripts/db/client.ts';
import { readModel } from '../../../scripts/workspaces/model.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { EVERY_TYPE } from '../../support/every-type.ts';
import {
  createFields,
  createObject,
  createWorkspace,
  enterMetadata,
  type Workspace,
} from '../../support/workspaces.ts';

let database: TestDatabase;
let acme: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  acme = await createWorkspace(database, 'acme');
  const company = await acme.objectId('company');
  const thing = await createObject(database, acme, 'thing', EVERY_TYPE);
  await createFields(
    database,
    thing,
    ['MANY_TO_ONE', 'ONE_TO_MANY', 'ONE_TO_ONE', 'MANY_TO_MANY'].map((relationType, place) => ({
      name: `relation${place}`,
      type: 'RELATION',
      settings: {
        relationType,
        relationTargetObjectId: company,
        relationTargetFieldName: `inverse${place}`,
      },
    })),
  );
  await database.query(
    `insert into core."indexMetadata" ("objectMetadataId", fields, "isUnique")
     values ($1, '{whole,relation0Id,createdAt}', true), ($1, '{big}', false)`,
    [thing],
  );
});
afterAll(() => database.drop());

test("names each field's column, and none where the other side has it", async () => {
  const { objects } = await withClient(database.url, (client) => readModel(client, acme.id));
  const thing = objects.find(({ name }) => name === 'thing');
  const tables = await database.query<{ column: string }>(
    `select attname::text as column from pg_attribute
      where attrelid = '${acme.schema}.thing'::regclass and attnum > 5 order by attnum`,
  );
  expect(thing?.fields.flatMap(({ column }) => column ?? [])).toEqual(
    tables.map(({ column }) => column),
  );
  expect(thing?.fields.find(({ name }) => name === 'relation2')?.column).toBe('relation2Id');
  expect(thing?.fields.find(({ name }) => name === 'relation3')?.column).toBeUndefined();
  expect(thing?.uniqueIndexes).toEqual([['whole', 'relation0Id', 'createdAt']]);
  expect(thing?.fields.find(({ name }) => name === 'number')?.settings).toEqual({
    precision: '9',
    scale: '2',
    min: '-1',
    max: '1.5',
  });
  expect(thing?.fields.find(({ name }) => name === 'choice')?.settings.options).toEqual([
    'A',
    `it's "B"`,
  ]);
});

test('is the same for a member, and nothing for a member of another workspace', async () => {
  const other = await createWorkspace(database, 'other');
  const client = await database.client(database.apiUrl);
  const mine = await withClient(database.url, (operator) => readModel(operator, acme.id));
  await enterMetadata(client, acme, 'USER');
  expect(await readModel(client, acme.id)).toEqual(mine);
  expect(await readModel(client, other.id)).toEqual({ objects: [], relations: [] });
  await client.query('rollback');
});
