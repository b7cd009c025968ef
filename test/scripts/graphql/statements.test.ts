/*
 * What a list costs: one SQL statement, however much is nested in it; a count only where it is asked
 * for; no OFFSET unless the client says offset.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Gadgets, startGadgets } from './gadgets.ts';
import { type Caller, statementsOf } from './support.ts';

let gadgets: Gadgets;
let caller: Caller;
let after: string;

beforeAll(async () => {
  gadgets = await startGadgets({ LOG_LEVEL: 'debug' });
  ({ caller } = gadgets);
  const { createCompany } = await caller.data(
    'mutation { createCompany(data: { name: "Acme" }) { id } }',
  );
  for (const size of [1, 2, null]) {
    await gadgets.create({ name: `g${size}`, size, makerId: createCompany.id });
  }
  const { gadgets: page } = await caller.data(
    '{ gadgets(first: 1, orderBy: [{ size: AscNullsLast }]) { pageInfo { endCursor } } }',
  );
  after = page.pageInfo.endCursor;
});

afterAll(() => gadgets?.api.stop());

const COUNT = /count\(\*\)/;
const OFFSET = /\boffset\b/;
const PAGE =
  'edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const ORDER = 'orderBy: [{ size: AscNullsLast }]';

test.each([
  ['a page', `{ gadgets(${ORDER}) { ${PAGE} } }`],
  [
    'a page after a cursor',
    `query ($after: String) { gadgets(first: 1, after: $after, ${ORDER}) { ${PAGE} } }`,
  ],
  [
    'a page before a cursor',
    `query ($after: String) { gadgets(last: 1, before: $after, ${ORDER}) { ${PAGE} } }`,
  ],
  [
    'filters and orders over relations',
    `{ gadgets(filter: { maker: { name: { ilike: "a%" } } }, orderBy: [{ seller: { name: AscNullsLast } }]) {
       edges { cursor node { maker { name } seller { name } } }
     } }`,
  ],
  [
    'lists in a list',
    `query ($after: String) { companies(filter: { name: { is: NOT_NULL } }) { ${PAGE} edges { node {
       made(first: 1, after: $after, ${ORDER}) { ${PAGE} edges { node { maker { made(last: 1) { edges { cursor } } } } } }
       sold(filter: { maker: { name: { eq: "x" } } }) { ${PAGE} }
     } } } }`,
  ],
  ['one record', '{ gadget(filter: { maker: { name: { eq: "Acme" } } }) { name maker { name } } }'],
])('%s is one statement that counts nothing and skips nothing', async (_what, query) => {
  const statements = await statementsOf(gadgets.api, caller, () => caller.data(query, { after }));
  expect(statements).toHaveLength(1);
  expect(statements[0]).not.toMatch(COUNT);
  expect(statements[0]).not.toMatch(OFFSET);
});

test('a count alone reads no record', async () => {
  const statements = await statementsOf(gadgets.api, caller, () =>
    caller.data(`{ gadgets(${ORDER}) { totalCount } }`),
  );
  expect(statements).toEqual([expect.stringMatching(COUNT)]);
  expect(statements[0]).not.toMatch(/order by|limit/);
});

test('a count beside a page is of the whole list, whatever the page', async () => {
  const query = `query ($after: String) { gadgets(first: 1, after: $after, ${ORDER}, filter: { maker: { name: { eq: "Acme" } } }) { totalCount edges { node { name } } } }`;
  const { gadgets: page } = await caller.data(query, { after });
  expect(page).toEqual({ totalCount: 3, edges: [{ node: { name: 'g2' } }] });
});

test('counts of lists within records are part of the statement', async () => {
  const statements = await statementsOf(gadgets.api, caller, () =>
    caller.data(`{ companies { edges { node { made(first: 1) { totalCount ${PAGE} } } } } }`),
  );
  expect(statements).toEqual([expect.stringMatching(COUNT)]);
});

test('offset is for those who ask for it', async () => {
  const statements = await statementsOf(gadgets.api, caller, () =>
    caller.data('{ gadgets(offset: 1) { edges { node { name } } } }'),
  );
  expect(statements).toEqual([expect.stringMatching(OFFSET)]);
});

test('one list under two names is read once', async () => {
  const list = `gadgets(${ORDER}) { edges { cursor node { name } } }`;
  const statements = await statementsOf(gadgets.api, caller, async () => {
    const { a, b } = await caller.data(`{ a: ${list} b: ${list} }`);
    expect(a).toEqual(b);
  });
  expect(statements).toHaveLength(1);
});
