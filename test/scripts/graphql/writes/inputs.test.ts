/*
 * What the input of a record takes: relations by id and by connect, positions, hostile texts.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HOSTILE } from '../../../support/hostile.ts';
import {
  type Answer,
  type Caller,
  code,
  createField,
  createObject,
  objectId,
  statementsOf,
} from '../support.ts';
import { startWrittenGadgets, type WrittenGadgets } from './support.ts';

type Data = Record<string, unknown>;

const MISSING = '10000000-0000-4000-8000-000000000000';

let gadgets: WrittenGadgets;
let caller: Caller;
let maker: string;

beforeAll(async () => {
  gadgets = await startWrittenGadgets();
  ({ caller } = gadgets);
});

afterAll(() => gadgets?.api.stop());

beforeEach(async () => {
  await gadgets.clear();
  const { createCompany } = await caller.data(
    'mutation { createCompany(data: { name: "M" }) { id } }',
  );
  maker = createCompany.id;
});

const create = (data: Data, selection = 'id'): Promise<Answer> =>
  caller.ask(
    `mutation ($data: GadgetCreateInput!) { createGadget(data: $data) { ${selection} } }`,
    { data },
  );
const createMany = (data: readonly Data[], selection = 'id'): Promise<Answer> =>
  caller.ask(
    `mutation ($data: [GadgetCreateInput!]!) { createGadgets(data: $data) { ${selection} } }`,
    { data },
  );
const update = (id: string, data: Data, selection = 'id'): Promise<Answer> =>
  caller.ask(
    `mutation ($id: ID!, $data: GadgetUpdateInput!) { updateGadget(id: $id, data: $data) { ${selection} } }`,
    { id, data },
  );

describe('a relation', () => {
  test('is set by its id or by connect, and cleared by null or disconnect', async () => {
    const connect = { connect: { where: { id: maker } } };
    const made = await createMany(
      [
        { name: 'a', makerId: maker },
        { name: 'b', maker: connect },
        { name: 'c', maker: { ...connect, disconnect: false } },
        { name: 'd', maker: null },
        { name: 'e', maker: { disconnect: true } },
        { name: 'f' },
      ],
      'id maker { name }',
    );
    const M = { name: 'M' };
    const records: { id: string; maker: unknown }[] = made.data?.createGadgets;
    expect(records.map((record) => record.maker)).toEqual([M, M, M, null, null, null]);
    const [first, second, third, fourth] = records.map(({ id }) => id) as [
      string,
      string,
      string,
      string,
    ];
    const makerAfter = async (id: string, data: Data) =>
      (await update(id, data, 'makerId')).data?.updateGadget.makerId;
    expect(await makerAfter(first, { size: 1 })).toBe(maker);
    expect(await makerAfter(first, { makerId: null })).toBeNull();
    expect(await makerAfter(second, { maker: { disconnect: true } })).toBeNull();
    expect(await makerAfter(third, { maker: null })).toBeNull();
    expect(await makerAfter(fourth, { maker: connect })).toBe(maker);
  });

  test.each<[string, Data, string]>([
    [
      'both ways at once',
      { makerId: MISSING, maker: { disconnect: true } },
      'gadget: give maker or makerId, not both.',
    ],
    ['nothing', { maker: {} }, 'gadget.maker: give connect or disconnect: true.'],
    [
      'connect and disconnect',
      { maker: { connect: { where: { id: MISSING } }, disconnect: true } },
      'gadget.maker: give connect or disconnect: true, not both.',
    ],
    [
      'disconnect: false',
      { maker: { disconnect: false } },
      'gadget.maker: give connect or disconnect: true.',
    ],
    [
      'no id',
      { maker: { connect: { where: {} } } },
      'gadget.maker: connect takes { where: { id } }.',
    ],
    [
      'a record that is not there',
      { maker: { connect: { where: { id: MISSING } } } },
      'gadget.makerId names a record that does not exist.',
    ],
  ])('refuses %s', async (_what, data, message) => {
    const id = await gadgets.create({ name: 'x' });
    for (const answer of [await create({ name: 'y', ...data }), await update(id, data)]) {
      expect(answer.errors?.[0]).toMatchObject({
        message,
        extensions: { code: 'BAD_USER_INPUT', object: 'gadget' },
      });
    }
    const { errors } = await createMany([{ name: 'y' }, { name: 'z', ...data }]);
    expect(errors?.[0]).toMatchObject({ message: `data[1]: ${message}`, extensions: { index: 1 } });
    expect(await gadgets.names()).toEqual(['x']);
  });

  test('to a soft-deleted record reads null, and its id is there', async () => {
    await caller.data('mutation ($id: ID!) { deleteCompany(id: $id) { id } }', { id: maker });
    const connect = { connect: { where: { id: maker } } };
    const { data } = await create({ name: 'x', maker: connect }, 'makerId maker { name }');
    expect(data?.createGadget).toEqual({ makerId: maker, maker: null });
  });

  test('that is required may be given either way, and not left out', async () => {
    const hinge = await createObject(caller, 'hinge', 'hinges');
    await createField(caller, hinge, {
      name: 'door',
      type: 'RELATION',
      isNullable: false,
      settings: {
        relationType: 'MANY_TO_ONE',
        relationTargetObjectId: await objectId(caller, 'company'),
        onDelete: 'CASCADE',
      },
    });
    const ask = (data: Data) =>
      caller.ask('mutation ($data: HingeCreateInput!) { createHinge(data: $data) { doorId } }', {
        data,
      });
    const set = { data: { createHinge: { doorId: maker } } };
    expect(await ask({ doorId: maker })).toMatchObject(set);
    expect(await ask({ door: { connect: { where: { id: maker } } } })).toMatchObject(set);
    for (const data of [{}, { door: { disconnect: true } }]) {
      expect((await ask(data)).errors?.[0]).toMatchObject({
        message: 'hinge.doorId must not be null.',
        extensions: { code: 'BAD_USER_INPUT', fields: ['doorId'] },
      });
    }
  });
});

describe('a position', () => {
  const positions = async (): Promise<Record<string, number>> => {
    const { gadgets: list } = await caller.data('{ gadgets { edges { node { name position } } } }');
    return Object.fromEntries(
      list.edges.map(({ node }: { node: { name: string; position: number } }) => [
        node.name,
        node.position,
      ]),
    );
  };

  test('is a number, before all others or behind them, also in a batch', async () => {
    await createMany([{ name: 'a', position: 1.5 }, { name: 'b', position: -3 }, { name: 'c' }]);
    const answers: Answer[] = [];
    const statements = await statementsOf(gadgets.api, caller, async () => {
      answers.push(
        await createMany(
          [
            { name: 'd', position: 'first' },
            { name: 'e', position: 'last' },
            { name: 'f', position: 'first' },
            { name: 'g', position: 10 },
            { name: 'h', position: 'last' },
            { name: 'i' },
          ],
          'name position',
        ),
      );
    });
    expect(statements).toHaveLength(1);
    expect(answers[0]?.errors).toBeUndefined();
    expect(await positions()).toEqual({
      ...{ a: 1.5, b: -3, c: 0 },
      ...{ d: -5, f: -4, e: 2.5, h: 3.5, g: 10, i: 0 },
    });
  });

  test('of an update, and of an upsert', async () => {
    const a = await gadgets.create({ name: 'a' });
    const b = await gadgets.create({ name: 'b', position: 5 });
    await update(a, { position: 'last' });
    expect(await positions()).toEqual({ a: 6, b: 5 });
    await caller.data(
      'mutation ($id: ID!) { createGadget(data: { id: $id, name: "b", position: first }, upsert: true) { id } }',
      { id: b },
    );
    expect(await positions()).toEqual({ a: 6, b: 4 });
    await caller.data(
      'mutation { updateGadgets(filter: { id: { is: NOT_NULL } }, data: { position: "first", size: 1 }) { id } }',
    );
    expect(await positions()).toEqual({ a: 3, b: 3 });
  });

  test('of the first record of all', async () => {
    const { data } = await createMany(
      [
        { name: 'a', position: 'first' },
        { name: 'b', position: 'last' },
      ],
      'position',
    );
    expect(data?.createGadgets).toEqual([{ position: -1 }, { position: 1 }]);
  });

  test.each(['"middle"', 'middle', '"1"', 'true', '[1]'])('is not %s', async (position) => {
    const answer = await caller.ask(
      `mutation { createGadget(data: { name: "x", position: ${position} }) { id } }`,
    );
    expect(code(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toContain('is a number, "first" or "last"');
  });
});

test('fields that every object of JavaScript has are none of a record, unless given', async () => {
  const names = ['constructor', 'toString', 'valueOf', 'hasOwnProperty'];
  await createObject(
    caller,
    'prototype',
    'prototypes',
    names.map((name) => ({ name, type: 'TEXT' })),
  );
  const selection = names.join(' ');
  const { createPrototypes } = await caller.data(
    `mutation ($data: [PrototypeCreateInput!]!) { createPrototypes(data: $data) { ${selection} } }`,
    { data: [{}, { toString: 'x' }] },
  );
  const none = Object.fromEntries(names.map((name) => [name, null]));
  expect(createPrototypes).toEqual([none, { ...none, toString: 'x' }]);
});

test('an object may have the name of a type, of Postgres or of the API', async () => {
  for (const name of ['point', 'position']) {
    const settings = { maxLength: 3 };
    await createObject(caller, name, `${name}s`, [{ name: 'name', type: 'TEXT', settings }]);
  }
  const { errors } = await caller.ask(
    'mutation { createPoints(data: [{ name: "abc" }, { name: "abcd" }]) { name } }',
  );
  expect(errors?.[0]?.extensions).toMatchObject({ object: 'point', fields: ['name'], index: 1 });
  const { createPosition } = await caller.data(
    'mutation { createPosition(data: { name: "abc", position: last }) { __typename position } }',
  );
  expect(createPosition).toEqual({ __typename: 'Position', position: 1 });
});

test('hostile texts come back as they were given', async () => {
  const texts = Object.values(HOSTILE).filter((text) => text.length < 2000);
  const { data } = await createMany(
    texts.map((name, index) => ({ name, code: `${index}${name}`, price: { amount: index } })),
    'name code',
  );
  expect(data?.createGadgets).toEqual(
    texts.map((name, index) => ({ name, code: `${index}${name}` })),
  );
  const id = await gadgets.create({ name: 'x' });
  for (const name of texts) {
    expect((await update(id, { name }, 'name')).data?.updateGadget).toEqual({ name });
  }
});
