/*
 * Any data model is seeded, twice, whatever its fields, relations, circles and unique indexes: COPY
 * fails if a record breaks one of its rules.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  createFields,
  createObject,
  createWorkspace,
  type NewField,
} from '../../support/workspaces.ts';
import { openSeeds, relation, type Seeds } from './support.ts';

const OBJECTS = 4;
const RUNS = 12;
/** The same models each time; a failure names the one it is. */
const SEED = 7;

let seeds: Seeds;

beforeAll(async () => {
  seeds = await openSeeds();
});
afterAll(() => seeds.close());

const bound = fc.option(fc.integer({ min: -50, max: 50 }), { nil: undefined });
const options = fc
  .uniqueArray(fc.constantFrom('a', 'b"', '\\', '{,}', "it's", 'NULL'), { minLength: 1 })
  .map((values) => values.map((value) => ({ value, label: value })));

/** Types with their settings; of the last two, no value can be unique. */
const types = fc.oneof(
  fc.record({
    type: fc.constant('TEXT'),
    settings: fc.record({ maxLength: fc.integer({ min: 1, max: 30 }) }),
  }),
  fc.record({
    type: fc.constant('NUMBER'),
    settings: fc.record({
      dataType: fc.constantFrom('int', 'bigint', 'float', 'numeric'),
      min: bound,
    }),
  }),
  fc.record({
    type: fc.constant('RATING'),
    settings: fc.record({ max: fc.integer({ min: 1, max: 100 }) }),
  }),
  fc.record({
    type: fc.constant('SELECT'),
    settings: options.map((given) => ({ options: given })),
  }),
  fc.record({
    type: fc.constantFrom('DATE', 'DATE_TIME', 'EMAIL', 'PHONE', 'URL'),
    settings: fc.constant({}),
  }),
  fc.record({
    type: fc.constant('MULTI_SELECT'),
    settings: options.map((given) => ({ options: given })),
  }),
  fc.record({
    type: fc.constant('CURRENCY'),
    settings: fc
      .integer({ min: 1, max: 9 })
      .map((precision) => ({ precision, scale: precision >> 1 })),
  }),
);

const field = fc.record({
  name: fc.constantFrom('name', 'city', 'price', 'quantity', 'email', 'dueDate', 'sku', 'body'),
  type: types,
  isNullable: fc.boolean(),
  isUnique: fc.boolean(),
});

const object = fc.record({
  fields: fc.uniqueArray(field, { maxLength: 6, selector: ({ name }) => name }),
  relations: fc.array(
    fc.record({
      type: fc.constantFrom('MANY_TO_ONE', 'ONE_TO_ONE', 'ONE_TO_MANY', 'MANY_TO_MANY'),
      target: fc.nat({ max: OBJECTS - 1 }),
      isNullable: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  indexed: fc.nat({ max: 3 }),
  records: fc.integer({ min: 1, max: 150 }),
});

type NewObject = typeof object extends fc.Arbitrary<infer T> ? T : never;

/** Objects only point to earlier ones without a choice, so that there is a first record of each. */
function relationsOf({ relations }: NewObject, place: number, ids: readonly string[]): NewField[] {
  return relations.map(({ type, target, isNullable }, number) =>
    relation(`relation${number}`, type, ids[target] ?? '', {
      isNullable: isNullable || target >= place || type.endsWith('MANY'),
      relationTargetFieldName: `from${place}by${number}`,
      ...(type === 'MANY_TO_MANY' ? { junctionObjectName: `junction${place}by${number}` } : {}),
    }),
  );
}

test('any model', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(object, { minLength: OBJECTS, maxLength: OBJECTS }),
      async (objects) => {
        run += 1;
        const workspace = await createWorkspace(seeds.database, `model-${run}`);
        const ids: string[] = [];
        for (const place of objects.keys()) {
          ids.push(await createObject(seeds.database, workspace, `thing${place}`));
        }
        for (const [place, made] of objects.entries()) {
          const plain = made.fields.map(({ type: { type, settings }, ...rest }): NewField => {
            const isUnique = rest.isUnique && !['MULTI_SELECT', 'CURRENCY'].includes(type);
            return { ...rest, type, settings, isUnique };
          });
          const fields = [...plain, ...relationsOf(made, place, ids)];
          if (fields.length > 0) await createFields(seeds.database, ids[place] ?? '', fields);
          const columns = plain.slice(0, made.indexed).map(({ name }) => name);
          if (columns.length < 2) continue;
          await seeds.database.query(
            `insert into core."indexMetadata" ("objectMetadataId", fields, "isUnique") values ($1, $2, true)`,
            [ids[place], columns],
          );
        }
        for (const [seed, { records }] of objects.entries()) {
          const seeded = await seeds.seed(workspace, { records, seed });
          for (const part of seeded) expect(part.records).toBeLessThanOrEqual(part.wanted);
        }
      },
    ),
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  );
});
