/*
 * The client as a strict consumer uses it: selections that are decided at run time, functions that pass
 * them on, readonly lists, optional properties. types.test.ts compiles it under every flag that
 * consumers may have.
 */
import type {
  Client,
  Fields,
  ListArguments,
  OrderModel,
  ProductModel,
  Records,
  Select,
  Selected,
  Selection,
} from '../../generated/acme/client.ts';
import { ProductsDocument } from '../../generated/acme/documents.ts';
import type * as Types from '../../generated/acme/types.ts';
import { expectType } from './expect-type.ts';

type Category = 'electronics' | 'clothing' | 'books';

export async function dynamicSelections(
  { products, orders }: Client,
  withName: boolean,
  withCustomer: boolean,
): Promise<void> {
  const [product] = await products.findMany({
    select: { id: true, name: withName, category: false },
  });
  if (product !== undefined) {
    expectType<{ id: string; name?: string }>()(product);
    // @ts-expect-error never selected
    product.category;
  }
  const [order] = await orders.findMany({
    select: {
      id: true,
      customer: withCustomer && { name: true },
      orderItems: withCustomer ? { quantity: withName } : undefined,
    },
  });
  if (order !== undefined) {
    expectType<{ name: string } | null | undefined>()(order.customer);
    expectType<number | string | null | undefined>()(order.orderItems?.[0]?.quantity);
  }
  const chosen: Selection<ProductModel> = withName ? { name: true } : { id: true };
  const [any1] = await products.findMany({ select: chosen });
  expectType<string | undefined>()(any1?.name);
  const counts = await products.aggregate({
    select: { totalCount: true, avgAmountPrice: withName },
  });
  expectType<{ totalCount: number; avgAmountPrice?: number | string | null }>()(counts);
  // @ts-expect-error no such field, whatever the flag
  await products.findMany({ select: { nam: withName } });
  // @ts-expect-error a relation is no flag
  await orders.findMany({ select: { id: true, customer: withCustomer } });
  // @ts-expect-error text is no flag
  await products.findMany({ select: { name: 'yes' } });
}

export async function threeDeep({ people }: Client): Promise<void> {
  const [person] = await people.findMany({
    select: {
      company: { orders: { $arguments: { last: 3 }, orderItems: { product: { category: true } } } },
    },
  });
  expectType<Category | null | undefined>()(
    person?.company?.orders[0]?.orderItems[0]?.product?.category,
  );
  await people.findMany({
    // @ts-expect-error three relations away there is no such field
    select: { company: { orders: { orderItems: { product: { colour: true } } } } },
  });
  await people.findMany({
    // @ts-expect-error nor such an argument
    select: { company: { orders: { $arguments: { filter: { colour: {} } }, id: true } } },
  });
}

/** Passes a selection on: its result is as narrow as the client's own. */
async function newest<const S extends Fields<ProductModel>>(
  products: Pick<Records<ProductModel>, 'findMany'>,
  options: Select<ProductModel, S>,
): Promise<Selected<ProductModel, S> | undefined> {
  const [found] = await products.findMany<S>({
    first: 1,
    orderBy: [{ createdAt: 'DescNullsLast' }],
    ...options,
  });
  return found;
}

function cheap(more: Types.ProductFilterInput): ListArguments<ProductModel> {
  return { filter: { and: [{ price: { amount: { lt: 10 } } }, more] }, first: 5 };
}

const CATEGORIES = ['books', 'clothing'] as const;

export async function functions(client: Client, isOpen: boolean): Promise<void> {
  const found = await newest(client.products, { select: { name: true, tags: true } });
  expectType<{ name: string; tags: ('featured' | 'sale' | 'new')[] | null } | undefined>()(found);
  // @ts-expect-error no such field through a function either
  await newest(client.products, { select: { nam: true } });
  const listed = await client.products.findMany({
    ...cheap({ inStock: { eq: true } }),
    select: { id: true },
  });
  expectType<{ id: string }[]>()(listed);
  await client.products.findMany({
    filter: isOpen ? { category: { in: CATEGORIES } } : { name: { ilike: 'a%' } },
  });
  const orders: Pick<Records<OrderModel>, 'iterate'> = client.orders;
  for await (const { id } of orders.iterate({ pageSize: 10 })) expectType<string>()(id);
}

