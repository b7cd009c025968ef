/*
 * gadgetsGroupBy: groups by fields of each type, compared with GROUP BY in SQL; their order, their limit.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toJsonNumber } from '../../../scripts/graphql/values/decimal.ts';
import { insertGadgets } from './gadget-records.ts';
import { type Gadgets, startGadgets } from './gadgets.ts';
import { type Caller, code, createObject, statementsOf } from './support.ts';

let gadgets: Gadgets;
let caller: Caller;

beforeAll(async () => {
  gadgets = await startGadgets({ LOG_LEVEL: 'debug' });
  ({ caller } = gadgets);
  await insertGadgets(gadgets);
});

afterAll(() => gadgets?.api.stop());

interface Group {
  readonly groupByDimensionValues: unknown[];
  readonly totalCount: number;
  readonly [aggregate: string]: unknown;
}

async function groups(args: string, aggregates = ''): Promise<readonly Group[]> {
  const { gadgetsGroupBy } = await caller.data(
    `{ gadgetsGroupBy(${args}) { groupByDimensionValues totalCount ${aggregates} } }`,
  );
  return gadgetsGroupBy;
}

const values = (found: readonly Group[]) =>
  found.map(({ groupByDimensionValues }) => groupByDimensionValues);

/** What SQL answers: rows of values as JSON. */
async function inSql(select: string): Promise<unknown[]> {
  return gadgets.api.database.query(select.replaceAll('gadget ', `${gadgets.schema}.gadget `));
}

describe('by a field', () => {
  test.each([
    ['name: true', 'name', 'name'],
    ['code: true', 'code', 'code'],
    ['kind: true', 'kind', 'kind'],
    ['isNew: true', '"isNew"', '"isNew"'],
    ['size: true', 'size', 'size'],
    ['serial: true', 'serial::text', 'serial'],
    ['weight: true', 'weight::text', 'weight'],
    ['ratio: true', 'ratio', 'ratio'],
    ['stars: true', 'stars', 'stars'],
    ['position: true', 'position', 'position'],
    ['madeOn: { granularity: NONE }', '"madeOn"::text', '"madeOn"'],
    ['madeOn: {}', '"madeOn"::text', '"madeOn"'],
    [
      'checkedAt: {}',
      `to_char("checkedAt" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00'`,
      '"checkedAt"',
    ],
    ['marks: true', 'marks', 'marks'],
    ['price: { currency: true }', `price ->> 'currency'`, `price ->> 'currency'`],
    ['cost: { currency: true }', `cost ->> 'currency'`, `cost ->> 'currency'`],
    ['email: true', 'email', 'email'],
    ['makerId: true', '"makerId"', '"makerId"'],
  ])('{ %s }', async (groupBy, value, key) => {
    const found = await groups(`groupBy: [{ ${groupBy} }], limit: 200`, 'sumSize countEmptyCode');
    const rows = (await inSql(
      `select ${value} as value, count(*)::int as "totalCount", sum(size)::int as "sumSize",
         (count(*) filter (where code is null or code = ''))::int as "countEmptyCode"
       from gadget where "deletedAt" is null group by ${key} order by ${key}`,
    )) as { value: unknown; totalCount: number }[];
    const isNumeric = /^(serial|weight)/.test(groupBy);
    expect(found).toEqual(
      rows.map(({ value: of, ...rest }) => ({
        groupByDimensionValues: [isNumeric && of !== null ? toJsonNumber(of as string) : of],
        ...rest,
      })),
    );
    expect(found.length).toBeGreaterThan(0);
  });

  test('an empty text and null are two groups', async () => {
    const found = await groups(
      'groupBy: [{ code: true }], filter: { name: { eq: "a" } }, limit: 200',
    );
    expect(values(found)).toEqual(expect.arrayContaining([[''], [null]]));
  });

  test('without records there are no groups', async () => {
    expect(await groups('groupBy: [{ kind: true }], filter: { name: { eq: "nobody" } }')).toEqual(
      [],
    );
  });

  test('all aggregates of a list are aggregates of a group', async () => {
    const { list, group } = await caller.data(`{
      list: __type(name: "GadgetConnection") { fields { name } }
      group: __type(name: "GadgetGroupByConnection") { fields { name } }
    }`);
    const names = (type: typeof list) => type.fields.map(({ name }: { name: string }) => name);
    expect(
      names(group)
        .filter((name: string) => name !== 'groupByDimensionValues')
        .sort(),
    ).toEqual(
      names(list)
        .filter((name: string) => !['edges', 'pageInfo'].includes(name))
        .sort(),
    );
  });
});

