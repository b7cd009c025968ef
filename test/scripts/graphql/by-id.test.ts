/*
 * A record by its id answers what its filter says, however the query writes it.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Gadgets, startGadgets } from './gadgets.ts';
import { type Caller, statementsOf } from './support.ts';

let gadgets: Gadgets;
let caller: Caller;
const ids: Record<string, string> = {};

beforeAll(async () => {
  gadgets = await startGadgets({ LOG_LEVEL: 'debug' });
  ({ caller } = gadgets);
  for (const name of ['first', 'second', 'gone']) ids[name] = await gadgets.create({ name });
  await caller.data('mutation ($id: ID!) { deleteGadget(id: $id) { id } }', { id: ids.gone });
});

afterAll(() => gadgets?.api.stop());

const BY_VARIABLE = 'query ($id: ID) { gadget(filter: { id: { eq: $id } }) { name } }';
const ask = async (query: string, variables?: Record<string, unknown>) =>
  (await caller.data(query, variables)).gadget;

test('by a literal and by a variable, one after the other', async () => {
  for (const name of ['first', 'second']) {
    const id = ids[name];
    expect(await ask(`{ gadget(filter: { id: { eq: "${id}" } }) { name } }`)).toEqual({ name });
    expect(await ask(BY_VARIABLE, { id })).toEqual({ name });
  }
});

test('several of one query are each their own', async () => {
  const answer = await caller.data(
    `query ($a: ID!, $b: ID!) {
       a: gadget(filter: { id: { eq: $a } }) { name }
       b: gadget(filter: { id: { eq: $b } }) { name }
     }`,
    { a: ids.first, b: ids.second },
  );
  expect(answer).toEqual({ a: { name: 'first' }, b: { name: 'second' } });
});

test('nothing for one that is deleted, unknown or null', async () => {
  for (const id of [ids.gone, '00000000-0000-4000-8000-000000000000', null]) {
    expect(await ask(BY_VARIABLE, { id })).toBeNull();
    expect(
      await ask(`{ gadget(filter: { id: { eq: ${JSON.stringify(id)} } }) { name } }`),
    ).toBeNull();
  }
});

test('a variable that is not given is no condition, before and after it was given', async () => {
  const first = await ask('{ gadget(filter: {}) { name } }');
  expect(first).not.toBeNull();
  for (let time = 0; time < 2; time++) {
    expect(await ask(BY_VARIABLE)).toEqual(first);
    expect(await ask(BY_VARIABLE, { id: ids.second })).toEqual({ name: 'second' });
  }
});

test.each([
  ['another field', '{ id: { eq: $id }, name: { eq: "other" } }', null],
  ['another operator', '{ id: { eq: $id, neq: $id } }', null],
  ['deletedAt', '{ id: { eq: $id }, deletedAt: { is: NOT_NULL } }', null],
  ['a condition within', '{ and: [{ id: { eq: $id } }] }', { name: 'first' }],
  ['not', '{ id: { eq: $id }, not: { name: { eq: "first" } } }', null],
])('with %s it is a filter like any other', async (_what, filter, expected) => {
  const query = `query ($id: ID!) { gadget(filter: ${filter}) { name } }`;
  expect(await ask(query, { id: ids.first })).toEqual(expected);
});

test('the whole filter, or that of the id, as a variable', async () => {
  expect(
    await ask('query ($f: GadgetFilterInput!) { gadget(filter: $f) { name } }', {
      f: { id: { eq: ids.first } },
    }),
  ).toEqual({ name: 'first' });
  expect(
    await ask('query ($id: IDFilter) { gadget(filter: { id: $id }) { name } }', {
      id: { eq: ids.first },
    }),
  ).toEqual({ name: 'first' });
});

test('what is no id is refused, with its place', async () => {
  const { errors } = await caller.ask('{ gadget(filter: { id: { eq: "foo" } }) { name } }');
  expect(errors).toMatchObject([{ message: 'filter.id.eq: "foo" is not an id (uuid).' }]);
  const { errors: byVariable } = await caller.ask(BY_VARIABLE, { id: 'foo' });
  expect(byVariable?.[0]?.message).toContain('"foo" is not an id (uuid).');
});

test('is one statement that neither sorts nor limits', async () => {
  const statements = await statementsOf(gadgets.api, caller, () =>
    ask(BY_VARIABLE, { id: ids.first }),
  );
  expect(statements).toHaveLength(1);
  expect(statements[0]).not.toMatch(/order by|limit/);
});
