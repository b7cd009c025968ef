/*
 * Creating with `upsert`: records whose id is there already are changed instead.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Answer, type Caller, createObject, statementsOf } from '../support.ts';
import { startWrittenGadgets, type WrittenGadgets } from './support.ts';

let gadgets: WrittenGadgets;
let caller: Caller;

beforeAll(async () => {
  gadgets = await startWrittenGadgets();
  ({ caller } = gadgets);
});

afterAll(() => gadgets?.api.stop());

beforeEach(() => gadgets.clear());

const upsert = (data: object, selection = 'id'): Promise<Answer> =>
  caller.ask(
    `mutation ($data: GadgetCreateInput!) { createGadget(data: $data, upsert: true) { ${selection} } }`,
    { data },
  );
const upsertMany = (data: readonly object[], selection = 'id'): Promise<Answer> =>
  caller.ask(
    `mutation ($data: [GadgetCreateInput!]!) { createGadgets(data: $data, upsert: true) { ${selection} } }`,
    { data },
  );

describe('upsert', () => {
  test('inserts without an id or with a new one, and updates what is given otherwise', async () => {
    const id = randomUUID();
    expect((await upsert({ name: 'none' })).errors).toBeUndefined();
    const inserted = await upsert({ id, name: 'x', size: 1, code: 'c' }, 'id name size code');
    expect(inserted.data?.createGadget).toEqual({ id, name: 'x', size: 1, code: 'c' });
    const updated = await upsert({ id, name: 'y', code: null }, 'id name size code');
    expect(updated.data?.createGadget).toEqual({ id, name: 'y', size: 1, code: null });
    expect(await gadgets.count()).toBe(2);
  });

  test('leaves createdAt, position and a soft deletion as they are', async () => {
    const id = randomUUID();
    const selection = 'createdAt position deletedAt name';
    const { data } = await upsert({ id, name: 'x', position: 7 }, selection);
    await caller.data('mutation ($id: ID!) { deleteGadget(id: $id) { id } }', { id });
    const again = await upsert({ id, name: 'y', createdAt: '2000-01-01' }, selection);
    expect(again.data?.createGadget).toEqual({
      ...data?.createGadget,
      name: 'y',
      deletedAt: expect.any(String),
    });
  });

  test('with nothing but the id and what is required changes no more', async () => {
    const id = await gadgets.create({ name: 'x', size: 1 });
    const { data } = await upsert({ id, name: 'x' }, 'name size');
    expect(data?.createGadget).toEqual({ name: 'x', size: 1 });
  });

  test('of a record that is there may leave out a relation that is required; of a new one not', async () => {
    const settings = {
      relationType: 'MANY_TO_ONE',
      relationTargetObjectId: gadgets.objectId,
      onDelete: 'CASCADE',
      relationTargetFieldName: 'labels',
    };
    await createObject(caller, 'label', 'labels', [
      { name: 'text', type: 'TEXT' },
      { name: 'gadget', type: 'RELATION', isNullable: false, settings },
    ]);
    const [a, b] = [await gadgets.create({ name: 'a' }), await gadgets.create({ name: 'b' })];
    const [old, moved, unknown] = [randomUUID(), randomUUID(), randomUUID()];
    const labels = (data: readonly object[]): Promise<Answer> =>
      caller.ask(
        'mutation ($data: [LabelCreateInput!]!) { createLabels(data: $data, upsert: true) { id text gadgetId } }',
        { data },
      );
    expect((await labels([old, moved].map((id) => ({ id, gadgetId: a })))).errors).toBeUndefined();
    const connected = { connect: { where: { id: b } } };
    const mixed = await labels([
      { id: old, text: 'old' },
      { id: moved, gadget: connected },
      { text: 'new', gadgetId: b },
    ]);
    expect(mixed.data?.createLabels).toEqual([
      { id: old, text: 'old', gadgetId: a },
      { id: moved, text: null, gadgetId: b },
      { id: expect.any(String), text: 'new', gadgetId: b },
    ]);
    const alone = await labels([{ id: old, text: 'alone' }]);
    expect(alone.data?.createLabels).toEqual([{ id: old, text: 'alone', gadgetId: a }]);
    for (const [refused, index] of [
      [[{ id: old }, { id: unknown, text: 'x' }], 1],
      [[{ id: old, gadgetId: null }], 0],
    ] as const) {
      expect((await labels(refused)).errors).toMatchObject([
        {
          message: `data[${index}]: label.gadgetId must not be null.`,
          extensions: { code: 'BAD_USER_INPUT', object: 'label', fields: ['gadgetId'], index },
        },
      ]);
    }
  });

  test('of 200 mixed records with mixed keys is one statement, each right', async () => {
    const before = await upsertMany(
      Array.from({ length: 100 }, (_, index) => ({
        name: `old ${index}`,
        code: `old ${index}`,
        size: index,
        kind: 'A',
      })),
    );
    const ids = before.data?.createGadgets.map(({ id }: { id: string }) => id);
    const data = Array.from({ length: 200 }, (_, index) => {
      const old = index % 2 === 0 ? { id: ids[index / 2] } : {};
      return {
        ...old,
        name: `new ${index}`,
        ...(index % 3 === 0 ? { size: 1000 + index } : {}),
        ...(index % 5 === 0 ? { kind: null } : {}),
        ...(index % 7 === 0 ? { position: index } : {}),
      };
    });
    const answers: Answer[] = [];
    const statements = await statementsOf(gadgets.api, caller, async () => {
      answers.push(await upsertMany(data, 'id name code size kind position'));
    });
    expect(statements).toHaveLength(1);
    expect(answers[0]?.data?.createGadgets).toEqual(
      data.map((given, index) => {
        const isOld = index % 2 === 0;
        return {
          id: isOld ? ids[index / 2] : expect.any(String),
          name: `new ${index}`,
          code: isOld ? `old ${index / 2}` : null,
          size: given.size ?? (isOld ? index / 2 : null),
          kind: 'kind' in given ? null : isOld ? 'A' : null,
          position: given.position ?? 0,
        };
      }),
    );
    expect(await gadgets.count()).toBe(200);
  });

  test('of a batch with a bad record changes nothing', async () => {
    const id = await gadgets.create({ name: 'x', code: 'a' });
    const other = await gadgets.create({ name: 'y', code: 'b' });
    const { errors } = await upsertMany([
      { name: 'new' },
      { id, name: 'changed', code: 'b' },
      { id: other, name: 'changed' },
    ]);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      fields: ['code'],
      index: 1,
      conflictingRecordId: other,
    });
    expect((await gadgets.names()).toSorted()).toEqual(['x', 'y']);
    const twice = await upsertMany([
      { id, name: 'one' },
      { id, name: 'two' },
    ]);
    expect(twice.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', index: 1 });
    expect((await gadgets.names()).toSorted()).toEqual(['x', 'y']);
  });

  test('of one id in two sessions ends with one record', async () => {
    const id = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, size) => upsert({ id, name: 'x', size })),
    );
    expect(answers.flatMap(({ errors = [] }) => errors)).toEqual([]);
    expect(await gadgets.count()).toBe(1);
  });

  test('of the same records in two sessions, in any order, is done by both', async () => {
    const ids = Array.from({ length: 100 }, () => randomUUID());
    const batch = (size: number) =>
      ids
        .toSorted((a, b) => (size % 2 === 0 ? 1 : -1) * (a < b ? -1 : 1))
        .map((id) => ({ id, name: id, size }));
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, size) => upsertMany(batch(size))),
    );
    expect(answers.flatMap(({ errors = [] }) => errors)).toEqual([]);
    expect(await gadgets.count()).toBe(100);
  });
});