describe('by several', () => {
  const groupBy = 'groupBy: [{ kind: true }, { isNew: true }]';

  test('in the order given, with the aggregates of each', async () => {
    const found = await groups(groupBy, 'sumAmountPrice maxMadeOn countUniqueValuesSize');
    const rows = (await inSql(
      `select kind, "isNew", count(*)::int as "totalCount",
         sum((price ->> 'amount')::numeric)::text as "sumAmountPrice", max("madeOn")::text as "maxMadeOn",
         count(distinct size)::int as "countUniqueValuesSize"
       from gadget where "deletedAt" is null group by kind, "isNew" order by kind, "isNew"`,
    )) as { kind: unknown; isNew: unknown; sumAmountPrice: string | null }[];
    expect(found).toEqual(
      rows.map(({ kind, isNew, sumAmountPrice, ...rest }) => ({
        groupByDimensionValues: [kind, isNew],
        sumAmountPrice: sumAmountPrice === null ? null : toJsonNumber(sumAmountPrice),
        ...rest,
      })),
    );
    expect(found.length).toBeGreaterThan(5);
  });

  test.each([
    ['{ isNew: DescNullsLast }', '"isNew" desc nulls last, kind'],
    [
      '{ isNew: AscNullsFirst }, { kind: DescNullsFirst }',
      '"isNew" nulls first, kind desc nulls first',
    ],
    ['{ aggregate: { totalCount: DescNullsLast } }', 'count(*) desc, kind, "isNew"'],
    [
      '{ aggregate: { sumSize: AscNullsLast } }, { kind: DescNullsLast }',
      'sum(size), kind desc nulls last, "isNew"',
    ],
    ['{ kind: AscNullsLast }, { kind: DescNullsLast }, {}, { aggregate: {} }', 'kind, "isNew"'],
  ])('sorted by %s', async (orderBy, order) => {
    const found = await groups(`${groupBy}, orderBy: [${orderBy}]`);
    const rows = (await inSql(
      `select kind, "isNew" from gadget where "deletedAt" is null group by kind, "isNew" order by ${order}`,
    )) as { kind: unknown; isNew: unknown }[];
    expect(values(found)).toEqual(rows.map(({ kind, isNew }) => [kind, isNew]));
  });

  test('sorted by a date and by a currency', async () => {
    const found = await groups(
      `groupBy: [{ price: { currency: true } }, { madeOn: {} }],
       orderBy: [{ madeOn: { orderBy: DescNullsFirst } }, { price: { currency: DescNullsLast } }]`,
    );
    const rows = (await inSql(
      `select price ->> 'currency' as currency, "madeOn"::text from gadget where "deletedAt" is null
       group by 1, "madeOn" order by "madeOn" desc nulls first, price ->> 'currency' desc nulls last`.replace(
        'group by 1',
        `group by price ->> 'currency'`,
      ),
    )) as { currency: unknown; madeOn: unknown }[];
    expect(values(found)).toEqual(rows.map(({ currency, madeOn }) => [currency, madeOn]));
  });

  test('as many as limit says, 60 by default, with a filter and variables', async () => {
    expect(values(await groups(`${groupBy}, limit: 2`))).toEqual(
      values(await groups(groupBy)).slice(0, 2),
    );
    expect(await groups(`${groupBy}, limit: 0`)).toEqual([]);
    expect(await groups('groupBy: [{ id: true }]')).toHaveLength(60);
    const answer = await caller.data(
      `query ($groupBy: [GadgetGroupByInput!]!, $filter: GadgetFilterInput, $orderBy: [GadgetOrderByWithGroupByInput!], $limit: Int) {
        gadgetsGroupBy(groupBy: $groupBy, filter: $filter, orderBy: $orderBy, limit: $limit) { groupByDimensionValues totalCount }
      }`,
      {
        groupBy: [{ size: true }],
        filter: { size: { in: [1, 2, 3] } },
        orderBy: [{ size: 'DescNullsLast' }],
        limit: 2,
      },
    );
    expect(values(answer.gadgetsGroupBy)).toEqual([[3], [2]]);
  });

  test('of the records that a filter over a relation finds', async () => {
    const found = await groups(
      'groupBy: [{ kind: true }], filter: { maker: { name: { eq: "Company 2" } } }',
    );
    const rows = (await inSql(
      `select kind, count(*)::int as "totalCount" from gadget where "deletedAt" is null
         and "makerId" = (select id from ${gadgets.schema}.company where name = 'Company 2')
       group by kind order by kind`,
    )) as { kind: unknown; totalCount: number }[];
    expect(found).toEqual(
      rows.map(({ kind, totalCount }) => ({ groupByDimensionValues: [kind], totalCount })),
    );
  });

  test('soft-deleted records are in no group unless the filter asks for them', async () => {
    const count = (found: readonly Group[]) =>
      found.reduce((sum, { totalCount }) => sum + totalCount, 0);
    expect(count(await groups(groupBy))).toBe(185);
    expect(count(await groups(`${groupBy}, filter: { deletedAt: { is: NOT_NULL } }`))).toBe(15);
  });
});

