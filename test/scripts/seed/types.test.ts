/*
 * Values of every field type keep to its settings, and vary.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EVERY_TYPE } from '../../support/every-type.ts';
import { createObject, createWorkspace, type Workspace } from '../../support/workspaces.ts';
import { openSeeds, type Seeds } from './support.ts';

let seeds: Seeds;

beforeAll(async () => {
  seeds = await openSeeds();
});
afterAll(() => seeds.close());

describe('every field type', () => {
  let workspace: Workspace;
  const RECORDS = 400;

  beforeAll(async () => {
    workspace = await createWorkspace(seeds.database, 'types');
    await createObject(seeds.database, workspace, 'thing', EVERY_TYPE);
    await createObject(seeds.database, workspace, 'required', [
      ...EVERY_TYPE.map((field) => ({ ...field, isNullable: false })),
      { name: 'tight', type: 'TEXT', settings: { maxLength: 1 }, isNullable: false },
      {
        name: 'narrow',
        type: 'NUMBER',
        settings: { precision: 2, scale: 2, max: -0.97 },
        isNullable: false,
      },
      {
        name: 'huge',
        type: 'NUMBER',
        settings: { dataType: 'bigint', min: 1e18 },
        isNullable: false,
      },
      { name: 'exact', type: 'NUMBER', settings: { min: 0.0001, max: 0.0002 }, isNullable: false },
      {
        name: 'fraction',
        type: 'NUMBER',
        settings: { dataType: 'float', min: -1, max: 1 },
        isNullable: false,
      },
      { name: 'cents', type: 'CURRENCY', settings: { precision: 2, scale: 2 }, isNullable: false },
      { name: 'digits', type: 'CURRENCY', settings: { precision: 1 }, isNullable: false },
      { name: 'stars', type: 'RATING', settings: { max: 1 }, isNullable: false },
      { name: 'birthDate', type: 'DATE', isNullable: false },
    ]);
    await seeds.seed(workspace, { records: RECORDS * 2, objects: ['thing', 'required'] });
  });

  test('has values, and is null now and then unless it must not be', async () => {
    for (const { name, isNullable = true } of EVERY_TYPE) {
      for (const object of ['thing', 'required']) {
        const { given, nulls } = await seeds.only<{ given: number; nulls: number }>(
          workspace,
          `select count("${name}")::int as given, count(*) filter (where "${name}" is null)::int as nulls from the.${object}`,
        );
        const mayBeNull = isNullable && object === 'thing' && !['name', 'title'].includes(name);
        expect([object, name, given > 0, nulls > 0]).toEqual([object, name, true, mayBeNull]);
      }
    }
  });

  test('varies', async () => {
    const counts = await seeds.only<Record<string, number>>(
      workspace,
      `select ${EVERY_TYPE.map(({ name }) => `count(distinct "${name}")::int as "${name}"`).join(', ')} from the.thing`,
    );
    expect(counts).toMatchObject({ boolean: 2, choice: 2, rating: 3 });
    for (const name of ['text', 'number', 'date', 'moment', 'phone', 'url', 'currency']) {
      expect([name, (counts[name] ?? 0) > 50]).toEqual([name, true]);
    }
  });

  test('keeps to what its settings say', async () => {
    const facts = await seeds.only(
      workspace,
      `select max(length(tight)) as tight, max(narrow)::text as narrow, min(huge) >= 1000000000000000000 as huge,
              bool_and(exact between 0.0001 and 0.0002) as exact, bool_and(fraction between -1 and 1) as fraction,
              max((cents ->> 'amount')::numeric) < 1 as cents, count(distinct currency ->> 'currency')::int as currencies,
              min(currency ->> 'currency') as currency, max("birthDate") < current_date - 6000 as births
         from the.required`,
    );
    expect(facts).toEqual({
      tight: 1,
      narrow: '-0.97',
      huge: true,
      exact: true,
      fraction: true,
      cents: true,
      currencies: 1,
      currency: 'EUR',
      births: true,
    });
  });
});

describe('a field that no value fits', () => {
  const IMPOSSIBLE = { precision: 3, scale: 1, min: 0.01, max: 0.02 };

  test.each([
    [true, /^$/],
    [false, /No value fits the settings of thing\.never, which may not be null/],
  ])('nullable: %j', async (isNullable, message) => {
    const workspace = await createWorkspace(seeds.database, `never-${isNullable}`);
    const field = { name: 'never', type: 'NUMBER', settings: IMPOSSIBLE, isNullable };
    await createObject(seeds.database, workspace, 'thing', [field]);
    const failed = await seeds.seed(workspace, { records: 5, objects: ['thing'] }).then(
      () => '',
      (error: Error) => error.message,
    );
    expect(failed).toMatch(message);
    expect(await seeds.rows(workspace, 'select from the.thing')).toHaveLength(isNullable ? 5 : 0);
  });
});
