/*
 * A thousand records over nullable fields with many duplicates, read page by page from either end: each is
 * seen once and in the order of SQL, whatever is inserted and deleted meanwhile.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Gadgets, startGadgets } from './gadgets.ts';
import type { Caller } from './support.ts';

let gadgets: Gadgets;
let caller: Caller;

beforeAll(async () => {
  gadgets = await startGadgets();
  ({ caller } = gadgets);
});

afterAll(() => gadgets?.api.stop());

beforeEach(() => gadgets.clear());

const SIZE = 7;

/** Nulls, duplicates, and what cursors of other makes lose: microseconds, digits, eras, quotes. */
const INSERT = `
  insert into SCHEMA.gadget (name, size, weight, ratio, serial, "isNew", "madeOn", "checkedAt", kind, price, "makerId")
  select
    (array['', 'a', 'A', 'it''s', '"b" \\', 'é', '漢字 🎉', E'a\\nb'])[1 + i % 8],
    nullif(i % 5, 0),
    (array[null, 0.1, 12345678901234567890.123456789, 12345678901234567890.123456788])[1 + i % 4],
    (array[null, 0.1, 0.30000000000000004, -1e300, 5e-324])[1 + i % 5],
    (array[null, 9007199254740993, 9007199254740992, 0])[1 + i % 4],
    (array[null, true, false])[1 + i % 3],
    (array[null, '0001-01-01', '9999-12-31', '0044-03-15 BC', '2024-02-29']::date[])[1 + i % 5],
    (array[null, '2024-01-01 00:00:00.000001+00', '2024-01-01 00:00:00.000002+00', '0044-03-15 BC', '99999-12-31']::timestamptz[])[1 + i % 5],
    (array[null, 'A', 'B', 'it''s "C"'])[1 + i % 4],
    (array[null, '{"amount":0.1,"currency":"EUR"}', '{"amount":12345678901234.5,"currency":"EUR"}', '{"amount":0.1,"currency":"USD"}'])[1 + i % 4]::jsonb,
    (select id from SCHEMA.company where name = (i % 4)::text)
  from generate_series(1, $1) i
  returning id`;

/** Inserts gadgets and answers their ids. */
async function insert(count: number): Promise<string[]> {
  const rows = await gadgets.api.database.query<{ id: string }>(
    INSERT.replaceAll('SCHEMA', gadgets.schema),
    [count],
  );
  return rows.map(({ id }) => id);
}

/** Four companies, one without a name and one soft-deleted. */
async function fill(): Promise<string[]> {
  const company = `${gadgets.schema}.company`;
  await gadgets.api.database.query(
    `insert into ${company} (name) select i::text from generate_series(0, 3) i`,
  );
  const ids = await insert(1000);
  await gadgets.api.database.query(
    `update ${company} set "deletedAt" = now() where name = '1'; update ${company} set name = '' where name = '2'`,
  );
  return ids;
}

type Side = 'first' | 'last';

interface Page {
  readonly ids: string[];
  /** Where the next page begins; undefined at the end. */
  readonly next: string | undefined;
}

/** One page, from the start or the end, beyond a cursor. */
async function read(
  list: string,
  orderBy: string,
  side: Side,
  size: number,
  cursor?: string,
): Promise<Page> {
  const beyond = side === 'first' ? 'after' : 'before';
  const data = await caller.data(
    `query ($cursor: String) {
      ${list.replace('ARGUMENTS', `${side}: ${size}, ${beyond}: $cursor, orderBy: [${orderBy}]`)}
    }`,
    { cursor },
  );
  const connection = data.list ?? data.parent.list;
  const { edges, pageInfo } = connection;
  const ids = edges.map(({ node }: { node: { id: string } }) => node.id);
  const [behind, ahead] =
    side === 'first'
      ? [pageInfo.hasPreviousPage, pageInfo.hasNextPage]
      : [pageInfo.hasNextPage, pageInfo.hasPreviousPage];
  expect(behind).toBe(cursor !== undefined);
  expect(pageInfo.startCursor).toBe(edges[0]?.cursor ?? null);
  expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor ?? null);
  return {
    ids,
    next: ahead ? (side === 'first' ? pageInfo.endCursor : pageInfo.startCursor) : undefined,
  };
}

