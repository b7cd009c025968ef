/*
 * The demo workspace's client against a real server: what it reads and writes, page by page.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '../../generated/acme/client.ts';
import { CreateProductDocument, ProductsDocument } from '../../generated/acme/documents.ts';
import type { Api } from '../scripts/graphql/support.ts';
import { startCommerce } from './commerce.ts';

let api: Api;
let client: Client;

beforeAll(async () => {
  ({ api, client } = await startCommerce());
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

  test('permissions are settings beside the others', async () => {
    const { $metadata } = client;
    const { id } = await $metadata.createObject({ nameSingular: 'widget' });
    const permissions = { ADMIN: ['READ', 'WRITE'], USER: [] } as const;
    const settings = { maxLength: 9 };
    const name = { name: 'size', type: 'TEXT' } as const;
    const field = await $metadata.createField(id, { ...name, settings, permissions });
    expect(field.settings).toEqual({ ...settings, permissions });
    const changed = await $metadata.updateField(field.id, { permissions: { USER: ['READ'] } });
    expect(changed.settings).toEqual({ ...settings, permissions: { USER: ['READ'] } });
    await $metadata.deleteObject(id);
  });
});
