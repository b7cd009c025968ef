/*
 * What the input of a record takes: relations by id and by connect, positions, hostile texts; what a
 * role may not write is not there.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HOSTILE } from '../../../support/hostile.ts';
import { fieldsOf } from '../changing.ts';
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

describe('a role', () => {
  const mutations = async (as: Caller) => (await fieldsOf(as, 'Mutation')) ?? [];

  test('has the mutations that it may use', async () => {
    const user = await gadgets.api.caller(caller.workspaceId, 'USER');
    const admin = await mutations(caller);
    const verbs = ['create', 'update', 'delete', 'restore', 'destroy'];
    const names = verbs.flatMap((verb) => [`${verb}Gadget`, `${verb}Gadgets`]);
    expect(admin).toEqual(expect.arrayContaining(names));
    const users = await mutations(user);
    expect(users).toEqual(expect.arrayContaining(names.slice(0, 8)));
    expect(users.filter((name: string) => name.startsWith('destroy'))).toEqual([]);
  });

  test('writes batches and upserts as USER', async () => {
    const user = await gadgets.api.caller(caller.workspaceId, 'USER');
    const { createGadgets } = await user.data(
      'mutation { createGadgets(data: [{ name: "a", position: last }, { name: "b", size: 1 }]) { id } }',
    );
    const again = await user.data(
      'mutation ($id: ID!) { createGadgets(data: [{ id: $id, name: "c" }, { name: "d", size: 2 }], upsert: true) { name } }',
      createGadgets[0],
    );
    expect(again.createGadgets).toEqual([{ name: 'c' }, { name: 'd' }]);
  });

  /** A MANAGER with other rights on a table while `use` runs. */
  async function withRights(
    { table, taken, given }: { table: string; taken: string; given: string },
    use: (manager: Caller) => Promise<void>,
  ): Promise<void> {
    const { api, schema } = gadgets;
    const [role] = await api.database.query<{ name: string }>(
      `select "databaseRole" as name from core.role where name = 'MANAGER' and "workspaceId" = $1`,
      [caller.workspaceId],
    );
    const change = (verb: string, rights: string) =>
      `${verb} ${rights} on ${schema}.${table} ${verb === 'grant' ? 'to' : 'from'} ${role?.name};`;
    await api.database.query(change('revoke', taken) + change('grant', given));
    // A new version, so that the role's API is built anew.
    await createObject(caller, `for${table}`, `for${table}s`);
    await use(await api.caller(caller.workspaceId, 'MANAGER')).finally(() =>
      api.database.query(change('revoke', given) + change('grant', taken)),
    );
  }

  test('has rights by column where a field is switched off, and writes the others', async () => {
    const field = (isActive: boolean) =>
      gadgets.api.database.query(
        `update core."fieldMetadata" f set "isActive" = $1 from core."objectMetadata" o
          where o.id = f."objectMetadataId" and o."nameSingular" = 'gadget' and f.name = 'ratio'`,
        [isActive],
      );
    await field(false);
    try {
      const user = await gadgets.api.caller(caller.workspaceId, 'USER');
      const mutation = `mutation ($data: [GadgetCreateInput!]!) {
        created: createGadgets(data: $data, upsert: true) { id name }
        updated: updateGadgets(filter: { size: { eq: 1 } }, data: { name: "c", position: last }) { name }
        deleted: deleteGadgets(filter: { size: { eq: 1 } }) { name }
        restored: restoreGadgets(filter: { size: { eq: 1 } }) { name }
      }`;
      const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
      const first = await user.data(mutation, { data: [a, { ...b, size: 1, position: 'last' }] });
      expect(first).toMatchObject({ created: [a, b], updated: [c], deleted: [c], restored: [c] });
      const [{ id }] = first.created;
      const again = await user.data(mutation, { data: [{ ...b, id, size: 2 }, a] });
      expect(again.created).toMatchObject([{ ...b, id }, a]);
      const { errors } = await user.ask(mutation, { data: [a, { ...b, note: 'x'.repeat(21) }] });
      expect(errors?.[0]?.extensions).toMatchObject({ index: 1, fields: ['note'] });
    } finally {
      await field(true);
    }
  });

  test('may have no right but to delete', async () => {
    const rights = {
      table: 'task',
      taken: 'insert, update, delete',
      given: 'update ("deletedAt")',
    };
    await withRights(rights, async (manager) => {
      const fields = (await mutations(manager)).filter((name) => /Tasks?$/.test(name));
      expect(fields).toEqual(['deleteTask', 'deleteTasks', 'restoreTask', 'restoreTasks']);
      const { createTask } = await caller.data(
        'mutation { createTask(data: { title: "x" }) { id } }',
      );
      const { deleteTasks, restoreTask } = await manager.data(
        'mutation ($id: ID!) { deleteTasks(filter: { id: { eq: $id } }) { id } restoreTask(id: $id) { id } }',
        createTask,
      );
      expect([...deleteTasks, restoreTask]).toEqual([createTask, createTask]);
    });
  });

  test('has no input for what it may not write, and upserts only where it may update', async () => {
    const columns = 'id, name, code, position';
    const rights = {
      table: 'gadget',
      taken: 'select, insert, update',
      given: `select (id, name, size, position, "deletedAt"), insert (${columns})`,
    };
    await withRights(rights, async (manager) => {
      expect((await fieldsOf(manager, 'GadgetCreateInput'))?.toSorted()).toEqual([
        'code',
        'id',
        'name',
        'position',
      ]);
      const fields = (await mutations(manager)).filter((name) => name.endsWith('Gadgets'));
      expect(fields).toEqual(['createGadgets', 'destroyGadgets']);
      const created = await manager.ask(
        'mutation { createGadgets(data: [{ name: "a", position: last }]) { name size } }',
      );
      expect(created.data).toEqual({ createGadgets: [{ name: 'a', size: null }] });
      const refused = await manager.ask(
        'mutation { createGadgets(data: [{ name: "a" }], upsert: true) { name } }',
      );
      expect(refused.errors?.[0]?.message).toContain('Unknown argument "upsert"');
      const destroyed = await manager.ask(
        'mutation { destroyGadgets(filter: { name: { eq: "a" } }) { name } }',
      );
      expect(destroyed.data).toEqual({ destroyGadgets: [{ name: 'a' }] });
      const hidden = await Promise.all(
        [1, 2].map(() =>
          manager.ask('mutation { createGadgets(data: [{ name: "x", code: "same" }]) { name } }'),
        ),
      );
      const { errors } = hidden.find((answer) => answer.errors) ?? {};
      expect(errors?.[0]?.message).toBe('data[0]: Another record has the same value.');
      expect(errors?.[0]?.extensions).toEqual({ code: 'CONFLICT', sqlstate: '23505', index: 0 });
    });
  });
});
