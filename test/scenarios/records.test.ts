/*
 * A day with records, over HTTP, on the demo workspace: each role writes what it may, and lists are
 * counted, ordered and paged.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedDemo } from '../../scripts/demo/seed.ts';
import { type Api, type Caller, code, signToken, startApi } from '../scripts/graphql/support.ts';

let api: Api;
let workspaceId: string;
let schema: string;

beforeAll(async () => {
  api = await startApi();
  await seedDemo(api.database.url);
  const [workspace] = await api.database.query<{ id: string; schemaName: string }>(
    'select id, "schemaName" from core.workspace',
  );
  workspaceId = workspace?.id ?? '';
  schema = workspace?.schemaName ?? '';
});
afterAll(() => api?.stop());

const ONE = 'query ($id: ID) { product(filter: { id: { eq: $id } }) { id name inStock } }';
const TRASH =
  'query ($id: ID) { product(filter: { id: { eq: $id }, deletedAt: { is: NOT_NULL } }) { name } }';
const UPDATE =
  'mutation ($id: ID!, $data: ProductUpdateInput!) { updateProduct(id: $id, data: $data) { name inStock price } }';
const DELETE = 'mutation ($id: ID!) { deleteProduct(id: $id) { id deletedAt } }';
const RESTORE = 'mutation ($id: ID!) { restoreProduct(id: $id) { id deletedAt } }';
const DESTROY = 'mutation ($id: ID!) { destroyProduct(id: $id) { id name } }';

async function create(caller: Caller, name: string): Promise<string> {
  const { createProduct } = await caller.data(
    `mutation ($name: String!) {
      createProduct(data: {
        name: $name, price: { amount: 19.99, currency: "EUR" }, category: "books", tags: ["new", "sale"]
      }) { id name price category inStock tags deletedAt }
    }`,
    { name },
  );
  expect(createProduct).toEqual({
    id: expect.any(String),
    name,
    price: { amount: 19.99, currency: 'EUR' },
    category: 'books',
    inStock: true,
    tags: ['new', 'sale'],
    deletedAt: null,
  });
  return createProduct.id;
}

async function rowsOf(id: string): Promise<number> {
  return (await api.database.query(`select from ${schema}.product where id = $1`, [id])).length;
}

describe.each(['ADMIN', 'MANAGER', 'USER'])('%s', (role) => {
  let caller: Caller;
  let id: string;

  beforeAll(async () => {
    caller = await api.caller(workspaceId, role);
    id = await create(caller, `Made by ${role}`);
  });

  test('updates the fields given and no others', async () => {
    const { updateProduct } = await caller.data(UPDATE, { id, data: { inStock: false } });
    expect(updateProduct).toEqual({
      name: `Made by ${role}`,
      inStock: false,
      price: { amount: 19.99, currency: 'EUR' },
    });
  });

  test('soft-deletes: the record is hidden, found in the trash, and restored', async () => {
    const { deleteProduct } = await caller.data(DELETE, { id });
    expect(deleteProduct).toEqual({ id, deletedAt: expect.any(String) });
    expect(await caller.data(ONE, { id })).toEqual({ product: null });
    expect(await caller.data(TRASH, { id })).toEqual({ product: { name: `Made by ${role}` } });

    const { restoreProduct } = await caller.data(RESTORE, { id });
    expect(restoreProduct).toEqual({ id, deletedAt: null });
    expect((await caller.data(ONE, { id })).product.id).toBe(id);
  });

  test(role === 'USER' ? 'cannot destroy' : 'destroys for good', async () => {
    const answer = await caller.ask(DESTROY, { id });
    if (role === 'USER') {
      expect(code(answer)).toBe('BAD_USER_INPUT');
      expect(answer.errors?.[0]?.message).toContain('Cannot query field "destroyProduct"');
      expect(await rowsOf(id)).toBe(1);
    } else {
      expect(answer.data).toEqual({ destroyProduct: { id, name: `Made by ${role}` } });
      expect(await rowsOf(id)).toBe(0);
      expect(code(await caller.ask(DESTROY, { id }))).toBe('NOT_FOUND');
    }
  });
});

describe('what is refused changes nothing', () => {
  let caller: Caller;
  let id: string;

  beforeAll(async () => {
    caller = await api.caller(workspaceId, 'USER');
    id = await create(caller, 'Untouched');
  });

  test.each([
    ['a category that is no option', { category: 'food' }, 'category'],
    ['a tag that is no option', { tags: ['new', 'old'] }, 'tags'],
    ['a currency that is none', { price: { amount: 1, currency: 'XYZ' } }, 'price'],
    ['no name', { name: null }, 'name'],
  ])('%s', async (_what, data, field) => {
    const answer = await caller.ask(UPDATE, { id, data });
    expect(code(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toContain(field);
    const [row] = await api.database.query(
      `select name, category, tags, price from ${schema}.product where id = $1`,
      [id],
    );
    expect(row).toEqual({
      name: 'Untouched',
      category: 'books',
      tags: ['new', 'sale'],
      price: { amount: 19.99, currency: 'EUR' },
    });
  });

  test('a record of another workspace does not exist', async () => {
    const other = await api.caller(await api.createWorkspace('other'));
    const { createCompany } = await other.data(
      'mutation { createCompany(data: { name: "Theirs" }) { id } }',
    );
    const answer = await caller.ask(
      'mutation ($id: ID!) { updateCompany(id: $id, data: { name: "Ours" }) { id } }',
      { id: createCompany.id },
    );
    expect(code(answer)).toBe('NOT_FOUND');
    expect(await other.data('{ companies { edges { node { name } } } }')).toEqual({
      companies: { edges: [{ node: { name: 'Theirs' } }] },
    });
  });
});

describe('a member', () => {
  const tokenOf = async (email: string, role: string): Promise<string> => {
    const [user] = await api.database.query<{ id: string }>(
      'select id from core."user" where email = $1',
      [email],
    );
    return signToken({ claims: { sub: user?.id, workspaceId, role } });
  };
  const QUERY = '{ workspaceMembers { totalCount } }';

  test('is known by the token of their own role', async () => {
    const token = await tokenOf('uma@acme.example', 'USER');
    const answer = await api.server.graphql('/graphql', token, QUERY);
    expect(answer.data).toEqual({ workspaceMembers: { totalCount: 3 } });
  });

  test('is refused with a role that is not theirs', async () => {
    const token = await tokenOf('uma@acme.example', 'ADMIN');
    const answer = await api.server.graphql('/graphql', token, QUERY);
    expect(code(answer)).toBe('UNAUTHENTICATED');
  });
});

describe('lists', () => {
  interface Page {
    readonly edges: readonly { node: { id: string }; cursor: string }[];
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly startCursor: string;
      readonly endCursor: string;
    };
    readonly totalCount: number;
  }

  const PAGE = `
    query ($first: Int, $last: Int, $after: String, $before: String) {
      people(
        first: $first, last: $last, after: $after, before: $before
        orderBy: [{ companyId: AscNullsFirst }, { lastName: DescNullsLast }]
      ) {
        edges { cursor node { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        totalCount
      }
    }`;

  let caller: Caller;
  let expected: string[];

  beforeAll(async () => {
    caller = await api.caller(workspaceId, 'USER');
    const rows = await api.database.query<{ id: string }>(
      `select id from ${schema}.person where "deletedAt" is null
        order by "companyId" nulls first, "lastName" desc nulls last, id`,
    );
    expected = rows.map(({ id }) => id);
  });

  const page = async (variables: Record<string, unknown>): Promise<Page> =>
    (await caller.data(PAGE, variables)).people;

  test('forward and backward, pages join to the whole list in order', async () => {
    expect(expected.length).toBeGreaterThan(60);
    const forward: string[] = [];
    const backward: string[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const { edges, pageInfo, totalCount } = await page({ first: 25, after });
      expect(totalCount).toBe(expected.length);
      forward.push(...edges.map(({ node }) => node.id));
      more = pageInfo.hasNextPage;
      after = pageInfo.endCursor;
    }
    for (let before: string | undefined, more = true; more; ) {
      const { edges, pageInfo } = await page({ last: 25, before });
      backward.unshift(...edges.map(({ node }) => node.id));
      more = pageInfo.hasPreviousPage;
      before = pageInfo.startCursor;
    }
    expect(forward).toEqual(expected);
    expect(backward).toEqual(expected);
  });

  test('a page has 60 records by default and at most 200', async () => {
    expect((await page({})).edges).toHaveLength(60);
    expect((await page({ first: 200 })).edges).toHaveLength(expected.length);
    expect(code(await caller.ask(PAGE, { first: 201 }))).toBe('BAD_USER_INPUT');
  });

  test('totalCount counts what the filter finds, and the trash only where it is asked for', async () => {
    const answer = await caller.data(`{
      live: products { totalCount }
      trash: products(filter: { deletedAt: { is: NOT_NULL } }) { totalCount }
      books: products(filter: { category: { eq: "books" }, name: { startsWith: "M" } }) { totalCount }
    }`);
    const [row] = await api.database.query(
      `select count(*) filter (where "deletedAt" is null)::int as live, count("deletedAt")::int as trash,
              count(*) filter (where category = 'books' and name like 'M%' and "deletedAt" is null)::int as books
         from ${schema}.product`,
    );
    expect({
      live: answer.live.totalCount,
      trash: answer.trash.totalCount,
      books: answer.books.totalCount,
    }).toEqual(row);
  });
});