export async function lists({ products, orders, $query }: Client): Promise<void> {
  const tags = ['new', 'sale'] as const;
  await products.create({ data: { name: 'Lamp', tags } });
  await products.findMany({ filter: { tags: { containsAny: tags }, id: { in: ['a'] as const } } });
  const filters: readonly Types.ProductFilterInput[] = [{ category: { in: CATEGORIES } }];
  await products.findMany({ filter: { or: filters } });
  const data: readonly Types.ProductCreateInput[] = [{ name: 'Lamp' }];
  const made = await products.createMany({ data, upsert: true, select: { id: true } });
  // @ts-expect-error there may be none, as the consumer's compiler sees it
  made[0].id;
  const orderBy = [{ name: 'AscNullsLast' }] as const;
  await $query(ProductsDocument, { orderBy });
  await orders.findMany({
    select: { id: true, orderItems: { id: true, $arguments: { orderBy: [] } } },
  });
}

export async function undefinedAndNull({ products, orders, tasks }: Client): Promise<void> {
  const maybe: string | undefined = undefined;
  const signal: AbortSignal | undefined = undefined;
  await products.findMany({
    filter: { name: { eq: maybe }, category: undefined },
    after: maybe,
    orderBy: undefined,
    signal,
  });
  await products.update({ id: 'x', data: { name: maybe, category: null, tags: undefined } });
  await tasks.create({ data: { title: null, dueAt: new Date(), assigneeId: null } });
  await orders.findMany({
    select: { id: true, orderItems: { $arguments: { after: maybe }, id: true } },
  });
  await products.findMany({ filter: { createdAt: { gte: new Date(0) } } });

  // @ts-expect-error null is like no value: is finds it
  await products.findMany({ filter: { name: { eq: null } } });
  // @ts-expect-error nor is it one of a list
  await products.findMany({ filter: { name: { in: ['a', null] } } });
  // @ts-expect-error a filter is left out, not null
  await products.findMany({ filter: { category: null } });
  // @ts-expect-error nor over a relation
  await orders.findMany({ filter: { customer: null } });
  // @ts-expect-error a direction is one
  await products.findMany({ orderBy: [{ name: null }] });
  // @ts-expect-error a required field is not null
  await products.create({ data: { name: null } });
  // @ts-expect-error nor undefined
  await products.create({ data: { name: maybe } });
  // @ts-expect-error options are never null
  await products.create({ data: { name: 'Lamp', tags: ['new', null] } });
  // @ts-expect-error a document looks as closely
  await client$query({ data: { name: 'Lamp', position: null } });
}

declare const client$query: (variables: { data: Types.ProductCreateInput }) => Promise<void>;

export async function groups({ products }: Client): Promise<void> {
  const [group] = await products.groupBy({
    groupBy: [{ category: true }, { createdAt: { granularity: 'NONE' } }],
    orderBy: [{ category: 'AscNullsLast' }],
    limit: 3,
    select: { groupByDimensionValues: true, sumAmountPrice: true },
  });
  expectType<(string | number | boolean | string[] | null)[] | undefined>()(
    group?.groupByDimensionValues,
  );
  // @ts-expect-error a field is grouped by true
  await products.groupBy({ groupBy: [{ category: 'books' }], select: { totalCount: true } });
  // @ts-expect-error records are not selected in groups
  await products.groupBy({ groupBy: [{ name: true }], select: { name: true } });
  // @ts-expect-error a selection is required
  await products.aggregate({});
}
