/*
 * Soft-deleted records are nowhere to be seen unless a filter names deletedAt, and then in that list alone.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Gadgets, startGadgets } from './gadgets.ts';
import { type Caller, createField, createObject } from './support.ts';

let gadgets: Gadgets;
let caller: Caller;

/** Company Acme made the gadgets "live" and "gone"; each bears the tags "new" and "old", where "old" is gone. */
beforeAll(async () => {
  gadgets = await startGadgets();
  ({ caller } = gadgets);
  const tag = await createObject(caller, 'tag', 'tags', [{ name: 'name', type: 'TEXT' }]);
  await createField(caller, tag, {
    name: 'bearers',
    type: 'RELATION',
    settings: {
      relationType: 'MANY_TO_MANY',
      relationTargetObjectId: gadgets.objectId,
      relationTargetFieldName: 'tags',
    },
  });
  const { createCompany } = await caller.data(
    'mutation { createCompany(data: { name: "Acme" }) { id } }',
  );
  const ids: Record<string, string> = {};
  for (const name of ['live', 'gone']) {
    ids[name] = await gadgets.create({ name, makerId: createCompany.id });
  }
  for (const name of ['new', 'old']) {
    const { createTag } = await caller.data(
      'mutation ($name: String) { createTag(data: { name: $name }) { id } }',
      { name },
    );
    ids[name] = createTag.id;
    for (const gadget of ['live', 'gone']) {
      await caller.data(
        'mutation ($tag: ID!, $gadget: ID!) { createTagGadget(data: { tagId: $tag, gadgetId: $gadget }) { id } }',
        { tag: ids[name], gadget: ids[gadget] },
      );
    }
  }
  await caller.data(
    'mutation ($gadget: ID!, $tag: ID!) { deleteGadget(id: $gadget) { id } deleteTag(id: $tag) { id } }',
    {
      gadget: ids.gone,
      tag: ids.old,
    },
  );
});

afterAll(() => gadgets?.api.stop());

type Named = { node: { name: string } };

/** The names in a list, which its count must agree with. */
function names({ edges, totalCount }: { edges: Named[]; totalCount: number }): string[] {
  expect(edges).toHaveLength(totalCount);
  return edges.map(({ node }) => node.name).sort();
}

const LIST = 'totalCount edges { node { name } }';
const ALL = 'deletedAt: { in: ["2000-01-01T00:00:00Z"] }';

const FILTERS: readonly (readonly [string, readonly string[]])[] = [
  ['', ['live']],
  ['(filter: null)', ['live']],
  ['(filter: {})', ['live']],
  ['(filter: { name: { is: NOT_NULL } })', ['live']],
  ['(filter: { deletedAt: null })', ['live']],
  ['(filter: { or: [{ name: { eq: "gone" } }, { not: { name: { eq: "live" } } }] })', []],
  ['(filter: { deletedAt: { is: NOT_NULL } })', ['gone']],
  ['(filter: { deletedAt: { is: NULL } })', ['live']],
  ['(filter: { deletedAt: {} })', ['gone', 'live']],
  [`(filter: { or: [{ ${ALL} }, { name: { is: NOT_NULL } }] })`, ['gone', 'live']],
  ['(filter: { and: [{ not: { deletedAt: { is: NULL } } }] })', ['gone']],
];

test.each(FILTERS)('a list%s finds %j', async (args, expected) => {
  const { gadgets: list } = await caller.data(`{ gadgets${args} { ${LIST} } }`);
  expect(names(list)).toEqual(expected);
});

test.each(FILTERS)('so does the inverse of a relation%s: %j', async (args, expected) => {
  const { company } = await caller.data(
    `{ company(filter: { name: { eq: "Acme" } }) { made${args} { ${LIST} } } }`,
  );
  expect(names(company.made)).toEqual(expected);
});

test.each(FILTERS)('so does a list by way of a junction%s: %j', async (args, expected) => {
  const { tag } = await caller.data(
    `{ tag(filter: { name: { eq: "new" } }) { bearers${args} { ${LIST} } } }`,
  );
  expect(names(tag.bearers)).toEqual(expected);
});

test('the filter by a variable says the same', async () => {
  for (const [filter, expected] of [
    [null, ['live']],
    [{ deletedAt: { is: 'NOT_NULL' } }, ['gone']],
  ] as const) {
    const { gadgets: list } = await caller.data(
      `query ($filter: GadgetFilterInput) { gadgets(filter: $filter) { ${LIST} } }`,
      { filter },
    );
    expect(names(list)).toEqual(expected);
  }
});

test('one record is found by the same rule', async () => {
  const found = await caller.data(`{
    hidden: gadget(filter: { name: { eq: "gone" } }) { name }
    shown: gadget(filter: { name: { eq: "gone" }, deletedAt: { is: NOT_NULL } }) { name tags { ${LIST} } maker { name } }
  }`);
  expect(found).toEqual({
    hidden: null,
    shown: {
      name: 'gone',
      maker: { name: 'Acme' },
      tags: { totalCount: 1, edges: [{ node: { name: 'new' } }] },
    },
  });
});

test('a list that shows deleted records shows none within them', async () => {
  const { gadgets: list } = await caller.data(
    `{ gadgets(filter: { deletedAt: {} }) { edges { node { tags { ${LIST} } maker { made { ${LIST} } } } } } }`,
  );
  expect(list.edges).toHaveLength(2);
  for (const { node } of list.edges) {
    expect(names(node.tags)).toEqual(['new']);
    expect(names(node.maker.made)).toEqual(['live']);
  }
});
