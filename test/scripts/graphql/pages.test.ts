/*
 * orderBy, cursors, page sizes.
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

describe('order and pages', () => {
  beforeEach(async () => {
    await Promise.all(
      [3, null, 1, 2, null].map((size, index) => create({ name: `g${index}`, size })),
    );
  });

  test.each([
    ['AscNullsFirst', [null, null, 1, 2, 3]],
    ['AscNullsLast', [1, 2, 3, null, null]],
    ['DescNullsFirst', [null, null, 3, 2, 1]],
    ['DescNullsLast', [3, 2, 1, null, null]],
  ])('%s, on one page and page by page in both directions', async (direction, expected) => {
    const args = `orderBy: [{ size: ${direction} }]`;
    expect((await page(args)).sizes).toEqual(expected);
    expect(await allPages(args, 'first', 'after')).toEqual(expected);
    expect((await allPages(args, 'last', 'before')).length).toBe(expected.length);
  });

  test('keys in the order given', async () => {
    await create({ name: 'a', size: 3 });
    expect(
      await names('orderBy: [{ size: DescNullsLast }, { name: AscNullsLast }], first: 2'),
    ).toEqual(['a', 'g0']);
    expect(
      await names('orderBy: [{ size: DescNullsLast }, { name: DescNullsLast }], first: 2'),
    ).toEqual(['g0', 'a']);
  });

  test('offset and total', async () => {
    const { gadgets } = await caller.data(
      '{ gadgets(orderBy: { name: AscNullsLast }, first: 2, offset: 1) { totalCount edges { node { name } } pageInfo { hasNextPage hasPreviousPage } } }',
    );
    expect(gadgets).toEqual({
      totalCount: 5,
      edges: [{ node: { name: 'g1' } }, { node: { name: 'g2' } }],
      pageInfo: { hasNextPage: true, hasPreviousPage: true },
    });
  });

  test.each([
    'first: 201',
    'first: -1',
    'last: 201',
    'first: 1, last: 1',
    'last: 1, offset: 1',
    'offset: -1',
    'after: "nonsense"',
    'orderBy: [{ size: AscNullsLast, name: AscNullsLast }]',
  ])('%s is BAD_USER_INPUT', async (args) => {
    expect(code(await caller.ask(`{ gadgets(${args}) { edges { node { id } } } }`))).toBe(
      'BAD_USER_INPUT',
    );
  });

  test('sixty records a page by default', async () => {
    await Promise.all(Array.from({ length: 60 }, (_, index) => create({ name: `more ${index}` })));
    const { gadgets } = await caller.data(
      '{ gadgets { edges { node { id } } pageInfo { hasNextPage } } }',
    );
    expect(gadgets.edges).toHaveLength(60);
    expect(gadgets.pageInfo.hasNextPage).toBe(true);
  });

  async function page(args: string) {
    const { gadgets } = await caller.data(
      `{ gadgets(${args}) { edges { node { size } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    );
    return {
      sizes: gadgets.edges.map(({ node }: { node: { size: number } }) => node.size),
      info: gadgets.pageInfo,
    };
  }

  async function allPages(args: string, count: 'first' | 'last', side: 'after' | 'before') {
    const sizes: unknown[] = [];
    let cursor: string | undefined;
    for (let more = true; more && sizes.length < 10; ) {
      const from = cursor === undefined ? '' : `, ${side}: "${cursor}"`;
      const { sizes: found, info } = await page(`${args}, ${count}: 2${from}`);
      sizes.push(...found);
      cursor = count === 'first' ? info.endCursor : info.startCursor;
      more = count === 'first' ? info.hasNextPage : info.hasPreviousPage;
    }
    return sizes;
  }
});
