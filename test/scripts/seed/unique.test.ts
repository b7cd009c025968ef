/*
 * Unique fields and indexes stay unique, whatever it takes.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createObject, createWorkspace } from '../../support/workspaces.ts';
import { openSeeds, type Seeds } from './support.ts';

let seeds: Seeds;

beforeAll(async () => {
  seeds = await openSeeds();
});
afterAll(() => seeds.close());

test('fields and indexes, with many records and with records that are there', async () => {
  const workspace = await createWorkspace(seeds.database, 'unique');
  const object = await createObject(seeds.database, workspace, 'thing', [
    { name: 'city', type: 'TEXT', isUnique: true, isNullable: false },
    { name: 'short', type: 'TEXT', isUnique: true, settings: { maxLength: 2 } },
    { name: 'email', type: 'EMAIL', isUnique: true, isNullable: false },
    { name: 'phone', type: 'PHONE', isUnique: true, isNullable: false },
    { name: 'website', type: 'URL', isUnique: true, isNullable: false },
    {
      name: 'quantity',
      type: 'NUMBER',
      isUnique: true,
      settings: { min: 1, max: 5000, dataType: 'int' },
      isNullable: false,
    },
    { name: 'day', type: 'DATE', isUnique: true, isNullable: false },
    { name: 'moment', type: 'DATE_TIME', isUnique: true, isNullable: false },
    { name: 'stars', type: 'RATING', isUnique: true },
    { name: 'price', type: 'CURRENCY', isNullable: false },
    {
      name: 'code',
      type: 'NUMBER',
      settings: { min: 1, max: 100, dataType: 'int' },
      isNullable: false,
    },
    {
      name: 'level',
      type: 'NUMBER',
      settings: { min: 1, max: 60, dataType: 'int' },
      isNullable: false,
    },
  ]);
  await seeds.database.query(
    `insert into core."indexMetadata" ("objectMetadataId", fields, "isUnique") values ($1, '{code,level}', true), ($1, '{price}', true)`,
    [object],
  );
  for (const number of [1, 2]) {
    const [result] = await seeds.seed(workspace, {
      records: 2_400,
      objects: ['thing'],
      seed: number,
    });
    expect(result?.records).toBe(2_400);
  }
  const counts = await seeds.only<Record<string, number>>(
    workspace,
    'select count(*)::int as records, count(stars)::int as stars, count(distinct (code, level))::int as pairs from the.thing',
  );
  expect(counts).toMatchObject({ records: 4_800, pairs: 4_800 });
  expect(counts.stars).toBe(5);
});

test('a field without further values ends the object, and says so', async () => {
  const workspace = await createWorkspace(seeds.database, 'scarce');
  const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }));
  await createObject(seeds.database, workspace, 'thing', [
    { name: 'kind', type: 'SELECT', settings: { options }, isUnique: true, isNullable: false },
  ]);
  expect(await seeds.seed(workspace, { records: 10, objects: ['thing'] })).toEqual([
    { object: 'thing', wanted: 10, records: 3 },
  ]);
});
