/*
 * The guide's "Example 1: E-commerce Extension", which the demo seeds: the tables are the guide's, and
 * the two queries of Example 2 run as printed and answer what SQL answers.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seedDemo } from '../../scripts/demo/seed.ts';
import { GET_ELECTRONICS, GET_ORDER_DETAILS } from '../scripts/graphql/guide-text.ts';
import { type Api, type Caller, startApi, statementsOf } from '../scripts/graphql/support.ts';
import { makeReference, readTable } from '../support/catalog.ts';
import { amended, COMMERCE_SCHEMA, indexingStrategy } from '../support/guide.ts';

let api: Api;
let caller: Caller;
let schema: string;

beforeAll(async () => {
  api = await startApi({ LOG_LEVEL: 'debug' });
  expect(await seedDemo(api.database.url)).toBe(true);
  const [workspace] = await api.database.query<{ id: string; schemaName: string }>(
    'select id, "schemaName" from core.workspace',
  );
  schema = workspace?.schemaName ?? '';
  caller = await api.caller(workspace?.id ?? '', 'USER');
  await makeReference(
    api.database,
    `create table company (id uuid primary key);
     ${REFERENCE}
     ${indexingStrategy('product', 'name')} ${indexingStrategy('order')} ${indexingStrategy('orderItem')}`,
  );
});
afterAll(() => api?.stop());

/** Rows of a query on the demo workspace, as JSON gives them. */
async function select<Row>(query: string, values: unknown[] = []): Promise<Row[]> {
  const [row] = await api.database.query<{ rows: Row[] }>(
    `select coalesce(json_agg(r), '[]') as rows from (${query.replaceAll('acme.', `${schema}.`)}) r`,
    values,
  );
  return row?.rows ?? [];
}

/** What the guide prints, and what is different here for a documented reason. */
const REFERENCE = amended(COMMERCE_SCHEMA, {
  // Every object has a position.
  '"deletedAt" timestamptz\n':
    '"deletedAt" timestamptz, "position" double precision NOT NULL DEFAULT 0\n',
  // The table of field types wins over the example: NUMBER is numeric; a minimum leaves out NaN and Infinity.
  'quantity integer CHECK (quantity >= 1)':
    "quantity numeric CHECK (quantity >= 1 AND quantity < 'Infinity')",
  // The database itself refuses what is not a currency value, or not an option.
  'price jsonb,': 'price jsonb CHECK (core.is_currency_value(price, null, null)),',
  '"unitPrice" jsonb,':
    '"unitPrice" jsonb CHECK (core.is_currency_value("unitPrice", null, null)),',
  'tags varchar[],':
    "tags varchar[] CHECK (tags <@ '{featured,sale,new}'::varchar[] and coalesce(array_ndims(tags), 1) = 1),",
  // A record whose other side is destroyed stays.
  'REFERENCES company(id)': 'REFERENCES company(id) ON DELETE SET NULL',
  'REFERENCES "order"(id)': 'REFERENCES "order"(id) ON DELETE SET NULL',
  'REFERENCES product(id)': 'REFERENCES product(id) ON DELETE SET NULL',
});

test.each(['product', 'order', 'orderItem'])('%s is the guide’s table', async (table) => {
  expect(await readTable(api.database, schema, table)).toEqual(
    await readTable(api.database, 'reference', table),
  );
});

test('GetElectronics answers the live electronics', async () => {
  const { products } = await caller.data(GET_ELECTRONICS);
  const rows = await select(
    `select id, name, price, "inStock", tags from acme.product
      where category = 'electronics' and "deletedAt" is null order by id`,
  );
  const nodes = products.edges.map(({ node }: { node: { id: string } }) => node);
  expect(nodes.toSorted(byId)).toEqual(rows);
  expect(rows).toHaveLength(11);
});

test('GetOrderDetails answers the order with its customer, items and products', async () => {
  const orders = await select<{ id: string }>(
    'select id from acme."order" where "deletedAt" is null order by id',
  );
  expect(orders.length).toBeGreaterThan(50);
  for (const { id } of orders.slice(0, 20)) {
    const { order } = await caller.data(GET_ORDER_DETAILS, { orderId: id });
    const items = order.orderItems.edges.map(({ node }: { node: { id: string } }) => node);
    expect({
      id: order.id,
      createdAt: Date.parse(order.createdAt),
      customer: order.customer,
      items: items.toSorted(byId),
    }).toEqual(await orderInSql(id));
  }
});

/** The same question in SQL: what is in the trash is hidden, along relations too. */
async function orderInSql(id: string) {
  const [order] = await select<{ createdAt: string }>(
    `select o.id, o."createdAt",
            (select to_json(c) from (select name, email from acme.company
                where id = o."customerId" and "deletedAt" is null) c) as customer,
            (select coalesce(json_agg(i order by i.id), '[]') from (
               select i.id, i.quantity, i."unitPrice",
                      (select to_json(p) from (select name, category from acme.product
                          where id = i."productId" and "deletedAt" is null) p) as product
                 from acme."orderItem" i where i."orderId" = o.id and i."deletedAt" is null) i) as items
       from acme."order" o where o.id = $1`,
    [id],
  );
  return { ...order, createdAt: Date.parse(order?.createdAt ?? '') };
}

test('GetOrderDetails is one statement', async () => {
  const [order] = await select<{ id: string }>('select id from acme."order" limit 1');
  const statements = await statementsOf(api, caller, () =>
    caller.data(GET_ORDER_DETAILS, { orderId: order?.id }),
  );
  expect(statements).toHaveLength(1);
});

test('an order in the trash is not found, and neither is one that never was', async () => {
  const [trashed] = await select<{ id: string }>(
    'select id from acme."order" where "deletedAt" is not null limit 1',
  );
  for (const orderId of [trashed?.id, '00000000-0000-4000-8000-000000000000']) {
    expect(await caller.data(GET_ORDER_DETAILS, { orderId })).toEqual({ order: null });
  }
});

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
