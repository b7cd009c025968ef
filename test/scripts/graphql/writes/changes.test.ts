/*
 * Changing records that are there: by id and by filter; what is hidden, what is missing, what is too
 * much, what is refused.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Answer, type Caller, code, statementsOf } from '../support.ts';
import { startWrittenGadgets, type WrittenGadgets } from './support.ts';

let gadgets: WrittenGadgets;
let caller: Caller;
let create: WrittenGadgets['create'];

beforeAll(async () => {
  gadgets = await startWrittenGadgets();
  ({ caller, create } = gadgets);
});

afterAll(() => gadgets?.api.stop());

beforeEach(() => gadgets.clear());

/** Asks a mutation field; `$id` is there where it is given. */
const call = (field: string, variables?: { id: string }): Promise<Answer> =>
  caller.ask(`mutation ${variables ? '($id: ID!)' : ''} { ${field} }`, variables);
const named = (answer: Answer): string[] => {
  const [records = []] = Object.values(answer.data ?? {}) as { name: string }[][];
  return records.map(({ name }) => name).toSorted();
};
const remove = (id: string) => caller.data(`mutation { deleteGadget(id: "${id}") { id } }`);

describe('by filter', () => {
  test('each finds its records and answers them, in one statement', async () => {
    for (const size of [1, 2, 3, 4]) await create({ name: `${size}`, size });
    const answers: Answer[] = [];
    const statements = await statementsOf(gadgets.api, caller, async () => {
      answers.push(
        await call('updateGadgets(filter: { size: { lt: 3 } }, data: { kind: "A" }) { name kind }'),
      );
    });
    expect(statements).toHaveLength(1);
    expect(answers[0]?.data?.updateGadgets).toHaveLength(2);
    expect(await gadgets.names('filter: { kind: { eq: "A" } }')).toHaveLength(2);

    const deleted = await call('deleteGadgets(filter: { kind: { eq: "A" } }) { name deletedAt }');
    expect(named(deleted)).toEqual(['1', '2']);
    expect((await gadgets.names()).toSorted()).toEqual(['3', '4']);

    const restored = await call('restoreGadgets(filter: { size: { gt: 1 } }) { name deletedAt }');
    expect(restored.data?.restoreGadgets).toEqual([{ name: '2', deletedAt: null }]);
    expect((await gadgets.names()).toSorted()).toEqual(['2', '3', '4']);

    const destroyed = await call('destroyGadgets(filter: { size: { gte: 1 } }) { name }');
    expect(named(destroyed)).toEqual(['2', '3', '4']);
    expect(await gadgets.count()).toBe(1); // the soft-deleted one
    expect(
      named(await call('destroyGadgets(filter: { deletedAt: { is: NOT_NULL } }) { name }')),
    ).toEqual(['1']);
    expect(await gadgets.count()).toBe(0);
  });

  test('finds soft-deleted records only where the filter asks about deletedAt', async () => {
    await remove(await create({ name: 'gone', size: 1 }));
    await create({ name: 'here', size: 1 });
    const change = (filter: string) =>
      call(`updateGadgets(filter: { size: { eq: 1 } ${filter} }, data: { kind: "A" }) { name }`);
    expect(named(await change(''))).toEqual(['here']);
    expect(named(await change('deletedAt: { is: NOT_NULL }'))).toEqual(['gone']);
    expect(named(await call('deleteGadgets(filter: { size: { eq: 1 } }) { name }'))).toEqual([
      'here',
    ]);
  });

  test('hops over a relation', async () => {
    const { maker } = await caller.data(
      'mutation { maker: createCompany(data: { name: "M" }) { id } }',
    );
    await create({ name: 'made', makerId: maker.id });
    await create({ name: 'other' });
    const filter = 'filter: { maker: { name: { eq: "M" } } }';
    const one = ['made'];
    expect(named(await call(`updateGadgets(${filter}, data: { size: 1 }) { name }`))).toEqual(one);
    expect(named(await call(`deleteGadgets(${filter}) { name }`))).toEqual(one);
    expect(named(await call(`restoreGadgets(${filter}) { name }`))).toEqual(one);
    expect(named(await call(`destroyGadgets(${filter}) { name }`))).toEqual(one);
    expect(await gadgets.names()).toEqual(['other']);
  });

  test('finds nothing, and says so with an empty list', async () => {
    for (const field of [
      'updateGadgets(filter: { size: { eq: 1 } }, data: { size: 2 })',
      'deleteGadgets(filter: { size: { eq: 1 } })',
      'restoreGadgets(filter: { size: { eq: 1 } })',
      'destroyGadgets(filter: { size: { eq: 1 } })',
    ]) {
      expect(named(await call(`${field} { name }`))).toEqual([]);
    }
  });

  test.each(['{}', '{ name: {} }', '{ and: [] }', '{ or: [{}] }', '{ not: { name: {} } }'])(
    'an empty filter is refused: %s',
    async (filter) => {
      await create({ name: 'x' });
      for (const field of [
        `updateGadgets(filter: ${filter}, data: { size: 2 })`,
        `deleteGadgets(filter: ${filter})`,
        `restoreGadgets(filter: ${filter})`,
        `destroyGadgets(filter: ${filter})`,
      ]) {
        const answer = await call(`${field} { name }`);
        expect(code(answer)).toBe('BAD_USER_INPUT');
        expect(answer.errors?.[0]?.message).toContain('id: { is: NOT_NULL }');
      }
      expect(await gadgets.names('filter: { size: { is: NULL } }')).toEqual(['x']);
    },
  );

  test('all records, said plainly', async () => {
    await create({ name: 'x' });
    expect(named(await call('deleteGadgets(filter: { id: { is: NOT_NULL } }) { name }'))).toEqual([
      'x',
    ]);
  });

  test('more than 200 records are refused, and nothing is changed', async () => {
    await caller.data(
      'mutation ($a: [GadgetCreateInput!]!, $b: [GadgetCreateInput!]!) { a: createGadgets(data: $a) { id } b: createGadgets(data: $b) { id } }',
      {
        a: Array.from({ length: 200 }, () => ({ name: 'x' })),
        b: [{ name: 'y' }],
      },
    );
    for (const field of [
      'updateGadgets(filter: { size: { is: NULL } }, data: { size: 2 })',
      'deleteGadgets(filter: { size: { is: NULL } })',
      'destroyGadgets(filter: { size: { is: NULL } })',
    ]) {
      const { errors } = await call(`${field} { name }`);
      expect(errors?.[0]).toMatchObject({
        message: 'The filter finds more than 200 records: narrow it. Nothing was changed.',
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
    const { gadgets: list } = await caller.data(
      '{ gadgets(filter: { size: { is: NULL } }) { totalCount } }',
    );
    expect(list.totalCount).toBe(201);
    const { data } = await call(
      'updateGadgets(filter: { name: { eq: "x" } }, data: { size: 2 }) { id }',
    );
    expect(data?.updateGadgets).toHaveLength(200);
  });

  test('a refusal names the record, and changes nothing', async () => {
    await remove(await create({ name: 'x', code: 'free' }));
    const id = await create({ name: 'y', code: 'same' });
    await remove(id);
    const holder = await create({ name: 'z', code: 'same' });
    const { errors } = await call('restoreGadgets(filter: { name: { in: ["x", "y"] } }) { id }');
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      fields: ['code'],
      recordId: id,
      conflictingRecordId: holder,
    });
    expect(await gadgets.names()).toEqual(['z']);
  });
});

describe('by id', () => {
  test('update and delete are of live records, restore of deleted ones, destroy of both', async () => {
    const id = await create({ name: 'x' });
    const refusal = async (field: string) => {
      const answer = await call(`${field} { id }`, { id });
      return [code(answer), answer.errors?.[0]?.message];
    };
    expect(await refusal('restoreGadget(id: $id)')).toEqual([
      'NOT_FOUND',
      'The gadget with this id is not deleted.',
    ]);
    await remove(id);
    const gone = 'The gadget with this id is deleted: restore it first.';
    expect(await refusal('updateGadget(id: $id, data: { size: 1 })')).toEqual(['NOT_FOUND', gone]);
    expect(await refusal('deleteGadget(id: $id)')).toEqual(['NOT_FOUND', gone]);
    expect(await refusal('destroyGadget(id: $id)')).toEqual([undefined, undefined]);
    expect(await refusal('destroyGadget(id: $id)')).toEqual([
      'NOT_FOUND',
      'There is no gadget with this id.',
    ]);
  });

  test('update writes every type of field, and null', async () => {
    const id = await create({ name: 'x' });
    const given = {
      code: `it's "x"`,
      size: 1,
      weight: '12345678901234567890.12345',
      serial: '9007199254740993',
      ratio: 0.1,
      isNew: true,
      madeOn: '2024-02-29',
      checkedAt: '2024-02-29T12:00:00.123456+00:00',
      kind: 'A',
      marks: ['A', 'B'],
      price: { amount: 0.1, currency: 'USD' },
      cost: { amount: 5, currency: 'EUR' },
      stars: 5,
      email: 'a@b.example',
    };
    const update = async (data: object) => {
      const answer = await caller.data(
        `mutation ($id: ID!, $data: GadgetUpdateInput!) {
          updateGadget(id: $id, data: $data) { ${Object.keys(given).join(' ')} }
        }`,
        { id, data },
      );
      return answer.updateGadget;
    };
    expect(await update(given)).toEqual(given);
    const nothing = Object.fromEntries(Object.keys(given).map((name) => [name, null]));
    expect(await update(nothing)).toEqual(nothing);
  });

  test('nothing to change is refused; so is an id that is none', async () => {
    const id = await create({ name: 'x' });
    const empty = await call('updateGadget(id: $id, data: {}) { id }', { id });
    expect(empty.errors?.[0]).toMatchObject({
      message: 'data is empty: give at least one field.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(code(await call('deleteGadget(id: "x") { id }'))).toBe('BAD_USER_INPUT');
  });

  test('a refusal names the field, the rule and the holder', async () => {
    const id = await create({ name: 'x', size: 1 });
    const holder = await create({ name: 'y', code: 'same' });
    const change = (data: string) =>
      call(`updateGadget(id: $id, data: { ${data} }) { id }`, { id });
    expect((await change('size: -1')).errors?.[0]).toMatchObject({
      message: 'gadget.size must be at least 0.',
      extensions: { code: 'BAD_USER_INPUT', object: 'gadget', fields: ['size'] },
    });
    expect((await change('name: null')).errors?.[0]?.message).toBe('gadget.name must not be null.');
    expect((await change('note: "123456789012345678901"')).errors?.[0]?.extensions).toMatchObject({
      fields: ['note'],
    });
    expect((await change('code: "same"')).errors?.[0]?.extensions).toEqual({
      code: 'CONFLICT',
      object: 'gadget',
      fields: ['code'],
      conflictingRecordId: holder,
    });
  });

  test('answers what was selected of it, with relations and lists', async () => {
    const { createCompany: maker } = await caller.data(
      'mutation { createCompany(data: { name: "M" }) { id } }',
    );
    const id = await create({ name: 'x', makerId: maker.id, price: { amount: '1.50' } });
    const selection = 'name price maker { name made { totalCount } }';
    const record = { name: 'x', price: { amount: 1.5, currency: 'USD' } };
    expect(
      (await call(`updateGadget(id: $id, data: { size: 1 }) { ${selection} }`, { id })).data
        ?.updateGadget,
    ).toEqual({
      ...record,
      maker: { name: 'M', made: { totalCount: 1 } },
    });
    expect(
      (await call(`destroyGadget(id: $id) { ${selection} }`, { id })).data?.destroyGadget,
    ).toEqual({
      ...record,
      maker: { name: 'M', made: { totalCount: 0 } },
    });
  });

  test('what a field of the same operation wrote is read by the next', async () => {
    const id = await create({ name: 'x' });
    const { data } = await call(
      `a: updateGadget(id: $id, data: { size: 1 }) { part { size } size }
       b: createGadget(data: { name: "y", partId: $id }) { part { size } }
       c: updateGadget(id: $id, data: { size: 2 }) { size }
       d: createGadget(data: { name: "z", partId: $id }) { part { size } }`,
      { id },
    );
    expect(data).toMatchObject({ b: { part: { size: 1 } }, d: { part: { size: 2 } } });
  });
});

test('destroying answers what the record was, lists of other records empty, and says so', async () => {
  const whole = await create({ name: 'whole' });
  await create({ name: 'part', partId: whole });
  const selection = '{ name wholes { totalCount edges { node { name } } } }';
  const { data } = await call(`destroyGadget(id: $id) ${selection}`, { id: whole });
  expect(data?.destroyGadget).toEqual({ name: 'whole', wholes: { totalCount: 0, edges: [] } });
  const { __type } = await caller.data(
    '{ __type(name: "Mutation") { fields { name description } } }',
  );
  for (const { description } of __type.fields.filter(({ name }: { name: string }) =>
    name.startsWith('destroy'),
  )) {
    expect(description).toContain('lists of other records');
  }
});

describe('destroying a record in use', () => {
  test('says by which field', async () => {
    const { createCompany: maker } = await caller.data(
      'mutation { createCompany(data: { name: "M" }) { id } }',
    );
    await create({ name: 'x', ownerId: maker.id });
    const { errors } = await call('destroyCompany(id: $id) { id }', { id: maker.id });
    expect(errors?.[0]).toMatchObject({
      message: 'gadget.ownerId still names this record.',
      extensions: { code: 'BAD_USER_INPUT', object: 'gadget', fields: ['ownerId'] },
    });
  });
});
