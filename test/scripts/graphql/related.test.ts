/*
 * Filters and orders over one hop of a relation: where they are, what they reach, and what they must not.
 * (What each operator finds is in operators.test.ts, what each order reads in walks.test.ts.)
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Gadgets, startGadgets } from './gadgets.ts';
import { type Caller, code, createField, createObject } from './support.ts';

let gadgets: Gadgets;
let caller: Caller;
let names: Gadgets['names'];
const makers: Record<string, string> = {};

beforeAll(async () => {
  gadgets = await startGadgets();
  ({ caller, names } = gadgets);
  const manual = await createObject(caller, 'manual', 'manuals', [{ name: 'title', type: 'TEXT' }]);
  await createField(caller, manual, {
    name: 'subject',
    type: 'RELATION',
    settings: {
      relationType: 'ONE_TO_ONE',
      relationTargetObjectId: gadgets.objectId,
      relationTargetFieldName: 'manual',
    },
  });
  for (const name of ['Acme', 'Bolt', 'Coil']) {
    const { createCompany } = await caller.data(
      'mutation ($name: String!) { createCompany(data: { name: $name }) { id } }',
      { name },
    );
    makers[name] = createCompany.id;
  }
  const gadgetOf = (name: string, maker?: string) =>
    gadgets.create({ name, ...(maker && { makerId: makers[maker], sellerId: makers.Coil }) });
  const ant = await gadgetOf('Ant', 'Bolt');
  await gadgetOf('Bee', 'Acme');
  await gadgetOf('Cat', 'Coil');
  await gadgetOf('Dog');
  await caller.data(
    'mutation ($id: ID) { createManual(data: { title: "Ants", subjectId: $id }) { id } }',
    { id: ant },
  );
});

afterAll(() => gadgets?.api.stop());

const FILTER_AND_ORDER = [
  ['filter: { maker: { name: { in: ["Acme", "Bolt"] } } }', ['Ant', 'Bee']],
  ['filter: { maker: { name: { ilike: "b%" } } }', ['Ant']],
  [
    'filter: { maker: { name: { gt: "A" } }, seller: { name: { eq: "Coil" } } }',
    ['Ant', 'Bee', 'Cat'],
  ],
  ['filter: { maker: { or: [{ name: { eq: "Coil" } }, { name: { is: NULL } }] } }', ['Cat', 'Dog']],
  ['filter: { not: { maker: { name: { eq: "Acme" } } } }', ['Ant', 'Cat']],
  ['filter: { manual: { title: { startsWith: "A" } } }', ['Ant']],
  ['filter: { manual: { id: { is: NULL } } }', ['Bee', 'Cat', 'Dog']],
  ['filter: { maker: null }', ['Ant', 'Bee', 'Cat', 'Dog']],
  ['filter: { maker: {} }', ['Ant', 'Bee', 'Cat', 'Dog']],
] as const;

test.each(FILTER_AND_ORDER)('%s finds %j', async (args, expected) => {
  expect(await names(`${args}, orderBy: [{ name: AscNullsLast }]`)).toEqual(expected);
  const { gadgets } = await caller.data(`{ gadgets(${args}) { totalCount } }`);
  expect(gadgets.totalCount).toBe(expected.length);
});

test.each([
  ['[{ maker: { name: AscNullsLast } }]', ['Bee', 'Ant', 'Cat', 'Dog']],
  ['[{ maker: { name: DescNullsFirst } }]', ['Dog', 'Cat', 'Ant', 'Bee']],
  ['[{ manual: { title: AscNullsLast } }, { name: DescNullsLast }]', ['Ant', 'Dog', 'Cat', 'Bee']],
  [
    '[{ seller: { name: AscNullsFirst } }, { maker: { name: AscNullsLast } }]',
    ['Dog', 'Bee', 'Ant', 'Cat'],
  ],
])('orderBy: %s', async (orderBy, expected) => {
  expect(await names(`orderBy: ${orderBy}`)).toEqual(expected);
});

test('of the one record, too, and of the lists within records', async () => {
  const { gadget, companies } = await caller.data(`{
    gadget(filter: { maker: { name: { eq: "Acme" } } }) { name }
    companies(orderBy: [{ name: AscNullsLast }]) {
      edges { node {
        sold(filter: { manual: { id: { is: NULL } } }, orderBy: [{ maker: { name: DescNullsLast } }]) {
          totalCount edges { node { name } }
        }
      } }
    }
  }`);
  expect(gadget).toEqual({ name: 'Bee' });
  expect(companies.edges.map(({ node }: { node: { sold: unknown } }) => node.sold)).toEqual([
    { totalCount: 0, edges: [] },
    { totalCount: 0, edges: [] },
    { totalCount: 2, edges: [{ node: { name: 'Cat' } }, { node: { name: 'Bee' } }] },
  ]);
});

test.each([
  ['two hops', '{ gadgets(filter: { maker: { made: { name: { eq: "x" } } } }) { totalCount } }'],
  ['two hops', '{ manuals(filter: { subject: { maker: { name: { eq: "x" } } } }) { totalCount } }'],
  [
    'two hops',
    '{ manuals(orderBy: [{ subject: { maker: { name: AscNullsLast } } }]) { totalCount } }',
  ],
  ['a list', '{ companies(filter: { made: { name: { eq: "x" } } }) { totalCount } }'],
  ['a list', '{ companies(orderBy: [{ made: { name: AscNullsLast } }]) { totalCount } }'],
  ['its deletedAt', '{ gadgets(filter: { maker: { deletedAt: { is: NULL } } }) { totalCount } }'],
  [
    'two fields of an entry',
    '{ gadgets(orderBy: [{ maker: { name: AscNullsLast, id: AscNullsLast } }]) { edges { cursor } } }',
  ],
])('not over %s: %s', async (_what, query) => {
  expect(code(await caller.ask(query))).toBe('BAD_USER_INPUT');
});

describe('a soft-deleted record', () => {
  const mutate = (name: string) =>
    caller.data(`mutation ($id: ID!) { ${name}Company(id: $id) { id } }`, { id: makers.Acme });

  beforeAll(() => mutate('delete'));

  afterAll(() => mutate('restore'));

  test('is as none, in filters, in orders and in what is read', async () => {
    expect(await names('filter: { maker: { name: { eq: "Acme" } } }')).toEqual([]);
    expect(
      await names('filter: { maker: { id: { is: NULL } } }, orderBy: [{ name: AscNullsLast }]'),
    ).toEqual(['Bee', 'Dog']);
    expect(
      await names('orderBy: [{ maker: { name: AscNullsFirst } }, { name: AscNullsLast }]'),
    ).toEqual(['Bee', 'Dog', 'Ant', 'Cat']);
    const { gadget } = await caller.data(
      '{ gadget(filter: { name: { eq: "Bee" } }) { makerId maker { name } } }',
    );
    expect(gadget).toEqual({ makerId: makers.Acme, maker: null });
  });

  test('hides nothing of the record that leads to it, nor does its list show what is deleted', async () => {
    const { companies } = await caller.data(
      '{ companies(filter: { deletedAt: { is: NOT_NULL } }) { edges { node { name made { totalCount edges { node { name } } } } } } }',
    );
    expect(companies.edges).toEqual([
      { node: { name: 'Acme', made: { totalCount: 1, edges: [{ node: { name: 'Bee' } }] } } },
    ]);
  });
});

describe('what a role may not read', () => {
  const inputFields = async (user: Caller, name: string): Promise<string[]> => {
    const { __type } = await user.data(
      'query ($name: String!) { __type(name: $name) { inputFields { name } } }',
      { name },
    );
    return __type.inputFields.map((field: { name: string }) => field.name);
  };

  test('cannot be reached over a relation', async () => {
    const { api, schema } = gadgets;
    const [role] = await api.database.query<{ name: string }>(
      `select "databaseRole" as name from core.role where "workspaceId" = $1 and name = 'USER'`,
      [caller.workspaceId],
    );
    await api.database.query(`
      revoke select on ${schema}.company, ${schema}.gadget from ${role?.name};
      grant select (id, "createdAt", "updatedAt", "deletedAt", position, "employees") on ${schema}.company to ${role?.name};
      grant select (id, "deletedAt", name, "sellerId") on ${schema}.gadget to ${role?.name};`);
    try {
      const user = await api.caller(caller.workspaceId, 'USER');
      const related = await inputFields(user, 'Company_RelatedFilterInput');
      expect(related).toContain('employees');
      expect(related).not.toContain('name');
      const orders = await inputFields(user, 'Company_RelatedOrderByInput');
      expect(orders).toContain('employees');
      expect(orders).not.toContain('name');
      for (const type of ['GadgetFilterInput', 'GadgetOrderByInput']) {
        const own = await inputFields(user, type);
        expect(own).toContain('seller');
        expect(own).not.toContain('maker');
      }
      const { gadgets: found } = await user.data(
        '{ gadgets(filter: { seller: { employees: { is: NULL } } }, orderBy: [{ seller: { id: AscNullsLast } }, { name: AscNullsLast }]) { edges { cursor node { name } } } }',
      );
      expect(found.edges.map(({ node }: { node: { name: string } }) => node.name)).toEqual([
        'Ant',
        'Bee',
        'Cat',
        'Dog',
      ]);
    } finally {
      await api.database.query('select core.repair($1)', [caller.workspaceId]);
    }
  });
});
