/*
 * An error about a value says where in the request the value stands.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Gadgets, startGadgets } from './gadgets.ts';
import type { Caller } from './support.ts';

let gadgets: Gadgets;
let caller: Caller;

beforeAll(async () => {
  gadgets = await startGadgets();
  ({ caller } = gadgets);
  await gadgets.create({ name: 'x' });
});

afterAll(() => gadgets?.api.stop());

const create = (field: string) => `mutation { createGadget(data: { name: "x", ${field} }) { id } }`;
const createTwo = (field: string) =>
  `mutation { createGadgets(data: [{ name: "x" }, { name: "y", ${field} }]) { id } }`;

test.each([
  [create('weight: "abc"'), 'data.weight: BigFloat cannot represent "abc".'],
  [create('serial: 1.5'), 'data.serial: BigInt cannot represent "1.5".'],
  [create('madeOn: "yesterday"'), 'data.madeOn: Date cannot represent "yesterday".'],
  [createTwo('checkedAt: "now"'), 'data[1].checkedAt: Datetime cannot represent "now".'],
  [create('position: "top"'), 'data.position: RecordPosition is a number, "first" or "last".'],
  [create('size: "x"'), 'data.size: Int cannot represent non-integer value: "x"'],
  [
    create('price: 5'),
    'data.price: Expected value of type "Currency", found 5; Currency is an object { amount, currency }.',
  ],
  [
    '{ gadgets(filter: { and: [{ code: { is: NULL } }, { code: { is: EMPTY } }] }) { totalCount } }',
    'filter.and[1].code.is: FilterIs is NULL or NOT_NULL.',
  ],
])('a literal: %s', async (query, message) => {
  const { errors } = await caller.ask(query);
  expect(errors).toEqual([
    {
      message,
      locations: [{ line: 1, column: expect.any(Number) }],
      extensions: { code: 'BAD_USER_INPUT' },
    },
  ]);
});

const NO_ID = '"foo" is not an id (uuid).';

test.each<[string, string, object]>([
  ['{ gadgets(filter: { id: { eq: "foo" } }) { totalCount } }', `filter.id.eq: ${NO_ID}`, {}],
  [
    'query ($in: [ID!]) { gadgets(filter: { maker: { id: { in: $in } } }) { totalCount } }',
    `filter.maker.id.in[1]: ${NO_ID}`,
    { in: ['10000000-0000-4000-8000-000000000000', 'foo'] },
  ],
  [
    'query ($filter: GadgetFilterInput!) { gadget(filter: $filter) { id } }',
    `filter.or[0].id.neq: ${NO_ID}`,
    { filter: { or: [{ id: { neq: 'foo' } }] } },
  ],
  [
    '{ gadgets(filter: { madeOn: { eq: "2024-13-01" } }) { totalCount } }',
    'filter.madeOn.eq: date/time field value out of range: "2024-13-01".',
    {},
  ],
  [
    '{ companies { edges { node { made(filter: { id: { eq: "foo" } }) { totalCount } } } } }',
    `filter.id.eq: ${NO_ID}`,
    {},
  ],
  ['mutation { deleteGadget(id: "foo") { id } }', `id: ${NO_ID}`, {}],
  [create('makerId: "foo"'), `gadget.makerId: ${NO_ID}`, {}],
])('a value that Postgres refuses: %s', async (query, message, variables) => {
  const { errors } = await caller.ask(query, variables as Record<string, unknown>);
  expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
});

test.each([
  ['{ object(id: "foo") { id } }', 'id'],
  ['{ objects(filter: { id: { in: ["foo"] } }) { totalCount } }', 'filter.id.in[0]'],
  ['mutation { deleteOneField(input: { id: "foo" }) { id } }', 'input.id'],
  ['mutation { updateOneRole(input: { id: "foo", update: { name: "x" } }) { id } }', 'input.id'],
  [
    'mutation { createOneField(input: { field: { objectMetadataId: "foo", name: "x", type: TEXT } }) { id } }',
    'input.field.objectMetadataId',
  ],
  [
    'mutation { upsertObjectPermissions(input: { roleId: "foo", objectPermissions: [] }) { id } }',
    'input.roleId',
  ],
])('an id of /metadata that is none: %s', async (query, place) => {
  const { errors } = await caller.askMetadata(query);
  expect(errors).toMatchObject([
    { message: `${place}: ${NO_ID}`, extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

test('NOT_FOUND says of what there is none', async () => {
  const id = '10000000-0000-4000-8000-000000000000';
  const record = await caller.ask('mutation ($id: ID!) { deleteGadget(id: $id) { id } }', { id });
  expect(record.errors?.[0]?.extensions).toEqual({ code: 'NOT_FOUND', object: 'gadget' });
  const row = await caller.askMetadata(
    'mutation ($id: ID!) { deleteOneIndex(input: { id: $id }) { id } }',
    { id },
  );
  expect(row.errors?.[0]?.extensions).toEqual({ code: 'NOT_FOUND', object: 'index' });
});
