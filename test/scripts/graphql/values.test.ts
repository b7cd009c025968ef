/*
 * Values of every type, there and back; values that are refused.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Gadgets, startGadgets } from './gadgets.ts';
import { type Caller, code } from './support.ts';

let gadgets: Gadgets;
let caller: Caller;
let create: Gadgets['create'];

beforeAll(async () => {
  gadgets = await startGadgets();
  ({ caller, create } = gadgets);
});

afterAll(() => gadgets?.api.stop());

beforeEach(() => gadgets.clear());

describe('values', () => {
  test('come back as they were given', async () => {
    const data = {
      name: 'x',
      size: 7,
      weight: 10.25,
      serial: 42,
      ratio: 0.1,
      isNew: true,
      madeOn: '2024-02-29',
      checkedAt: '2024-02-29T12:00:00.123456+02:00',
      kind: 'A',
      marks: ['B', 'A'],
      price: { amount: 19.99, currency: 'EUR' },
      stars: 3,
      email: 'a@example.com',
      position: 1.5,
    };
    const { createGadget } = await caller.data(
      `mutation ($data: GadgetCreateInput!) { createGadget(data: $data) {
        name size weight serial ratio isNew madeOn checkedAt kind marks price stars email position
      } }`,
      { data },
    );
    expect(createGadget).toEqual({ ...data, checkedAt: '2024-02-29T10:00:00.123456+00:00' });
  });

  test('numbers that a double does not hold are strings, exactly', async () => {
    const id = await create({
      name: 'x',
      weight: '12345678901234567.89',
      serial: '9007199254740993',
      price: { amount: '90071992547409.931' },
    });
    const { gadget } = await caller.data(
      'query ($id: ID) { gadget(filter: { id: { eq: $id } }) { weight serial price } }',
      { id },
    );
    expect(gadget).toEqual({
      weight: '12345678901234567.89',
      serial: '9007199254740993',
      price: { amount: '90071992547409.931', currency: 'USD' },
    });
  });

  test('literals keep their digits', async () => {
    const { createGadget } = await caller.data(
      'mutation { createGadget(data: { name: "x", weight: 12345678901234567.89, price: { amount: 12345678901234567.89 } }) { weight price } }',
    );
    expect(createGadget).toEqual({
      weight: '12345678901234567.89',
      price: { amount: '12345678901234567.89', currency: 'USD' },
    });
  });

  test.each([
    'price: { amount: "many" }',
    'price: { currency: "USD" }',
    'price: { amount: 1, currency: "Dollars" }',
    'price: { amount: 1, cents: 1 }',
    'price: 5',
    'cost: { amount: 5 }',
    'size: -1',
    'size: 1.5',
    'serial: 1.5',
    'weight: "one"',
    'kind: "C"',
    'marks: ["C"]',
    'marks: [null]',
    'stars: 6',
    'email: "nobody"',
    'madeOn: "yesterday"',
    'checkedAt: "now"',
    'makerId: "10000000-0000-4000-8000-000000000000"',
    'name: null',
    'deletedAt: "2024-01-01T00:00:00Z"',
  ])('%s is BAD_USER_INPUT', async (field) => {
    const given = field.startsWith('name') ? field : `name: "x", ${field}`;
    const answer = await caller.ask(`mutation { createGadget(data: { ${given} }) { id } }`);
    expect(code(answer)).toBe('BAD_USER_INPUT');
  });

  test('a failed check names the field', async () => {
    const { errors } = await caller.ask(
      'mutation { createGadget(data: { name: "x", kind: "C" }) { id } }',
    );
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('gadget.kind must be one of "A", "B"'),
      extensions: { object: 'gadget', fields: ['kind'] },
    });
  });
});
