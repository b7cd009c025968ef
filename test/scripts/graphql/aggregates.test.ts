/*
 * The aggregates of lists: each of each field, compared with the same question asked in SQL.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toJsonNumber } from '../../../scripts/graphql/values/decimal.ts';
import { fieldsOf } from './changing.ts';
import { insertGadgets } from './gadget-records.ts';
import { type Gadgets, startGadgets } from './gadgets.ts';
import { type Caller, code, createObject, statementsOf } from './support.ts';

let gadgets: Gadgets;
let caller: Caller;
let aggregates: string[];

beforeAll(async () => {
  gadgets = await startGadgets({ LOG_LEVEL: 'debug' });
  ({ caller } = gadgets);
  await insertGadgets(gadgets);
  const fields = (await fieldsOf(caller, 'GadgetConnection')) ?? [];
  aggregates = fields.filter((name) => !['edges', 'pageInfo', 'totalCount'].includes(name));
});

afterAll(() => gadgets?.api.stop());

const OF_ANY = ['countEmpty', 'countNotEmpty', 'countUniqueValues', 'percentageEmpty'];
const TYPES: Readonly<Record<string, string>> = {
  ...{ id: 'uuid', makerId: 'uuid', sellerId: 'uuid' },
  ...{
    name: 'text',
    code: 'text',
    email: 'text',
    phone: 'text',
    website: 'text',
    kind: 'select',
    marks: 'list',
  },
  ...{ size: 'int', stars: 'int', serial: 'bigint', weight: 'numeric' },
  ...{ ratio: 'float', position: 'float', isNew: 'boolean', madeOn: 'date' },
  ...{ checkedAt: 'time', createdAt: 'time', updatedAt: 'time', deletedAt: 'time' },
  ...{ price: 'currency', cost: 'currency' },
};
const OWN: Readonly<Record<string, readonly string[]>> = {
  boolean: ['countTrue', 'countFalse'],
  date: ['min', 'max'],
  time: ['min', 'max'],
  currency: ['minAmount', 'maxAmount', 'avgAmount', 'sumAmount'],
  ...Object.fromEntries(
    ['int', 'bigint', 'numeric', 'float'].map((type) => [type, ['min', 'max', 'avg', 'sum']]),
  ),
};

interface Asked {
  readonly operation: string;
  readonly field: string;
  readonly type: string;
}

/** countEmptyName is countEmpty of name. */
function asked(name: string): Asked {
  const [, operation = '', capital = '', rest = ''] =
    /^((?:count|percentage)(?:Not)?Empty|countUniqueValues|count(?:True|False)|(?:min|max|avg|sum)(?:Amount)?)([A-Z])(.*)$/.exec(
      name,
    ) ?? [];
  const field = capital.toLowerCase() + rest;
  return { operation, field, type: TYPES[field] ?? '' };
}

