/*
 * Creating many records: one statement, in the order of data, all or none; what was refused is named
 * by its index and field.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createFields } from '../../../support/workspaces.ts';
import { type Answer, type Caller, createObject, statementsOf } from '../support.ts';
import { startWrittenGadgets, type WrittenGadgets } from './support.ts';

type Data = Record<string, unknown>;

const MISSING = '10000000-0000-4000-8000-000000000000';

let gadgets: WrittenGadgets;
let caller: Caller;

beforeAll(async () => {
  gadgets = await startWrittenGadgets();
  ({ caller } = gadgets);
});

afterAll(() => gadgets?.api.stop());

beforeEach(() => gadgets.clear());

const ask = (data: readonly Data[], selection = 'name', as = caller): Promise<Answer> =>
  as.ask(
    `mutation ($data: [GadgetCreateInput!]!) { createGadgets(data: $data) { ${selection} } }`,
    {
      data,
    },
  );
const many = (count: number, each: (index: number) => Data = () => ({})): Data[] =>
  Array.from({ length: count }, (_, index) => ({ name: `gadget ${index}`, ...each(index) }));

describe('a batch', () => {
  test('of 200 is one statement, and answers in the order of data', async () => {
    const data = many(200, (index) => ({
      size: (index * 7) % 200,
      ...(index % 3 === 0 ? { code: `code ${index}` } : {}),
    }));
    const found: Answer[] = [];
    const statements = await statementsOf(gadgets.api, caller, async () => {
      found.push(await ask(data, 'name size code'));
    });
    expect(found[0]?.data?.createGadgets).toEqual(
      data.map(({ name, size, code = null }) => ({ name, size, code })),
    );
    expect(statements).toHaveLength(1);
    expect(await gadgets.count()).toBe(200);
  });

  test('names the record whose text is too long for an index', async () => {
    // Postgres compresses what repeats itself.
    const code = Array.from({ length: 300 }, () => crypto.randomUUID()).join('');
    const { errors } = await ask(many(3, (index) => (index === 1 ? { code } : {})));
    expect(errors?.[0]).toMatchObject({
      message: 'data[1]: A text is too long for the index of its field.',
      extensions: { code: 'BAD_USER_INPUT', index: 1 },
    });
  });

  test('reads what is related to its records in one more statement', async () => {
    const { createCompany: maker } = await caller.data(
      'mutation { createCompany(data: { name: "M" }) { id } }',
    );
    const found: Answer[] = [];
    const statements = await statementsOf(gadgets.api, caller, async () => {
      found.push(
        await ask(
          many(200, () => ({ makerId: maker.id })),
          'maker { name }',
        ),
      );
    });
    expect(found[0]?.data?.createGadgets).toEqual(
      many(200, () => ({})).map(() => ({ maker: { name: 'M' } })),
    );
    expect(statements).toHaveLength(2);
  });

  test('gives every value to its column and leaves what is not given to its default', async () => {
    const data = [
      {
        name: 'all',
        code: `it's "x"`,
        size: 1,
        weight: '12345678901234567890.12345',
        serial: '9007199254740993',
        ratio: 0.1,
        isNew: true,
        madeOn: '2024-02-29',
        checkedAt: '2024-02-29T12:00:00.123456Z',
        kind: 'A',
        marks: ['A', 'B'],
        price: { amount: '0.10' },
        cost: { amount: 5, currency: 'EUR' },
        stars: 5,
        email: 'a@b.example',
      },
      { name: 'nulls', code: null, isNew: null, marks: null, price: null, kind: null },
      { name: 'none' },
      { name: 'empty', marks: [], isNew: false, code: '' },
    ];
    const selection =
      'name code size weight serial ratio isNew madeOn checkedAt kind marks price cost stars email position';
    const { data: answer } = await ask(data, selection);
    const none = {
      ...Object.fromEntries(selection.split(' ').map((field) => [field, null])),
      position: 0,
    };
    expect(answer?.createGadgets).toEqual([
      {
        ...none,
        ...data[0],
        checkedAt: '2024-02-29T12:00:00.123456+00:00',
        price: { amount: 0.1, currency: 'USD' },
      },
      { ...none, name: 'nulls' },
      { ...none, name: 'none' },
      { ...none, name: 'empty', marks: [], isNew: false, code: '' },
    ]);
  });

  test('of none is no statement; literals, a list of one and relations work', async () => {
    expect((await ask([])).data).toEqual({ createGadgets: [] });
    const { createCompany: maker } = await caller.data(
      'mutation { createCompany(data: { name: "M" }) { id } }',
    );
    const { data } = await caller.ask(
      `mutation ($id: ID) {
        createGadgets(data: { name: "x", weight: 0.12345678901234567890, makerId: $id }) {
          weight maker { name made { edges { node { name } } } }
        }
      }`,
      { id: maker.id },
    );
    expect(data).toEqual({
      createGadgets: [
        {
          weight: '0.12345678901234567890',
          maker: { name: 'M', made: { edges: [{ node: { name: 'x' } }] } },
        },
      ],
    });
  });

  test('of 201 is refused', async () => {
    const { data, errors } = await ask(many(201));
    expect(data).toEqual({ createGadgets: null });
    expect(errors?.[0]).toMatchObject({
      message: 'data has 201 records: give at most 200.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(await gadgets.count()).toBe(0);
  });
});

test('more values than a statement takes are refused', async () => {
  const names = Array.from({ length: 330 }, (_, index) => `f${index}`);
  const id = await createObject(caller, 'wide', 'wides');
  await createFields(
    gadgets.api.database,
    id,
    names.map((name) => ({ name, type: 'BOOLEAN' })),
  );
  const record = Object.fromEntries(names.map((name) => [name, true]));
  const create = (count: number) =>
    caller.ask('mutation ($data: [WideCreateInput!]!) { createWides(data: $data) { f329 } }', {
      data: Array.from({ length: count }, () => record),
    });
  expect((await create(200)).errors?.[0]).toMatchObject({
    message: 'data has 66000 values: give at most 60000.',
    extensions: { code: 'BAD_USER_INPUT' },
  });
  const { data } = await create(180);
  expect(data?.createWides).toEqual(Array.from({ length: 180 }, () => ({ f329: true })));
});

describe('one bad record of 200 changes nothing', () => {
  test.each<[string, Data, string[], string]>([
    ['a check', { size: -1 }, ['size'], 'gadget.size must be at least 0.'],
    ['an option', { kind: 'C' }, ['kind'], 'gadget.kind must be one of "A", "B"'],
    ['options', { marks: ['A', 'C'] }, ['marks'], 'gadget.marks must hold only "A", "B"'],
    [
      'a rating',
      { stars: 6 },
      ['stars'],
      'gadget.stars must be a whole number, at least 1 and at most 5.',
    ],
    ['an address', { email: 'x' }, ['email'], 'gadget.email must be an e-mail address.'],
    ['a null', { name: null }, ['name'], ''],
    [
      'a text too long',
      { note: 'x'.repeat(21) },
      ['note'],
      'gadget.note: a text of more than 20 characters does not fit.',
    ],
    [
      'a day that is none',
      { madeOn: '2024-02-30' },
      ['madeOn'],
      'gadget.madeOn: date/time field value out of range: "2024-02-30".',
    ],
    [
      'a number too large',
      { serial: '9223372036854775808' },
      ['serial'],
      'gadget.serial: value "9223372036854775808" is out of range for type bigint.',
    ],
    ['too many digits', { share: '1234.5' }, ['share'], 'gadget.share: numeric field overflow.'],
    [
      'a NUL',
      { code: 'a\u0000b' },
      ['code'],
      'gadget.code: a text has U+0000 or half of a surrogate pair, which cannot be stored.',
    ],
    [
      'no such record',
      { makerId: MISSING },
      ['makerId'],
      'gadget.makerId names a record that does not exist.',
    ],
    [
      'no such record to connect',
      { maker: { connect: { where: { id: MISSING } } } },
      ['makerId'],
      'gadget.makerId names a record that does not exist.',
    ],
    [
      'an id that is none',
      { makerId: 'x' },
      ['makerId'],
      'gadget.makerId: "x" is not an id (uuid).',
    ],
    [
      'a currency without its code',
      { cost: { amount: 1 } },
      ['cost'],
      'gadget.cost: This field has no default currency: give { amount, currency }.',
    ],
  ])('%s', async (_what, bad, fields, message) => {
    const index = 137;
    const { data, errors } = await ask(
      many(200, (each) => ({ size: each, ...(each === index ? bad : {}) })),
    );
    expect(await gadgets.count()).toBe(0);
    expect(errors).toHaveLength(1);
    if (message === '') {
      // GraphQL's own word: the path is in its message.
      expect(errors?.[0]?.message).toContain(`at "data[${index}].${fields[0]}"`);
      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
      return;
    }
    expect(data).toEqual({ createGadgets: null });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining(`data[${index}]: ${message}`),
      path: ['createGadgets'],
      extensions: { code: 'BAD_USER_INPUT', object: 'gadget', fields, index },
    });
  });

  test('a fault is not laid on a record that is right within its batch', async () => {
    const [a, b] = [MISSING, MISSING.replace('1', '2')];
    const bad = { partId: MISSING.replace('1', '3') };
    const { errors } = await ask([
      { name: 'whole', id: a, partId: b },
      { name: 'part', id: b },
      { name: 'bad', ...bad },
    ]);
    expect(errors?.[0]?.extensions).toMatchObject({ index: 2, fields: ['partId'] });
    const { errors: others } = await ask([
      { name: 'whole', id: a, partId: b },
      { name: 'part', id: b },
      { name: 'bad', size: -1 },
    ]);
    expect(others?.[0]?.extensions).toMatchObject({ index: 2, fields: ['size'] });
    const { data } = await ask([
      { name: 'whole', id: a, partId: b },
      { name: 'part', id: b },
    ]);
    expect(data?.createGadgets).toHaveLength(2);
  });
});

describe('a CONFLICT', () => {
  test('names the record that has the value', async () => {
    const id = await gadgets.create({ name: 'x', code: 'same' });
    const { errors } = await ask(many(3, (index) => (index === 1 ? { code: 'same' } : {})));
    expect(errors?.[0]).toMatchObject({
      message: 'data[1]: Another gadget has this code.',
      extensions: { code: 'CONFLICT', fields: ['code'], index: 1, conflictingRecordId: id },
    });
    expect(await gadgets.count()).toBe(1);
  });

  test('names the record of the batch that has the value', async () => {
    const { errors } = await ask(many(200, (index) => ({ code: `${index === 150 ? 7 : index}` })));
    expect(errors?.[0]?.extensions).toEqual({
      code: 'CONFLICT',
      object: 'gadget',
      fields: ['code'],
      index: 150,
      conflictingIndex: 7,
    });
    expect(await gadgets.count()).toBe(0);
  });

  test('of ids: with a record that is there, soft-deleted too, and within the batch', async () => {
    const id = await gadgets.create({ name: 'x' });
    await caller.data('mutation ($id: ID!) { deleteGadget(id: $id) { id } }', { id });
    const { errors } = await ask([{ name: 'y' }, { name: 'z', id }]);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      fields: ['id'],
      index: 1,
      conflictingRecordId: id,
    });
    const twins = await ask([
      { name: 'y', id: MISSING },
      { name: 'z', id: `{${MISSING.toUpperCase()}}` },
    ]);
    expect(twins.errors?.[0]).toMatchObject({
      message: 'data[1] has the id of data[0].',
      extensions: { code: 'CONFLICT', fields: ['id'], index: 1, conflictingIndex: 0 },
    });
  });

  test('a value of a soft-deleted record is free', async () => {
    const id = await gadgets.create({ name: 'x', code: 'same' });
    await caller.data('mutation ($id: ID!) { deleteGadget(id: $id) { id } }', { id });
    const other = await gadgets.create({ name: 'y', code: 'same' });
    const { errors } = await caller.ask('mutation ($id: ID!) { restoreGadget(id: $id) { id } }', {
      id,
    });
    expect(errors?.[0]).toMatchObject({
      message: 'Another gadget has this code.',
      extensions: { code: 'CONFLICT', conflictingRecordId: other },
    });
  });

  test('between two sessions: one is told of the other', async () => {
    const answers = await Promise.all(
      ['one', 'two'].map((name) =>
        caller.ask(
          'mutation ($name: String!) { createGadget(data: { name: $name, code: "same" }) { id } }',
          { name },
        ),
      ),
    );
    const winner = answers.find(({ errors }) => !errors);
    const loser = answers.find(({ errors }) => errors);
    expect(loser?.errors?.[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      conflictingRecordId: winner?.data?.createGadget.id,
    });
    expect(await gadgets.count()).toBe(1);
  });
});
