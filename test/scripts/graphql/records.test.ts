/*
 * The dialect of /graphql, over HTTP: reading, filtering, ordering, paging and writing records.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type Answer,
  type Api,
  type Caller,
  code,
  createField,
  createObject,
  objectId,
  startApi,
} from './support.ts';

let api: Api;
let caller: Caller;

const options = {
  options: [
    { value: 'A', label: 'A' },
    { value: 'B', label: 'B' },
  ],
};

beforeAll(async () => {
  api = await startApi();
  caller = await api.caller(await api.createWorkspace('records'));
  await createObject(caller, 'gadget', 'gadgets', [
    { name: 'name', type: 'TEXT', isNullable: false },
    { name: 'code', type: 'TEXT', isUnique: true },
    { name: 'size', type: 'NUMBER', settings: { dataType: 'int', min: 0 } },
    { name: 'weight', type: 'NUMBER' },
    { name: 'serial', type: 'NUMBER', settings: { dataType: 'bigint' } },
    { name: 'ratio', type: 'NUMBER', settings: { dataType: 'float' } },
    { name: 'isNew', type: 'BOOLEAN' },
    { name: 'madeOn', type: 'DATE' },
    { name: 'checkedAt', type: 'DATE_TIME' },
    { name: 'kind', type: 'SELECT', settings: options },
    { name: 'marks', type: 'MULTI_SELECT', settings: options },
    { name: 'price', type: 'CURRENCY', settings: { currencyCode: 'USD' } },
    { name: 'cost', type: 'CURRENCY' },
    { name: 'stars', type: 'RATING' },
    { name: 'email', type: 'EMAIL' },
  ]);
  const gadget = await objectId(caller, 'gadget');
  for (const [name, relationTargetFieldName] of [
    ['maker', 'made'],
    ['seller', 'sold'],
  ]) {
    await createField(caller, gadget, {
      name: name as string,
      type: 'RELATION',
      settings: {
        relationType: 'MANY_TO_ONE',
        relationTargetObjectId: await objectId(caller, 'company'),
        relationTargetFieldName,
      },
    });
  }
});

afterAll(() => api?.stop());

beforeEach(async () => {
  const [workspace] = await api.database.query<{ schemaName: string }>(
    'select "schemaName" from core.workspace',
  );
  await api.database.query(
    `delete from ${workspace?.schemaName}.gadget; delete from ${workspace?.schemaName}.company`,
  );
});

type Data = Record<string, unknown>;

async function create(data: Data): Promise<string> {
  const { createGadget } = await caller.data(
    'mutation ($data: GadgetCreateInput!) { createGadget(data: $data) { id } }',
    { data },
  );
  return createGadget.id;
}

async function names(args?: string): Promise<string[]> {
  const { gadgets } = await caller.data(
    `{ gadgets${args ? `(${args})` : ''} { edges { node { name } } } }`,
  );
  return gadgets.edges.map(({ node }: { node: { name: string } }) => node.name);
}

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

describe('values', () => {
  test('come back as they were given', async () => {
    const data = {
      name: 'x',
      size: 7,
      weight: 10.25,
      serial: 42,
      ratio: 0.1,
      isNew: true,
      madeOn: '2024-02-29',
      checkedAt: '2024-02-29T12:00:00.123456+02:00',
      kind: 'A',
      marks: ['B', 'A'],
      price: { amount: 19.99, currency: 'EUR' },
      stars: 3,
      email: 'a@example.com',
      position: 1.5,
    };
    const { createGadget } = await caller.data(
      `mutation ($data: GadgetCreateInput!) { createGadget(data: $data) {
        name size weight serial ratio isNew madeOn checkedAt kind marks price stars email position
      } }`,
      { data },
    );
    expect(createGadget).toEqual({ ...data, checkedAt: '2024-02-29T10:00:00.123456+00:00' });
  });

  test('numbers that a double does not hold are strings, exactly', async () => {
    const id = await create({
      name: 'x',
      weight: '12345678901234567.89',
      serial: '9007199254740993',
      price: { amount: '90071992547409.931' },
    });
    const { gadget } = await caller.data(
      'query ($id: ID) { gadget(filter: { id: { eq: $id } }) { weight serial price } }',
      { id },
    );
    expect(gadget).toEqual({
      weight: '12345678901234567.89',
      serial: '9007199254740993',
      price: { amount: '90071992547409.931', currency: 'USD' },
    });
  });

  test('literals keep their digits', async () => {
    const { createGadget } = await caller.data(
      'mutation { createGadget(data: { name: "x", weight: 12345678901234567.89, price: { amount: 12345678901234567.89 } }) { weight price } }',
    );
    expect(createGadget).toEqual({
      weight: '12345678901234567.89',
      price: { amount: '12345678901234567.89', currency: 'USD' },
    });
  });

  test.each([
    'price: { amount: "many" }',
    'price: { currency: "USD" }',
    'price: { amount: 1, currency: "Dollars" }',
    'price: { amount: 1, cents: 1 }',
    'price: 5',
    'cost: { amount: 5 }',
    'size: -1',
    'size: 1.5',
    'serial: 1.5',
    'weight: "one"',
    'kind: "C"',
    'marks: ["C"]',
    'marks: [null]',
    'stars: 6',
    'email: "nobody"',
    'madeOn: "yesterday"',
    'checkedAt: "now"',
    'makerId: "10000000-0000-4000-8000-000000000000"',
    'name: null',
    'deletedAt: "2024-01-01T00:00:00Z"',
  ])('%s is BAD_USER_INPUT', async (field) => {
    const given = field.startsWith('name') ? field : `name: "x", ${field}`;
    const answer = await caller.ask(`mutation { createGadget(data: { ${given} }) { id } }`);
    expect(code(answer)).toBe('BAD_USER_INPUT');
  });

  test('a failed check names the field', async () => {
    const { errors } = await caller.ask(
      'mutation { createGadget(data: { name: "x", kind: "C" }) { id } }',
    );
    expect(errors?.[0]).toMatchObject({
      message: 'gadget.kind must be one of its options.',
      extensions: { object: 'gadget', fields: ['kind'] },
    });
  });
});

describe('writing', () => {
  test('update changes what is given and leaves the rest', async () => {
    const id = await create({ name: 'x', size: 1, code: 'c' });
    const { updateGadget } = await caller.data(
      'mutation ($id: ID!) { updateGadget(id: $id, data: { size: 2, code: null }) { name size code } }',
      { id },
    );
    expect(updateGadget).toEqual({ name: 'x', size: 2, code: null });
  });

  test('delete hides, restore shows again, destroy removes', async () => {
    const id = await create({ name: 'x' });
    const { deleteGadget } = await caller.data(
      'mutation ($id: ID!) { deleteGadget(id: $id) { deletedAt } }',
      { id },
    );
    expect(deleteGadget.deletedAt).toEqual(expect.any(String));
    expect(await names()).toEqual([]);
    expect(await names('filter: { deletedAt: { is: NOT_NULL } }')).toEqual(['x']);
    expect(
      await names('filter: { or: [{ deletedAt: { is: NULL } }, { deletedAt: { is: NOT_NULL } }] }'),
    ).toEqual(['x']);
    const { restoreGadget } = await caller.data(
      'mutation ($id: ID!) { restoreGadget(id: $id) { deletedAt } }',
      { id },
    );
    expect(restoreGadget.deletedAt).toBeNull();
    expect(await names()).toEqual(['x']);
    expect(
      await caller.data('mutation ($id: ID!) { destroyGadget(id: $id) { name } }', { id }),
    ).toEqual({ destroyGadget: { name: 'x' } });
    expect(await names('filter: { deletedAt: { is: NOT_NULL } }')).toEqual([]);
  });

  test.each([
    'updateGadget(id: $id, data: { size: 1 })',
    'deleteGadget(id: $id)',
    'restoreGadget(id: $id)',
    'destroyGadget(id: $id)',
  ])('%s of a record that is not there is NOT_FOUND', async (field) => {
    const id = '10000000-0000-4000-8000-000000000000';
    const answer = await caller.ask(`mutation ($id: ID!) { ${field} { id } }`, { id });
    expect(code(answer)).toBe('NOT_FOUND');
  });

  test('a duplicate is a CONFLICT that names the field and not the other value', async () => {
    await create({ name: 'x', code: 'same' });
    const answer: Answer = await caller.ask(
      'mutation { createGadget(data: { name: "y", code: "same" }) { id } }',
    );
    expect(answer.errors?.[0]).toMatchObject({
      message: 'Another gadget has this code.',
      extensions: { code: 'CONFLICT', object: 'gadget', fields: ['code'] },
    });
  });

  test('each mutation field is a transaction of its own, in order', async () => {
    const answer = await caller.ask(
      'mutation { a: createGadget(data: { name: "first" }) { name } b: createGadget(data: { name: "second", size: -1 }) { name } c: createGadget(data: { name: "third" }) { name } }',
    );
    expect(answer.data).toEqual({ a: { name: 'first' }, b: null, c: { name: 'third' } });
    expect(await names('orderBy: { createdAt: AscNullsLast }')).toEqual(['first', 'third']);
  });
});

describe('relations', () => {
  test('two to one object, both ways; a deleted record reads null and its id stays', async () => {
    const { maker, seller } = await caller.data(
      'mutation { maker: createCompany(data: { name: "M" }) { id } seller: createCompany(data: { name: "S" }) { id } }',
    );
    await create({ name: 'x', makerId: maker.id, sellerId: seller.id });
    await create({ name: 'y', makerId: maker.id });
    await caller.data('mutation ($id: ID!) { deleteCompany(id: $id) { id } }', { id: seller.id });
    const { gadgets } = await caller.data(
      '{ gadgets(filter: { name: { eq: "x" } }) { edges { node { makerId maker { name made(orderBy: { name: DescNullsLast }) { totalCount edges { node { name } } } sold { totalCount } } sellerId seller { name } } } } }',
    );
    expect(gadgets.edges[0].node).toEqual({
      makerId: maker.id,
      maker: {
        name: 'M',
        made: { totalCount: 2, edges: [{ node: { name: 'y' } }, { node: { name: 'x' } }] },
        sold: { totalCount: 0 },
      },
      sellerId: seller.id,
      seller: null,
    });
  });

  test('deleted records are hidden in nested lists too', async () => {
    const { createCompany: company } = await caller.data(
      'mutation { createCompany(data: { name: "M" }) { id } }',
    );
    const id = await create({ name: 'x', makerId: company.id });
    await caller.data('mutation ($id: ID!) { deleteGadget(id: $id) { id } }', { id });
    const { companies } = await caller.data(
      '{ companies { edges { node { live: made { totalCount } gone: made(filter: { deletedAt: { is: NOT_NULL } }) { edges { node { name } } } } } } }',
    );
    expect(companies.edges[0].node).toEqual({
      live: { totalCount: 0 },
      gone: { edges: [{ node: { name: 'x' } }] },
    });
  });
});
