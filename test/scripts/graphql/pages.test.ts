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

  test('a page of none says whether there are any', async () => {
    const query = (args: string) =>
      caller.data(
        `{ gadgets(${args}) { totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      );
    const none = { edges: [], pageInfo: { startCursor: null, endCursor: null } };
    for (const [args, totalCount, hasNextPage, hasPreviousPage] of [
      ['first: 0', 5, true, false],
      ['last: 0', 5, false, true],
      ['first: 0, filter: { name: { eq: "none" } }', 0, false, false],
      ['first: 0, offset: 5', 5, false, true],
    ] as const) {
      expect({ args, ...(await query(args)).gadgets }).toEqual({
        args,
        totalCount,
        edges: none.edges,
        pageInfo: { ...none.pageInfo, hasNextPage, hasPreviousPage },
      });
    }
  });

  test.each([
    'first: 201',
    'first: -1',
    'last: 201',
    'first: 1, last: 1',
    'last: 1, offset: 1',
    'offset: -1',
    'before: "nonsense"',
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

  describe('a cursor', () => {
    const cursorOf = async (list: string, args: string) => {
      const data = await caller.data(`{ ${list}(${args}) { edges { cursor } } }`);
      return data[list].edges[0].cursor;
    };
    const readAfter = (cursor: unknown, args: string) =>
      caller.ask(
        `query ($cursor: String) { gadgets(${args}, after: $cursor) { edges { node { size } } } }`,
        { cursor },
      );
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const SIZE = 'orderBy: [{ size: AscNullsLast }]';

    test.each([
      ['another direction', 'gadgets', 'orderBy: [{ size: DescNullsLast }]'],
      ['another place of nulls', 'gadgets', 'orderBy: [{ size: AscNullsFirst }]'],
      ['another field', 'gadgets', 'orderBy: [{ stars: AscNullsLast }]'],
      ['more fields', 'gadgets', 'orderBy: [{ size: AscNullsLast }, { name: AscNullsLast }]'],
      ['a related field', 'gadgets', 'orderBy: [{ maker: { name: AscNullsLast } }]'],
      ['no order', 'gadgets', 'first: 1'],
      ['another object', 'companies', 'first: 1'],
    ])('of %s is refused', async (_what, list, args) => {
      await caller.data('mutation { createCompany(data: { name: "x" }) { id } }');
      const answer = await readAfter(await cursorOf(list, args), SIZE);
      expect(code(answer)).toBe('BAD_USER_INPUT');
      expect(answer.errors?.[0]?.message).toMatch(
        /^"after" is a cursor of another list or of another order/,
      );
    });

    test.each([
      ['nothing', ''],
      ['no JSON', 'nonsense'],
      ['characters beyond base64', '¡¢£'],
      ['an object', encode({})],
      ['numbers', encode([1, 2, 3])],
      ['null', encode(null)],
    ])('that is %s is refused', async (_what, cursor) => {
      const answer = await readAfter(cursor, SIZE);
      expect(code(answer)).toBe('BAD_USER_INPUT');
      expect(answer.errors?.[0]?.message).toMatch(/^"after" is no cursor/);
    });

    test('that was tampered with is refused, by Postgres at the latest', async () => {
      const genuine = await cursorOf('gadgets', SIZE);
      const [digest, size, id] = JSON.parse(Buffer.from(genuine, 'base64url').toString());
      for (const forged of [
        [digest],
        [digest, size],
        [digest, size, id, id],
        [digest, 'many', id],
        [digest, size, 'x'],
        [digest, size, null],
        [digest, size, "'; drop table gadget; --"],
        [digest, `\u0000`, id],
      ]) {
        expect(code(await readAfter(encode(forged), SIZE))).toBe('BAD_USER_INPUT');
      }
      expect((await readAfter(genuine, SIZE)).errors).toBeUndefined();
    });

    test('that is null is none', async () => {
      const { data } = await readAfter(null, SIZE);
      expect(data.gadgets.edges).toHaveLength(5);
    });

    test('bounds a page at both ends, with offset within', async () => {
      const { gadgets } = await caller.data(
        '{ gadgets(orderBy: [{ size: AscNullsLast }]) { edges { cursor } } }',
      );
      const [first, , , , last] = gadgets.edges.map(({ cursor }: { cursor: string }) => cursor);
      const between = (args: string) =>
        page(`${SIZE}, after: "${first}", before: "${last}", ${args}`);
      const info = { hasNextPage: true, hasPreviousPage: true };
      expect(await between('first: 9')).toMatchObject({ sizes: [2, 3, null], info });
      expect(await between('first: 2')).toMatchObject({ sizes: [2, 3], info });
      expect(await between('last: 2')).toMatchObject({ sizes: [3, null], info });
      expect(await between('first: 1, offset: 1')).toMatchObject({ sizes: [3], info });
    });
  });

  test('pages know what is beyond them', async () => {
    const of = async (args: string) =>
      (await page(`orderBy: [{ size: AscNullsLast }], ${args}`)).info;
    expect(await of('first: 5')).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    expect(await of('first: 4')).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(await of('last: 5')).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    expect(await of('last: 4')).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(await of('first: 5, offset: 5')).toEqual({
      hasNextPage: false,
      hasPreviousPage: true,
      startCursor: null,
      endCursor: null,
    });
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
