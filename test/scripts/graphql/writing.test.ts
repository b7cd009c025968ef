/*
 * Creating, updating, deleting, restoring and destroying records; their relations.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Gadgets, startGadgets } from './gadgets.ts';
import { type Answer, type Caller, code } from './support.ts';

let gadgets: Gadgets;
let caller: Caller;
let create: Gadgets['create'];
let names: Gadgets['names'];

beforeAll(async () => {
  gadgets = await startGadgets();
  ({ caller, create, names } = gadgets);
});

afterAll(() => gadgets?.api.stop());

beforeEach(() => gadgets.clear());

describe('writing', () => {
  test('update changes what is given and leaves the rest', async () => {
    const id = await create({ name: 'x', size: 1, code: 'c' });
    const { updateGadget } = await caller.data(
      'mutation ($id: ID!) { updateGadget(id: $id, data: { size: 2, code: null }) { name size code } }',
      { id },
    );
    expect(updateGadget).toEqual({ name: 'x', size: 2, code: null });
  });

  test('delete hides, restore shows again, destroy removes', async () => {
    const id = await create({ name: 'x' });
    const { deleteGadget } = await caller.data(
      'mutation ($id: ID!) { deleteGadget(id: $id) { deletedAt } }',
      { id },
    );
    expect(deleteGadget.deletedAt).toEqual(expect.any(String));
    expect(await names()).toEqual([]);
    expect(await names('filter: { deletedAt: { is: NOT_NULL } }')).toEqual(['x']);
    expect(
      await names('filter: { or: [{ deletedAt: { is: NULL } }, { deletedAt: { is: NOT_NULL } }] }'),
    ).toEqual(['x']);
    const { restoreGadget } = await caller.data(
      'mutation ($id: ID!) { restoreGadget(id: $id) { deletedAt } }',
      { id },
    );
    expect(restoreGadget.deletedAt).toBeNull();
    expect(await names()).toEqual(['x']);
    expect(
      await caller.data('mutation ($id: ID!) { destroyGadget(id: $id) { name } }', { id }),
    ).toEqual({ destroyGadget: { name: 'x' } });
    expect(await names('filter: { deletedAt: { is: NOT_NULL } }')).toEqual([]);
  });

  test.each([
    'updateGadget(id: $id, data: { size: 1 })',
    'deleteGadget(id: $id)',
    'restoreGadget(id: $id)',
    'destroyGadget(id: $id)',
  ])('%s of a record that is not there is NOT_FOUND', async (field) => {
    const id = '10000000-0000-4000-8000-000000000000';
    const answer = await caller.ask(`mutation ($id: ID!) { ${field} { id } }`, { id });
    expect(code(answer)).toBe('NOT_FOUND');
  });

  test('a duplicate is a CONFLICT that names the field and not the other value', async () => {
    await create({ name: 'x', code: 'same' });
    const answer: Answer = await caller.ask(
      'mutation { createGadget(data: { name: "y", code: "same" }) { id } }',
    );
    expect(answer.errors?.[0]).toMatchObject({
      message: 'Another gadget has this code.',
      extensions: { code: 'CONFLICT', object: 'gadget', fields: ['code'] },
    });
  });

  test('each mutation field is a transaction of its own, in order', async () => {
    const answer = await caller.ask(
      'mutation { a: createGadget(data: { name: "first" }) { name } b: createGadget(data: { name: "second", size: -1 }) { name } c: createGadget(data: { name: "third" }) { name } }',
    );
    expect(answer.data).toEqual({ a: { name: 'first' }, b: null, c: { name: 'third' } });
    expect(await names('orderBy: { createdAt: AscNullsLast }')).toEqual(['first', 'third']);
  });
});

describe('relations', () => {
  test('two to one object, both ways; a deleted record reads null and its id stays', async () => {
    const { maker, seller } = await caller.data(
      'mutation { maker: createCompany(data: { name: "M" }) { id } seller: createCompany(data: { name: "S" }) { id } }',
    );
    await create({ name: 'x', makerId: maker.id, sellerId: seller.id });
    await create({ name: 'y', makerId: maker.id });
    await caller.data('mutation ($id: ID!) { deleteCompany(id: $id) { id } }', { id: seller.id });
    const { gadgets } = await caller.data(
      '{ gadgets(filter: { name: { eq: "x" } }) { edges { node { makerId maker { name made(orderBy: { name: DescNullsLast }) { totalCount edges { node { name } } } sold { totalCount } } sellerId seller { name } } } } }',
    );
    expect(gadgets.edges[0].node).toEqual({
      makerId: maker.id,
      maker: {
        name: 'M',
        made: { totalCount: 2, edges: [{ node: { name: 'y' } }, { node: { name: 'x' } }] },
        sold: { totalCount: 0 },
      },
      sellerId: seller.id,
      seller: null,
    });
  });

  test('deleted records are hidden in nested lists too', async () => {
    const { createCompany: company } = await caller.data(
      'mutation { createCompany(data: { name: "M" }) { id } }',
    );
    const id = await create({ name: 'x', makerId: company.id });
    await caller.data('mutation ($id: ID!) { deleteGadget(id: $id) { id } }', { id });
    const { companies } = await caller.data(
      '{ companies { edges { node { live: made { totalCount } gone: made(filter: { deletedAt: { is: NOT_NULL } }) { edges { node { name } } } } } } }',
    );
    expect(companies.edges[0].node).toEqual({
      live: { totalCount: 0 },
      gone: { edges: [{ node: { name: 'x' } }] },
    });
  });
});