test('one statement, however much is asked', async () => {
  const query = `{
    gadgetsGroupBy(groupBy: [{ kind: true }], orderBy: [{ aggregate: { avgSize: DescNullsLast } }]) {
      groupByDimensionValues totalCount avgSize sumWeight countEmptyEmail percentageEmptyCode
    }
  }`;
  expect(await statementsOf(gadgets.api, caller, () => caller.data(query))).toHaveLength(1);
});

test.each([
  'groupBy: []',
  'groupBy: [{}]',
  'groupBy: [{ kind: null }]',
  'groupBy: [{ kind: false }]',
  'groupBy: [{ price: { currency: false } }]',
  'groupBy: [{ price: true }]',
  'groupBy: [{ madeOn: true }]',
  'groupBy: [{ kind: true }, { kind: true }]',
  'groupBy: [{ kind: true, name: true }]',
  'groupBy: [{ nothing: true }]',
  'groupBy: [{ maker: true }]',
  'groupBy: [{ kind: true }], orderBy: [{ name: AscNullsLast }]',
  'groupBy: [{ kind: true }], orderBy: [{ kind: AscNullsLast, aggregate: { totalCount: AscNullsLast } }]',
  'groupBy: [{ kind: true }], orderBy: [{ aggregate: { sumSize: AscNullsLast, totalCount: AscNullsLast } }]',
  'groupBy: [{ kind: true }], orderBy: [{ aggregate: { sumName: AscNullsLast } }]',
  'groupBy: [{ kind: true }], limit: 201',
  'groupBy: [{ kind: true }], limit: -1',
])('%s is BAD_USER_INPUT', async (args) => {
  expect(code(await caller.ask(`{ gadgetsGroupBy(${args}) { totalCount } }`))).toBe(
    'BAD_USER_INPUT',
  );
});

test('whatever a field is called', async () => {
  const names = ['aggregate', 'groupByDimensionValues', 'constructor', 'totalCount'];
  await createObject(
    caller,
    'clash',
    'clashes',
    names.map((name) => ({ name, type: 'TEXT' })),
  );
  await caller.data('mutation { createClash(data: { aggregate: "a", constructor: "c" }) { id } }');
  const { clashesGroupBy } = await caller.data(
    `{ clashesGroupBy(
      groupBy: [${names.map((name) => `{ ${name}: true }`).join(', ')}]
      orderBy: [{ constructor: AscNullsLast }, { totalCount: AscNullsLast }, { aggregate: { totalCount: AscNullsLast } }]
    ) { groupByDimensionValues totalCount countNotEmptyAggregate } }`,
  );
  expect(clashesGroupBy).toEqual([
    { groupByDimensionValues: ['a', null, 'c', null], totalCount: 1, countNotEmptyAggregate: 1 },
  ]);
});
