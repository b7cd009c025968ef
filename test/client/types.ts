/*
 * What must compile against the demo workspace's client, and what must not: a line under
 * "@ts-expect-error" that compiles is an error itself. npm run lint and types.test.ts check it.
 */
import { type Client, ConflictError, type Page } from '../../generated/acme/client.ts';
import { CreateProductDocument, ProductsDocument } from '../../generated/acme/documents.ts';
import type * as Types from '../../generated/acme/types.ts';
import { expectType } from './expect-type.ts';

type Category = 'electronics' | 'clothing' | 'books';
type Tag = 'featured' | 'sale' | 'new';
interface Money {
  amount: number | string;
  currency: string;
}

export async function results(client: Client): Promise<void> {
  const { products, orders, opportunities } = client;

  expectType<{ id: string; name: string }[]>()(
    await products.findMany({
      filter: { category: { eq: 'electronics' } },
      orderBy: [{ name: 'AscNullsFirst' }],
      select: { id: true, name: true },
    }),
  );
  const [product] = await products.findMany();
  if (product !== undefined) {
    expectType<Category | null>()(product.category);
    expectType<Tag[] | null>()(product.tags);
    expectType<string>()(product.name);
    expectType<boolean | null>()(product.inStock);
    expectType<string | null>()(product.deletedAt);
    product.price satisfies Money | null;
    // @ts-expect-error a relation is read where it is selected
    product.orderItems;
  }
  const [order] = await orders.findMany({
    first: 1,
    select: {
      createdAt: true,
      customer: { name: true, employees: true },
      orderItems: {
        $arguments: { first: 5, orderBy: [{ quantity: 'DescNullsLast' }] },
        quantity: true,
        product: { name: true, category: true },
      },
    },
  });
  if (order !== undefined) {
    expectType<string>()(order.createdAt);
    expectType<{ name: string; employees: number | null } | null>()(order.customer);
    expectType<
      {
        quantity: number | string | null;
        product: { name: string; category: Category | null } | null;
      }[]
    >()(order.orderItems);
    // @ts-expect-error not selected
    order.id;
    // @ts-expect-error not selected
    order.customer?.email;
    // @ts-expect-error the customer may be null
    order.customer.name;
  }
  expectType<Page<{ name: string }>>()(await products.findPage({ select: { name: true } }));
  expectType<{ name: string } | null>()(
    await products.findOne({ filter: { id: { eq: 'x' } }, select: { name: true } }),
  );
  for await (const found of opportunities.iterate({ select: { stage: true } })) {
    expectType<Types.Opportunity['stage']>()(found.stage);
    found.stage satisfies 'NEW' | 'SCREENING' | 'MEETING' | 'PROPOSAL' | 'CUSTOMER' | null;
  }
  expectType<{ totalCount: number; maxAmountPrice: number | string | null }>()(
    await products.aggregate({ select: { totalCount: true, maxAmountPrice: true } }),
  );
  expectType<
    {
      totalCount: number;
      groupByDimensionValues: (string | number | boolean | string[] | null)[];
    }[]
  >()(
    await products.groupBy({
      groupBy: [{ category: true }],
      select: { totalCount: true, groupByDimensionValues: true },
    }),
  );
  expectType<{ id: string }>()(
    await products.create({ data: { name: 'Lamp', category: 'books' }, select: { id: true } }),
  );
  expectType<{ id: string }[]>()(
    await products.createMany({ data: [{ name: 'Lamp' }], select: { id: true } }),
  );
  const listed = await client.$query(ProductsDocument, {
    filter: { tags: { containsAny: ['new'] } },
  });
  expectType<Category | null | undefined>()(listed.products.edges[0]?.node.category);
  await client.$query(ProductsDocument);
  expectType<unknown>()(await client.$query('{ products { totalCount } }'));
}

export async function inputs({ products, orders, companies }: Client): Promise<void> {
  await products.update({ id: 'x', data: { category: null, price: { amount: '9.99' } } });
  await products.create({ data: { name: 'Lamp', createdAt: new Date(), position: 'first' } });
  await orders.create({ data: { customer: { connect: { where: { id: 'x' } } } } });
  await companies.findMany({
    filter: { or: [{ name: { ilike: 'a%' } }, { email: { is: 'NULL' } }] },
  });
  await orders.findMany({ filter: { customer: { name: { startsWith: 'A' } } } });

  // @ts-expect-error no such field to read
  await products.findMany({ select: { nam: true } });
  // @ts-expect-error no such field of the related record
  await orders.findMany({ select: { customer: { nam: true } } });
  // @ts-expect-error no such field beside one that is there
  await orders.findMany({ select: { id: true, customer: { name: true, nam: true } } });
  // @ts-expect-error a relation needs fields of its own
  await orders.findMany({ select: { customer: true } });
  // @ts-expect-error no such field in the records of a list
  await orders.findMany({ select: { orderItems: { nam: true } } });
  // @ts-expect-error no such argument of a list
  await orders.findMany({ select: { orderItems: { $arguments: { frist: 1 }, id: true } } });
  // @ts-expect-error no such field to filter by
  await products.findMany({ filter: { nam: { eq: 'x' } } });
  // @ts-expect-error SELECT has no such operator
  await products.findMany({ filter: { category: { like: 'x' } } });
  // @ts-expect-error no such option
  await products.findMany({ filter: { category: { eq: 'furniture' } } });
  // @ts-expect-error no such option of MULTI_SELECT
  await products.findMany({ filter: { tags: { containsAll: ['old'] } } });
  // @ts-expect-error text is no number
  await companies.findMany({ filter: { employees: { gt: '10' } } });
  // @ts-expect-error no such direction
  await products.findMany({ orderBy: [{ name: 'Ascending' }] });
  // @ts-expect-error MULTI_SELECT has no order
  await products.findMany({ orderBy: [{ tags: 'AscNullsFirst' }] });
  // @ts-expect-error no such argument
  await products.findMany({ filtr: {} });
  // @ts-expect-error a name is required
  await products.create({ data: { category: 'books' } });
  // @ts-expect-error no such option
  await products.create({ data: { name: 'Lamp', category: 'furniture' } });
  // @ts-expect-error no such field
  await products.create({ data: { name: 'Lamp', colour: 'red' } });
  // @ts-expect-error a name cannot be taken away
  await products.update({ id: 'x', data: { name: null } });
  // @ts-expect-error who was created when does not change
  await products.update({ id: 'x', data: { createdAt: '2026-01-01T00:00:00Z' } });
  // @ts-expect-error CURRENCY is an amount and a currency
  await products.update({ id: 'x', data: { price: 10 } });
  // @ts-expect-error a filter is required
  await products.deleteMany({});
  // @ts-expect-error no such aggregate
  await products.aggregate({ select: { maxPrice: true } });
  // @ts-expect-error no such field to group by
  await products.groupBy({ groupBy: [{ colour: true }], select: { totalCount: true } });
}

export async function others(client: Client): Promise<void> {
  // @ts-expect-error no such object
  client.invoices;
  // @ts-expect-error data is required
  await client.$query(CreateProductDocument);
  // @ts-expect-error no such option
  await client.$query(ProductsDocument, { filter: { category: { eq: 'furniture' } } });
  // @ts-expect-error no such type of field
  await client.$metadata.createField('x', { name: 'size', type: 'SIZE' });
  try {
    await client.products.create({ data: { name: 'Lamp' } });
  } catch (error) {
    if (error instanceof ConflictError) expectType<readonly string[]>()(error.fields);
  }
}