const PARTS = `edges { cursor node { id } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;
const GADGETS = `list: gadgets(ARGUMENTS) { ${PARTS} }`;

/** All pages; `between` runs after each. */
async function walk(
  list: string,
  orderBy: string,
  side: Side,
  size = SIZE,
  between: (page: Page) => Promise<void> = async () => {},
): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined, more = true; more; ) {
    const page = await read(list, orderBy, side, size, cursor);
    expect(page.ids).toHaveLength(page.next ? size : page.ids.length);
    if (side === 'first') ids.push(...page.ids);
    else ids.unshift(...page.ids);
    await between(page);
    cursor = page.next;
    more = cursor !== undefined;
  }
  return ids;
}

const ORDERS: readonly (readonly [string, string])[] = [
  ['', 'g.id'],
  ['{ id: DescNullsLast }, { size: AscNullsLast }', 'g.id desc'],
  ['{ size: AscNullsLast }', 'g.size nulls last, g.id'],
  ['{ size: AscNullsFirst }', 'g.size nulls first, g.id'],
  ['{ size: DescNullsLast }', 'g.size desc nulls last, g.id desc'],
  ['{ size: DescNullsFirst }', 'g.size desc nulls first, g.id desc'],
  [
    '{ kind: DescNullsLast }, { isNew: AscNullsFirst }, { name: AscNullsLast }',
    'g.kind desc nulls last, g."isNew" nulls first, g.name, g.id desc',
  ],
  ['{ name: DescNullsLast }', 'g.name desc, g.id desc'],
  [
    '{ weight: AscNullsLast }, { ratio: DescNullsLast }',
    'g.weight nulls last, g.ratio desc nulls last, g.id',
  ],
  [
    '{ serial: DescNullsFirst }, { madeOn: AscNullsFirst }',
    'g.serial desc nulls first, g."madeOn" nulls first, g.id desc',
  ],
  ['{ checkedAt: AscNullsLast }', 'g."checkedAt" nulls last, g.id'],
  [
    '{ price: DescNullsFirst }',
    `g.price ->> 'currency' desc nulls first, (g.price ->> 'amount')::numeric desc nulls first, g.id desc`,
  ],
  [
    '{ maker: { name: AscNullsFirst } }, { size: DescNullsLast }',
    'm.name nulls first, g.size desc nulls last, g.id',
  ],
  ['{ maker: { name: DescNullsLast } }', 'm.name desc nulls last, g.id desc'],
  ['{ makerId: AscNullsLast }', 'g."makerId" nulls last, g.id'],
  ['{ createdAt: DescNullsLast }', 'g."createdAt" desc, g.id desc'],
];

function inSql(order: string, condition = 'true'): Promise<string[]> {
  const { api, schema } = gadgets;
  return api.database
    .query<{ id: string }>(
      `select g.id from ${schema}.gadget g
       left join ${schema}.company m on m.id = g."makerId" and m."deletedAt" is null
       where ${condition} order by ${order}`,
    )
    .then((rows) => rows.map(({ id }) => id));
}

test('in every order, from either end', async () => {
  await fill();
  for (const [orderBy, order] of ORDERS) {
    const expected = await inSql(order);
    expect(expected).toHaveLength(1000);
    const size = orderBy.startsWith('{ size') ? SIZE : 8 * SIZE;
    for (const side of ['first', 'last'] as const) {
      const ids = await walk(GADGETS, orderBy, side, size);
      expect({ orderBy, ids }).toEqual({ orderBy, ids: expected });
    }
  }
});

describe.each(['first', 'last'] as const)('with %s', (side) => {
  test.each([
    '{ size: AscNullsLast }, { isNew: DescNullsFirst }',
    '{ size: DescNullsLast }',
    '{ maker: { name: AscNullsFirst } }',
  ])('%s, while records are inserted and deleted', async (orderBy) => {
    const ids = await fill();
    const seen = await walk(GADGETS, orderBy, side, SIZE, async (page) => {
      await insert(5);
      // The record that the cursor is of is the last of the page, or the first.
      await gadgets.api.database.query(`delete from ${gadgets.schema}.gadget where id = any ($1)`, [
        page.ids.filter((_, index) => index % 3 === 0),
      ]);
    });
    const times = new Map<string, number>();
    for (const id of seen) times.set(id, (times.get(id) ?? 0) + 1);
    expect(new Set(times.values())).toEqual(new Set([1]));
    expect(ids.filter((id) => !times.has(id))).toEqual([]);
  });
});

test('of lists within records', async () => {
  await fill();
  const { companies } = await caller.data('{ companies { edges { node { id } } } }');
  expect(companies.edges).toHaveLength(3);
  for (const { node } of companies.edges) {
    const made = `parent: company(filter: { id: { eq: "${node.id}" } }) { list: made(ARGUMENTS) { ${PARTS} } }`;
    const expected = await inSql('g.size desc nulls last, g.id desc', `g."makerId" = '${node.id}'`);
    expect(expected).toHaveLength(250);
    expect(await walk(made, '{ size: DescNullsLast }', 'first')).toEqual(expected);
    expect(await walk(made, '{ size: DescNullsLast }', 'last')).toEqual(expected);
  }
});