/** The same question to the table `records`, as a text. */
function inSql(name: string): string {
  const { operation, field, type } = asked(name);
  const column = `"${field}"`;
  const empty =
    type === 'text'
      ? `(${column} is null or ${column} = '')`
      : `(${column} is null${type === 'list' ? ` or cardinality(${column}) = 0` : ''})`;
  const number = type === 'currency' ? `(${column} ->> 'amount')::numeric` : column;
  const first = (order: string) =>
    `(select ${type === 'time' ? `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00'` : number}
      from records where ${column} is not null order by ${number} ${order} limit 1)`;
  switch (operation.replace('Amount', '')) {
    case 'countEmpty':
      return `(select count(*) from records where ${empty})`;
    case 'countNotEmpty':
      return `(select count(*) from records where not ${empty})`;
    case 'countUniqueValues':
      return `(select count(*) from (select distinct ${column} from records where not ${empty}) d)`;
    case 'percentageEmpty':
      return `(select avg(${empty}::int::float8) from records)`;
    case 'percentageNotEmpty':
      return `(select avg((not ${empty})::int::float8) from records)`;
    case 'countTrue':
      return `(select count(*) from records where ${column} = true)`;
    case 'countFalse':
      return `(select count(*) from records where ${column} = false)`;
    case 'min':
      return first('asc');
    case 'max':
      return first('desc');
    case 'sum':
      return `(select sum(${number}) from records)`;
    default:
      return `(select sum(${number}) / count(${number})::${type === 'float' ? 'float8' : 'numeric'} from records)`;
  }
}

/** What SQL says of all aggregates, in the form that the API has. */
async function expected(condition: string): Promise<Record<string, unknown>> {
  const columns = aggregates.map((name) => `${inSql(name)}::text as "${name}"`);
  const { api, schema } = gadgets;
  const [row] = await api.database.query<Record<string, string | null>>(
    `with company as (select * from ${schema}.company),
       records as (select * from ${schema}.gadget where ${condition})
     select ${columns.join(', ')}`,
  );
  return Object.fromEntries(
    Object.entries(row ?? {}).map(([name, text]) => {
      const { operation, type } = asked(name);
      const isText = /^(min|max)$/.test(operation) && ['date', 'time'].includes(type);
      return [name, text === null || isText ? text : toJsonNumber(text)];
    }),
  );
}

test('every field has its aggregates, and no others', () => {
  const all = Object.entries(TYPES).flatMap(([field, type]) =>
    [...OF_ANY, 'percentageNotEmpty', ...(OWN[type] ?? [])].map(
      (operation) => operation + field.charAt(0).toUpperCase() + field.slice(1),
    ),
  );
  expect([...aggregates].sort()).toEqual(all.sort());
});

describe('all aggregates are what SQL says', () => {
  test.each([
    ['of all records', '', '"deletedAt" is null'],
    ['of a filter', '(filter: { size: { gt: 5 } })', '"deletedAt" is null and size > 5'],
    [
      'whatever the page',
      '(first: 2, offset: 3, orderBy: [{ size: DescNullsFirst }])',
      '"deletedAt" is null',
    ],
    [
      'of soft-deleted records',
      '(filter: { deletedAt: { is: NOT_NULL } })',
      '"deletedAt" is not null',
    ],
    ['of none', '(filter: { name: { eq: "nobody" } })', 'false'],
  ])('%s', async (_what, args, condition) => {
    const data = await caller.data(`{ gadgets${args} { ${aggregates.join(' ')} } }`);
    expect(data.gadgets).toEqual(await expected(condition));
  });
});

test('without a record counts are 0 and all else is null', async () => {
  const { gadgets: none } = await caller.data(
    `{ gadgets(filter: { name: { eq: "nobody" } }) { totalCount ${aggregates.join(' ')} } }`,
  );
  expect(none.totalCount).toBe(0);
  for (const name of aggregates) expect(none[name]).toBe(name.startsWith('count') ? 0 : null);
});

test('no digit is lost: sums and averages are numbers where exact, else texts', async () => {
  const query =
    '{ gadgets(filter: { code: { in: ["code 1", "code 2"] } }) { sumWeight avgWeight sumSerial avgSize sumAmountPrice } }';
  expect((await caller.data(query)).gadgets).toEqual({
    sumWeight: '49382715604938271560.0',
    avgWeight: '24691357802469135780.0',
    sumSerial: '18446744073709550003',
    avgSize: 1.5,
    sumAmountPrice: 3_200_000_000_000_000_000,
  });
});

describe('in one statement', () => {
  const counting = (statements: readonly string[]) =>
    statements.filter((statement) => /count\(|sum\(|min\(/.test(statement));

  test('all of a list; none where none is asked', async () => {
    const query = `{ gadgets(first: 2, filter: { size: { gt: 1 } }) { totalCount ${aggregates.join(' ')} edges { node { id } } } }`;
    const statements = await statementsOf(gadgets.api, caller, () => caller.data(query));
    expect(counting(statements)).toHaveLength(1);
    const alone = `{ gadgets(first: 2) { totalCount ${aggregates.join(' ')} } }`;
    expect(await statementsOf(gadgets.api, caller, () => caller.data(alone))).toHaveLength(1);
    const without = '{ gadgets(first: 2) { edges { node { id } } } }';
    expect(counting(await statementsOf(gadgets.api, caller, () => caller.data(without)))).toEqual(
      [],
    );
  });

  test('with the rest, of lists within records, each with its filter', async () => {
    const query = `{ companies(orderBy: [{ name: AscNullsLast }]) { edges { node {
      name
      made { totalCount sumSize }
      big: made(filter: { size: { gte: 5 } }, first: 1) { totalCount sumSize minMadeOn edges { node { size } } }
      sold { totalCount sumSize }
    } } } }`;
    const { companies } = await caller.data(query);
    const of = async (name: string, condition: string) => {
      const [row] = await gadgets.api.database.query<{
        totalCount: number;
        sumSize: number;
        minMadeOn: string;
      }>(
        `select count(*)::int as "totalCount", sum(size)::int as "sumSize", min("madeOn")::text as "minMadeOn"
         from ${gadgets.schema}.gadget g join ${gadgets.schema}.company c on c.id = "makerId"
         where g."deletedAt" is null and c.name = $1 and ${condition}`,
        [name],
      );
      return row;
    };
    expect(companies.edges).toHaveLength(3);
    for (const { node } of companies.edges) {
      const { edges, ...big } = node.big;
      expect(big).toEqual(await of(node.name, 'size >= 5'));
      expect(edges).toHaveLength(big.totalCount > 0 ? 1 : 0);
      expect(await of(node.name, 'true')).toMatchObject(node.made);
      expect(node.sold).toEqual({ totalCount: 0, sumSize: null });
    }
    expect(companies.edges[2].node.made.totalCount).toBe(0);
    expect(await statementsOf(gadgets.api, caller, () => caller.data(query))).toHaveLength(1);
  });
});

test('in the answer of a mutation', async () => {
  const { companies } = await caller.data(
    '{ companies(filter: { name: { eq: "Company 1" } }) { edges { node { id made { totalCount sumSize } } } } }',
  );
  const [{ node }] = companies.edges;
  const { updateCompany } = await caller.data(
    'mutation ($id: ID!) { updateCompany(id: $id, data: { position: 7 }) { id made { totalCount sumSize } } }',
    { id: node.id },
  );
  expect(updateCompany).toEqual(node);
  expect(node.made.sumSize).toBeGreaterThan(0);
});

test('each says what it counts as empty, and what an amount leaves out of account', async () => {
  const { __type } = await caller.data(
    '{ __type(name: "GadgetConnection") { fields { name description } } }',
  );
  const described = Object.fromEntries(
    __type.fields.map(({ name, description }: Record<string, string>) => [name, description]),
  );
  expect(described).toMatchObject({
    countEmptyName: 'How many records have no value: null or an empty text.',
    countEmptyMarks: 'How many records have no value: null or an empty list.',
    countEmptySize: 'How many records have no value: null.',
    percentageEmptySize:
      'The share of records that have no value (null), from 0 to 1; null without records.',
    sumAmountPrice: 'The sum of the values, whatever their currency; null where there is none.',
  });
});

test('one list under two names, each with its filter', async () => {
  const query = `query ($size: Int) {
    small: gadgets(filter: { size: { lt: $size } }) { totalCount maxSize }
    large: gadgets(filter: { size: { gte: $size } }) { totalCount minSize }
    all: gadgets(filter: { size: { is: NOT_NULL } }) { totalCount }
  }`;
  const { small, large, all } = await caller.data(query, { size: 4 });
  expect([small.maxSize, large.minSize]).toEqual([3, 4]);
  expect(small.totalCount + large.totalCount).toBe(all.totalCount);
});

test('names that meet: the aggregate of a number comes before that of an amount', async () => {
  const texts = ['x', 'emptyX', 'notEmptyX', 'uniqueValuesX', 'totalCount', 'edges', 'pageInfo'];
  await createObject(caller, 'clash', 'clashes', [
    { name: 'price', type: 'CURRENCY', settings: { currencyCode: 'EUR' } },
    { name: 'amountPrice', type: 'NUMBER' },
    ...[...texts, 'constructor', 'aggregate'].map((name) => ({ name, type: 'TEXT' })),
    { name: 'trueX', type: 'BOOLEAN' },
    { name: 'true', type: 'BOOLEAN' },
  ]);
  await caller.data(
    'mutation { createClash(data: { price: { amount: 7 }, amountPrice: 5, x: "x", edges: "e", true: true }) { id } }',
  );
  const query = `{ clashes {
    totalCount sumAmountPrice countEmptyX countEmptyEmptyX countNotEmptyX countEmptyTotalCount countNotEmptyEdges
    countEmptyConstructor countTrueTrue countTrueTrueX countEmptyTrue countUniqueValuesX countNotEmptyPrice
    edges { node { totalCount edges price } }
  } }`;
  expect((await caller.data(query)).clashes).toEqual({
    totalCount: 1,
    sumAmountPrice: 5,
    countEmptyX: 0,
    countEmptyEmptyX: 1,
    countNotEmptyX: 1,
    countEmptyTotalCount: 1,
    countNotEmptyEdges: 1,
    countEmptyConstructor: 1,
    countTrueTrue: 1,
    countTrueTrueX: 0,
    countEmptyTrue: 0,
    countUniqueValuesX: 1,
    countNotEmptyPrice: 1,
    edges: [{ node: { totalCount: null, edges: 'e', price: { amount: 7, currency: 'EUR' } } }],
  });
});

test('what cannot be added up cannot be asked', async () => {
  for (const field of [
    'sumName',
    'minIsNew',
    'sumPrice',
    'avgMadeOn',
    'countTrueSize',
    'minMaker',
  ]) {
    expect(code(await caller.ask(`{ gadgets { ${field} } }`))).toBe('BAD_USER_INPUT');
  }
});
