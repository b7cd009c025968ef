/*
 * The demo workspace's client against a real server: what it reads and writes, page by page, and what
 * it throws.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  type ApiError,
  BadUserInputError,
  type Client,
  ConflictError,
  ConnectionError,
  createClient,
  ForbiddenError,
  MetadataValidationError,
  NotFoundError,
  UnauthenticatedError,
} from '../../generated/acme/client.ts';
import { CreateProductDocument, ProductsDocument } from '../../generated/acme/documents.ts';
import { extendForCommerce } from '../../scripts/demo/commerce.ts';
import { type Api, type Caller, startApi } from '../scripts/graphql/support.ts';

let api: Api;
let caller: Caller;
let client: Client;

beforeAll(async () => {
  api = await startApi();
  const id = await api.createWorkspace('acme');
  await extendForCommerce(await api.database.client(), id);
  caller = await api.caller(id);
  client = createClient({ url: `${api.server.url}/`, token: () => caller.token });
  await client.products.createMany({
    data: [
      { name: 'Lamp', category: 'electronics', price: { amount: 19.99 }, tags: ['new'] },
      { name: 'Radio', category: 'electronics', price: { amount: 49 }, tags: ['new', 'sale'] },
      { name: 'Novel', category: 'books' },
    ],
  });
});
afterAll(() => api?.stop());

describe('reads', () => {
  test('what is selected, filtered and in order', async () => {
    const found = await client.products.findMany({
      filter: { category: { eq: 'electronics' } },
      orderBy: [{ name: 'DescNullsLast' }],
      select: { name: true, price: true },
    });
    expect(found).toEqual([
      { name: 'Radio', price: { amount: 49, currency: 'USD' } },
      { name: 'Lamp', price: { amount: 19.99, currency: 'USD' } },
    ]);
  });

  test('all values where nothing is selected', async () => {
    const novel = await client.products.findOne({ filter: { name: { eq: 'Novel' } } });
    expect(Object.keys(novel ?? {}).toSorted()).toEqual(
      'category createdAt deletedAt id inStock name position price tags updatedAt'.split(' '),
    );
    expect(await client.products.findOne({ filter: { name: { eq: 'None' } } })).toBeNull();
  });

  test('relations to one and to many, with arguments of their own', async () => {
    const [lamp, radio] = await client.products.findMany({
      filter: { category: { eq: 'electronics' } },
      orderBy: [{ name: 'AscNullsLast' }],
      select: { id: true },
    });
    const customer = await client.companies.create({ data: { name: 'Globex' } });
    const order = await client.orders.create({ data: { customerId: customer.id } });
    for (const [product, quantity] of [
      [lamp, 3],
      [radio, 1],
    ] as const) {
      await client.orderItems.create({
        data: { orderId: order.id, product: { connect: { where: { id: product?.id } } }, quantity },
      });
    }
    const select = {
      customer: { name: true, orders: { id: true } },
      orderItems: {
        $arguments: { orderBy: [{ quantity: 'AscNullsLast' }], first: 1 },
        quantity: true,
        product: { name: true },
      },
    } as const;
    expect(await client.orders.findMany({ select })).toEqual([
      {
        customer: { name: 'Globex', orders: [{ id: order.id }] },
        orderItems: [{ quantity: 1, product: { name: 'Radio' } }],
      },
    ]);
    const alone = await client.orders.create({ data: {}, select: { customer: { name: true } } });
    expect(alone).toEqual({ customer: null });
  });

  test('a page, and all pages', async () => {
    const page = await client.products.findPage({
      orderBy: [{ name: 'AscNullsLast' }],
      first: 2,
      select: { name: true },
    });
    expect(page).toMatchObject({
      records: [{ name: 'Lamp' }, { name: 'Novel' }],
      totalCount: 3,
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const names: string[] = [];
    const all = client.products.iterate({
      orderBy: [{ name: 'AscNullsLast' }],
      pageSize: 2,
      select: { name: true },
    });
    for await (const { name } of all) names.push(name);
    expect(names).toEqual(['Lamp', 'Novel', 'Radio']);
  });

  test('what is selected may be said at run time', async () => {
    const withPrice: boolean = false;
    const filter = { name: { eq: 'Lamp' } };
    const select = { name: true, price: withPrice, orderItems: withPrice && { id: true } } as const;
    expect(await client.products.findMany({ filter, select })).toEqual([{ name: 'Lamp' }]);
    const counts = { totalCount: true, sumAmountPrice: withPrice };
    expect(await client.products.aggregate({ filter, select: counts })).toEqual({ totalCount: 1 });
    const nothing = client.products.findMany({ select: { name: withPrice } });
    await expect(nothing).rejects.toThrow('Select at least one field of product.');
  });

  test('all pages, while records come and go', async () => {
    const { notes } = client;
    const numbered = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, place) => ({
        title: String(from + place).padStart(3, '0'),
      }));
    await notes.createMany({ data: numbered(100, 150) });
    const seen: (string | null)[] = [];
    const all = notes.iterate({
      orderBy: [{ title: 'AscNullsLast' }],
      pageSize: 10,
      select: { title: true },
    });
    for await (const { title } of all) {
      seen.push(title);
      if (title === '120') {
        await notes.deleteMany({ filter: { title: { in: ['101', '125', '140', '129', '130'] } } });
        await notes.createMany({ data: [...numbered(90, 100), ...numbered(150, 155)] });
      }
    }
    const gone = ['140', '130'];
    // 121 to 129 had been read with 120: a page is one moment.
    expect(seen).toEqual(
      numbered(100, 155)
        .map(({ title }) => title)
        .filter((title) => !gone.includes(title)),
    );
    const first: (string | null)[] = [];
    for await (const { title } of notes.iterate({ orderBy: [{ title: 'AscNullsLast' }] })) {
      first.push(title);
      break;
    }
    expect(first).toEqual(['090']);
    await notes.destroyMany({ filter: { id: { is: 'NOT_NULL' } } });
    await notes.destroyMany({ filter: { deletedAt: { is: 'NOT_NULL' } } });
  });

  test('aggregates, of all and of groups', async () => {
    expect(
      await client.products.aggregate({
        filter: { price: { is: 'NOT_NULL' } },
        select: { totalCount: true, sumAmountPrice: true },
      }),
    ).toEqual({ totalCount: 2, sumAmountPrice: 68.99 });
    expect(
      await client.products.groupBy({
        groupBy: [{ category: true }],
        select: { groupByDimensionValues: true, totalCount: true },
      }),
    ).toEqual([
      { groupByDimensionValues: ['books'], totalCount: 1 },
      { groupByDimensionValues: ['electronics'], totalCount: 2 },
    ]);
  });
});

describe('writes', () => {
  test('one', async () => {
    const { notes } = client;
    const note = await notes.create({ data: { title: 'One' }, select: { id: true } });
    expect(
      await notes.create({
        data: { id: note.id, title: 'Two' },
        upsert: true,
        select: { title: true },
      }),
    ).toEqual({ title: 'Two' });
    const { id } = note;
    expect(await notes.update({ id, data: { title: null }, select: { title: true } })).toEqual({
      title: null,
    });
    expect((await notes.delete({ id })).deletedAt).not.toBeNull();
    expect((await notes.restore({ id })).deletedAt).toBeNull();
    expect((await notes.destroy({ id })).id).toBe(id);
    expect(await notes.findOne({ filter: { id: { eq: id } } })).toBeNull();
  });

  test('many', async () => {
    const { tasks } = client;
    const titles = ['a', 'b', 'c'];
    const made = await tasks.createMany({
      data: titles.map((title) => ({ title })),
      select: { title: true },
    });
    expect(made.map(({ title }) => title)).toEqual(titles);
    const filter = { title: { in: ['a', 'b'] } };
    const select = { status: true } as const;
    expect(await tasks.updateMany({ filter, data: { status: 'DONE' }, select })).toEqual([
      { status: 'DONE' },
      { status: 'DONE' },
    ]);
    const trashed = { ...filter, deletedAt: { is: 'NOT_NULL' } } as const;
    expect(await tasks.deleteMany({ filter })).toHaveLength(2);
    expect(await tasks.restoreMany({ filter: trashed })).toHaveLength(2);
    expect(await tasks.destroyMany({ filter })).toHaveLength(2);
    expect(await tasks.aggregate({ select: { totalCount: true } })).toEqual({ totalCount: 1 });
  });

  test('a date as a Date', async () => {
    const dueAt = new Date('2026-03-01T12:00:00Z');
    const task = await client.tasks.create({
      data: { title: 'd', dueAt },
      select: { dueAt: true },
    });
    expect(new Date(task.dueAt ?? '')).toEqual(dueAt);
    await client.tasks.findMany({ filter: { dueAt: { gte: dueAt } } });
  });
});

describe('documents', () => {
  test('run as they are', async () => {
    const { products } = await client.$query(ProductsDocument, { first: 1 });
    expect(products.totalCount).toBe(3);
    const { createProduct } = await client.$query(CreateProductDocument, { data: { name: 'Pen' } });
    expect(createProduct).toMatchObject({ name: 'Pen', inStock: true });
    await client.products.destroy({ id: createProduct?.id ?? '' });
  });
});

describe('metadata', () => {
  test('objects, fields and indexes', async () => {
    const { $metadata } = client;
    const object = await $metadata.createObject({ nameSingular: 'gadget' });
    expect(object).toMatchObject({ namePlural: 'gadgets', labelPlural: 'Gadgets' });
    const field = await $metadata.createField({
      objectMetadataId: object.id,
      name: 'size',
      type: 'NUMBER',
    });
    const index = await $metadata.createIndex({
      objectId: object.id,
      fields: ['size', 'createdAt'],
    });
    expect(index.fields).toEqual([field.id, 'createdAt']);
    await $metadata.deleteIndex(index.id);
    expect(await $metadata.updateField(field.id, { label: 'How large' })).toMatchObject({
      label: 'How large',
    });
    await $metadata.deleteField(field.id);
    expect(await $metadata.updateObject(object.id, { isActive: false })).toMatchObject({
      isActive: false,
    });
    await $metadata.deleteObject(object.id);
  });

  test('permissions are settings', async () => {
    const send = jest.fn<typeof fetch>(async () => Response.json({ data: { result: {} } }));
    const { createField, updateField } = createClient({ url: 'http://x', fetch: send }).$metadata;
    const permissions = { ADMIN: ['READ', 'WRITE'], USER: [] } as const;
    await createField('o', { name: 'a', type: 'TEXT', settings: { maxLength: 9 }, permissions });
    await updateField('f', { permissions });
    const sent = send.mock.calls.map(([, init]) => JSON.parse(String(init?.body)).variables.input);
    expect(sent).toEqual([
      {
        field: {
          objectMetadataId: 'o',
          name: 'a',
          type: 'TEXT',
          settings: { maxLength: 9, permissions },
        },
      },
      { id: 'f', update: { settings: { permissions } } },
    ]);
  });
});

describe('errors', () => {
  const thrown = async (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  test('a missing record', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    const error = await thrown(client.products.update({ id, data: { name: 'x' } }));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ name: 'NotFoundError', code: 'NOT_FOUND' });
  });

  test('a value that does not fit, with its field and place', async () => {
    const error = await thrown(
      client.orderItems.createMany({ data: [{ quantity: 1 }, { quantity: 0 }] }),
    );
    expect(error).toBeInstanceOf(BadUserInputError);
    expect(error).toMatchObject({ fields: ['quantity'], index: 1 });
  });

  test('a value that is taken', async () => {
    const [lamp] = await client.products.findMany({ first: 1 });
    const error = await thrown(client.products.create({ data: { id: lamp?.id, name: 'Copy' } }));
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({ fields: ['id'], facts: { conflictingRecordId: lamp?.id } });
  });

  test('a change of metadata that the compiler refuses, with all that is wrong', async () => {
    const error = await thrown(client.$metadata.createObject({ nameSingular: 'Bad name' }));
    expect(error).toBeInstanceOf(MetadataValidationError);
    expect((error as ApiError).facts.faults?.length).toBeGreaterThan(0);
  });

  test('no token, and a role that may not', async () => {
    const { url } = api.server;
    expect(await thrown(createClient({ url }).products.findMany())).toBeInstanceOf(
      UnauthenticatedError,
    );
    const { token } = await api.caller(caller.workspaceId, 'USER');
    const user = createClient({ url, token });
    const error = await thrown(user.$metadata.createObject({ nameSingular: 'hidden' }));
    expect(error).toBeInstanceOf(ForbiddenError);
  });

  test('nobody there, and somebody else', async () => {
    const nowhere = createClient({ url: 'http://127.0.0.1:1' });
    expect(await thrown(nowhere.products.findMany())).toBeInstanceOf(ConnectionError);
    const answers = [new Response('<html>', { status: 502 }), Response.json({ status: 'ok' })];
    for (const answer of answers) {
      const other = createClient({ url: 'http://x', fetch: async () => answer });
      expect(await thrown(other.products.findMany())).toBeInstanceOf(ConnectionError);
    }
  });

  test('a signal ends a request with its reason, whatever the method', async () => {
    const reason = new Error('enough');
    const signal = AbortSignal.abort(reason);
    const { products, $query } = client;
    const data = { name: 'x' };
    const filter = { name: { eq: 'x' } };
    for (const work of [
      products.findMany({ signal }),
      products.findPage({ signal }),
      products.findOne({ filter, signal }),
      products.iterate({ signal }).next(),
      products.aggregate({ select: { totalCount: true }, signal }),
      products.groupBy({ groupBy: [{ name: true }], select: { totalCount: true }, signal }),
      products.create({ data, signal }),
      products.createMany({ data: [data], signal }),
      products.updateMany({ filter, data, signal }),
      products.deleteMany({ filter, signal }),
      $query(ProductsDocument, {}, { signal }),
    ]) {
      expect(await thrown(work)).toBe(reason);
    }
    expect(await products.findMany({ filter })).toEqual([]);
    const timedOut = await thrown(products.findMany({ signal: AbortSignal.timeout(0) }));
    expect(timedOut).toMatchObject({ name: 'TimeoutError' });
    const stopped = new AbortController();
    const half = createClient({
      url: 'http://x',
      fetch: async () =>
        new Response(
          new ReadableStream({
            pull(controller) {
              stopped.abort(reason);
              controller.error(reason);
            },
          }),
        ),
    });
    expect(await thrown(half.products.findMany({ signal: stopped.signal }))).toBe(reason);
  });

  test('each code is a class, and a code that is new is an ApiError', async () => {
    const answering = (code: string) =>
      createClient({
        url: 'http://x',
        fetch: async () => Response.json({ errors: [{ message: 'no', extensions: { code } }] }),
      });
    const names: string[] = [];
    for (const code of [
      ...['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT', 'NOT_FOUND', 'CONFLICT', 'TIMEOUT'],
      ...['METADATA_VALIDATION_FAILED', 'INTERNAL_SERVER_ERROR', 'NEW', 'constructor'],
    ]) {
      const error = (await thrown(answering(code).products.findMany())) as ApiError;
      expect(error.code).toBe(code);
      names.push(error.name);
    }
    expect(names).toEqual([
      ...['UnauthenticatedError', 'ForbiddenError', 'BadUserInputError', 'NotFoundError'],
      ...['ConflictError', 'TimeoutError', 'MetadataValidationError', 'InternalServerError'],
      ...['ApiError', 'ApiError'],
    ]);
  });

  test('names that are not the object’s never reach the server', async () => {
    const select = { 'id } } x: companies { edges { node { name': true };
    const send = jest.fn<typeof fetch>();
    const { products } = createClient({ url: 'http://x', fetch: send });
    await expect(products.findMany({ select: select as object })).rejects.toThrow(TypeError);
    await expect(products.aggregate({ select: select as object })).rejects.toThrow(TypeError);
    await expect(products.findMany({ select: {} })).rejects.toThrow(/at least one field/);
    expect(send).not.toHaveBeenCalled();
  });
});
