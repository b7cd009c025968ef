/*
 * The guide's own GraphQL, as printed: ids are filled in, and an alias is given where it repeats a
 * field with other arguments.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ADD_PROJECT_FIELDS,
  CREATE_CUSTOM_OBJECT,
  CREATE_PROJECT_RELATIONS,
  GET_ELECTRONICS,
  GET_ORDER_DETAILS,
} from './guide-text.ts';
import {
  type Api,
  type Caller,
  createField,
  createObject,
  objectId,
  startApi,
  statementsOf,
} from './support.ts';

let api: Api;
let caller: Caller;

beforeAll(async () => {
  api = await startApi({ LOG_LEVEL: 'debug' });
  caller = await api.caller(await api.createWorkspace('guide'));
});

afterAll(() => api?.stop());

describe('Creating Custom Objects & Fields', () => {
  test('the project object, its fields and its relations', async () => {
    const { createOneObject } = await caller.metadata(CREATE_CUSTOM_OBJECT);
    expect(createOneObject).toEqual({
      id: expect.any(String),
      nameSingular: 'project',
      labelSingular: 'Project',
    });
    const withIds = async (text: string) =>
      text
        .replaceAll('project-object-id', createOneObject.id)
        .replaceAll('company-object-id', await objectId(caller, 'company'))
        .replaceAll('task-object-id', await objectId(caller, 'task'));

    const fields = await caller.metadata(await withIds(ADD_PROJECT_FIELDS));
    expect(fields).toEqual({
      createOneField: { id: expect.any(String), name: 'name', type: 'TEXT' },
      budget: { id: expect.any(String), name: 'budget', type: 'CURRENCY' },
      status: { id: expect.any(String), name: 'status', type: 'SELECT' },
    });
    const relations = await caller.metadata(await withIds(CREATE_PROJECT_RELATIONS));
    expect(relations.tasks).toEqual({ id: expect.any(String), name: 'tasks', type: 'RELATION' });

    const company = await caller.data('mutation { createCompany(data: { name: "Acme" }) { id } }');
    const project = await caller.data(
      `mutation ($companyId: ID) {
        createProject(data: {
          name: "Website", budget: { amount: 10000.00 }, status: "planning", companyId: $companyId
        }) { id name budget status company { name } }
      }`,
      { companyId: company.createCompany.id },
    );
    expect(project.createProject).toMatchObject({
      name: 'Website',
      budget: { amount: 10000, currency: 'USD' },
      status: 'planning',
      company: { name: 'Acme' },
    });
    await caller.data(
      'mutation ($id: ID) { createTask(data: { title: "Plan", projectId: $id }) { id } }',
      {
        id: project.createProject.id,
      },
    );
    const found = await caller.data(
      '{ companies { edges { node { projects { edges { node { tasks { edges { node { title } } } } } } } } } }',
    );
    expect(found.companies.edges[0].node.projects.edges[0].node.tasks.edges).toEqual([
      { node: { title: 'Plan' } },
    ]);
  });
});

describe('the e-commerce example', () => {
  let orderId: string;

  beforeAll(async () => {
    await createShop(caller);
    orderId = await createOrder(caller);
  });

  test('GetElectronics', async () => {
    const { products } = await caller.data(GET_ELECTRONICS);
    expect(products.edges.map(({ node }: { node: object }) => node)).toEqual([
      {
        id: expect.any(String),
        name: 'Television',
        price: { amount: 19.99, currency: 'USD' },
        inStock: true,
        tags: ['featured', 'sale'],
      },
    ]);
  });

  test('GetOrderDetails', async () => {
    const { order } = await caller.data(GET_ORDER_DETAILS, { orderId });
    expect(order).toMatchObject({
      id: orderId,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+\+00:00$/),
      customer: { name: 'Buyer', email: 'buyer@example.com' },
    });
    expect(order.orderItems.edges).toEqual([
      {
        node: {
          id: expect.any(String),
          quantity: 2,
          unitPrice: { amount: 19.99, currency: 'USD' },
          product: { name: 'Television', category: 'electronics' },
        },
      },
    ]);
  });

  test('GetOrderDetails is one statement', async () => {
    const statements = await statementsOf(api, caller, () =>
      caller.data(GET_ORDER_DETAILS, { orderId }),
    );
    expect(statements).toHaveLength(1);
  });
});

async function createShop(caller: Caller): Promise<void> {
  const options = (...values: string[]) => ({
    options: values.map((value) => ({ value, label: value })),
  });
  const relation = (relationTargetObjectId: string) => ({
    relationType: 'MANY_TO_ONE',
    relationTargetObjectId,
  });
  const product = await createObject(caller, 'product', 'products', [
    { name: 'name', label: 'Product Name', type: 'TEXT', isNullable: false },
    { name: 'price', type: 'CURRENCY', settings: { currencyCode: 'USD' } },
    { name: 'category', type: 'SELECT', settings: options('electronics', 'clothing', 'books') },
    { name: 'inStock', type: 'BOOLEAN', defaultValue: true },
    { name: 'tags', type: 'MULTI_SELECT', settings: options('featured', 'sale', 'new') },
  ]);
  const order = await createObject(caller, 'order', 'orders');
  await createField(caller, order, {
    name: 'customer',
    type: 'RELATION',
    settings: relation(await objectId(caller, 'company')),
  });
  await createObject(caller, 'orderItem', 'orderItems', [
    { name: 'order', type: 'RELATION', settings: relation(order) },
    { name: 'product', type: 'RELATION', settings: relation(product) },
    { name: 'quantity', type: 'NUMBER', settings: { min: 1 } },
    { name: 'unitPrice', type: 'CURRENCY', settings: { currencyCode: 'USD' } },
  ]);
}

async function createOrder(caller: Caller): Promise<string> {
  const { television, customer } = await caller.data(`mutation {
    television: createProduct(data: {
      name: "Television", price: { amount: 19.99 }, category: "electronics", tags: ["featured", "sale"]
    }) { id }
    book: createProduct(data: { name: "Book", category: "books", inStock: false }) { id }
    customer: createCompany(data: { name: "Buyer", email: "buyer@example.com" }) { id }
  }`);
  const { createOrder: order } = await caller.data(
    'mutation ($customerId: ID) { createOrder(data: { customerId: $customerId }) { id } }',
    { customerId: customer.id },
  );
  await caller.data(
    `mutation ($orderId: ID, $productId: ID) {
      createOrderItem(data: {
        orderId: $orderId, productId: $productId, quantity: 2, unitPrice: { amount: 19.99, currency: "USD" }
      }) { id }
    }`,
    { orderId: order.id, productId: television.id },
  );
  return order.id;
}
