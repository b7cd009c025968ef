/*
 * What a CHECK says in words: from the text that Postgres prints of it.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ruleOf } from '../../../scripts/graphql/rules.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { HOSTILE, isLabel } from '../../support/hostile.ts';
import { createObject, createWorkspace, type NewField, one } from '../../support/workspaces.ts';

const options = Object.values(HOSTILE)
  .filter(isLabel)
  .map((value) => ({ value, label: value }));
const values = options.map(({ value }) => JSON.stringify(value)).join(', ');

const RULES: readonly [string, Omit<NewField, 'name' | 'type'> & { type: string }, string][] = [
  ['options', { type: 'SELECT', settings: { options } }, `must be one of ${values}`],
  [
    'an option',
    { type: 'SELECT', settings: { options: options.slice(0, 1) } },
    `must be one of "it's"`,
  ],
  ['some options', { type: 'MULTI_SELECT', settings: { options } }, `must hold only ${values}`],
  [
    'a decimal',
    { type: 'NUMBER', settings: { precision: 9, scale: 2, min: -1, max: 1.5 } },
    'must be at least -1 and at most 1.5',
  ],
  ['a minimum', { type: 'NUMBER', settings: { dataType: 'int', min: 1 } }, 'must be at least 1'],
  [
    'large numbers',
    { type: 'NUMBER', settings: { dataType: 'bigint', min: -100000000000, max: 12345678901234 } },
    'must be at least -100000000000 and at most 12345678901234',
  ],
  [
    'a float',
    { type: 'NUMBER', settings: { dataType: 'float', min: -1.5 } },
    'must be at least -1.5',
  ],
  ['any number', { type: 'NUMBER' }, 'must be a finite number'],
  [
    'a rating',
    { type: 'RATING', settings: { max: 3 } },
    'must be a whole number, at least 1 and at most 3',
  ],
  [
    'a currency',
    { type: 'CURRENCY', settings: { precision: 9, scale: 2 } },
    'must be { amount, currency }, the currency a code of ISO 4217, the amount of at most 9 digits, 2 of them after the point',
  ],
  [
    'any currency',
    { type: 'CURRENCY' },
    'must be { amount, currency }, the currency a code of ISO 4217, the amount within its precision',
  ],
  ['a web address', { type: 'URL' }, 'must be a web address that begins with http:// or https://'],
  ['an e-mail address', { type: 'EMAIL' }, 'must be an e-mail address'],
];

let database: TestDatabase;
let schema: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const workspace = await createWorkspace(database, 'rules');
  schema = workspace.schema;
  await createObject(
    database,
    workspace,
    'ruled',
    RULES.map(([, field], index) => ({ name: `field${index}`, ...field })),
  );
});

afterAll(() => database?.drop());

describe('a rule', () => {
  test.each(RULES)('of %s', async (name, { type }, rule) => {
    const { expression } = await one<{ expression: string }>(
      database,
      `select pg_get_expr(c.conbin, c.conrelid) as expression
         from pg_constraint c
         join pg_attribute a on (a.attrelid, a.attnum) = (c.conrelid, c.conkey[1])
        where c.conrelid = $1::regclass and c.contype = 'c' and a.attname = $2`,
      [`${schema}.ruled`, `field${RULES.findIndex(([other]) => other === name)}`],
    );
    expect(ruleOf(type, expression)).toBe(rule);
  });

  test.each([
    ['SELECT', undefined, 'must be one of its options'],
    ['SELECT', 'something else', 'must be one of its options'],
    ['NUMBER', 'something else', 'must be within its limits'],
    [undefined, 'something else', 'is not allowed to have this value'],
  ])('of %s that says %s', (type, expression, rule) => {
    expect(ruleOf(type, expression)).toBe(rule);
  });
});
