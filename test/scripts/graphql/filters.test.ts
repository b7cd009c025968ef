/*
 * Filters of the dialect, operator by operator.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Gadgets, startGadgets } from './gadgets.ts';
import { type Caller, code } from './support.ts';

let gadgets: Gadgets;
let caller: Caller;
let create: Gadgets['create'];
let names: Gadgets['names'];

beforeAll(async () => {
  gadgets = await startGadgets();
  ({ caller, create, names } = gadgets);
});

afterAll(() => gadgets?.api.stop());

beforeEach(() => gadgets.clear());

describe('filters', () => {
  beforeEach(async () => {
    await create({
      name: 'Ant',
      code: '10%',
      size: 1,
      weight: '1.5',
      isNew: true,
      madeOn: '2024-01-31',
      kind: 'A',
      marks: ['A'],
      price: { amount: 5 },
      serial: 1,
    });
    await create({
      name: 'Bee',
      code: '100',
      size: 2,
      weight: 2,
      isNew: false,
      madeOn: '2024-02-29',
      kind: 'B',
      marks: ['A', 'B'],
      price: { amount: '7.5', currency: 'EUR' },
      serial: '9007199254740993',
    });
    await create({ name: 'Cat', marks: [] });
  });

  test.each([
    ['name: { eq: "Bee" }', ['Bee']],
    ['name: { neq: "Bee" }', ['Ant', 'Cat']],
    ['name: { gt: "Ant", lte: "Cat" }', ['Bee', 'Cat']],
    ['name: { in: ["Ant", "Cat", "Dog"] }', ['Ant', 'Cat']],
    ['name: { like: "%e%" }', ['Bee']],
    ['name: { ilike: "b_E" }', ['Bee']],
    ['code: { startsWith: "10%" }', ['Ant']],
    ['code: { endsWith: "0" }', ['Bee']],
    ['code: { is: NULL }', ['Cat']],
    ['code: { is: "NOT_NULL" }', ['Ant', 'Bee']],
    ['code: { neq: "100" }', ['Ant']],
    ['code: { eq: null }', []],
    ['size: { gte: 2 }', ['Bee']],
    ['weight: { lt: 2 }', ['Ant']],
    ['weight: { eq: "1.50" }', ['Ant']],
    ['serial: { eq: "9007199254740993" }', ['Bee']],
    ['serial: { in: [1, 2] }', ['Ant']],
    ['isNew: { eq: false }', ['Bee']],
    ['isNew: { is: NULL }', ['Cat']],
    ['madeOn: { gt: "2024-01-31" }', ['Bee']],
    ['createdAt: { gt: "2020-01-01T00:00:00Z" }', ['Ant', 'Bee', 'Cat']],
    ['kind: { in: ["A", "B"] }', ['Ant', 'Bee']],
    ['kind: { neq: "A" }', ['Bee']],
    ['marks: { containsAny: ["B"] }', ['Bee']],
    ['marks: { containsAll: ["A", "B"] }', ['Bee']],
    ['marks: { isEmptyArray: true }', ['Cat']],
    ['marks: { isEmptyArray: false }', ['Ant', 'Bee']],
    ['price: { amount: { gt: 5 } }', ['Bee']],
    ['price: { currency: { eq: "USD" } }', ['Ant']],
    ['price: { is: NULL }', ['Cat']],
    ['or: [{ name: { eq: "Ant" } }, { size: { eq: 2 }, kind: { eq: "B" } }]', ['Ant', 'Bee']],
    ['and: [{ size: { gt: 0 } }, { size: { lt: 2 } }]', ['Ant']],
    ['not: { or: [{ name: { eq: "Ant" } }, { name: { eq: "Bee" } }] }', ['Cat']],
    ['makerId: { is: NULL }, name: { eq: "Cat" }', ['Cat']],
  ])('{ %s } finds %j', async (filter, expected) => {
    expect(await names(`filter: { ${filter} }, orderBy: { name: AscNullsLast }`)).toEqual(expected);
  });

  test.each([
    '{ gadgets(filter: { kind: { like: "A" } }) { totalCount } }',
    '{ gadgets(filter: { name: { is: MAYBE } }) { totalCount } }',
    '{ gadgets(filter: { nothing: { eq: 1 } }) { totalCount } }',
    '{ gadgets(filter: { id: { eq: "not a uuid" } }) { totalCount } }',
    '{ gadgets(filter: { madeOn: { eq: "2023-02-29" } }) { totalCount } }',
    '{ gadgets(filter: { serial: { eq: "9223372036854775808" } }) { totalCount } }',
    String.raw`{ gadgets(filter: { name: { like: "A\\" } }) { totalCount } }`,
    String.raw`{ gadgets(filter: { name: { eq: "\u0000" } }) { totalCount } }`,
    '{ gadget { id } }',
  ])('%s is BAD_USER_INPUT', async (query) => {
    expect(code(await caller.ask(query))).toBe('BAD_USER_INPUT');
  });

  test('one record by its filter, or null', async () => {
    const found = await caller.data(
      '{ a: gadget(filter: { name: { eq: "Ant" } }) { name } b: gadget(filter: { name: { eq: "Elk" } }) { name } }',
    );
    expect(found).toEqual({ a: { name: 'Ant' }, b: null });
  });
});
