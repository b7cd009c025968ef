/*
 * Permissions on records, over HTTP: what a member may not see is in no answer, and tells nothing.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { done } from '../scripts/graphql/changing.ts';
import { createMember, createRole, type Member, upsert } from '../scripts/graphql/permissions.ts';
import {
  type Answer,
  type Api,
  type Caller,
  code,
  createField,
  createObject,
  objectId,
  startApi,
} from '../scripts/graphql/support.ts';

let api: Api;
let admin: Caller;
let ann: Member;
let bob: Member;
let seller: string;
let deal: string;
let company: string;
const ids: Record<string, string> = {};

const MINE = { ownerId: { eq: '$currentWorkspaceMember' } };

async function create(object: string, data: Record<string, unknown>): Promise<string> {
  const answer = await admin.data(
    `mutation ($data: ${object}CreateInput!) { create${object}(data: $data) { id } }`,
    { data },
  );
  return answer[`create${object}`].id;
}

beforeAll(async () => {
  api = await startApi();
  admin = await api.caller(await api.createWorkspace('rows'));
  seller = await createRole(admin, { name: 'Seller', canDestroyAllObjectRecords: true });
  company = await objectId(admin, 'company');
  const to = (relationType: string, object: string, name: string) => ({
    relationType,
    relationTargetObjectId: object,
    relationTargetFieldName: name,
  });
  deal = await createObject(admin, 'deal', 'deals', [
    { name: 'title', type: 'TEXT' },
    { name: 'code', type: 'TEXT', isUnique: true },
    { name: 'amount', type: 'NUMBER', settings: { min: 0 } },
    {
      name: 'owner',
      type: 'RELATION',
      settings: to('MANY_TO_ONE', await objectId(admin, 'workspaceMember'), 'deals'),
    },
    { name: 'company', type: 'RELATION', settings: to('MANY_TO_ONE', company, 'deals') },
  ]);
  const tag = await createObject(admin, 'tag', 'tags', [{ name: 'name', type: 'TEXT' }]);
  await createField(admin, tag, {
    name: 'tagged',
    type: 'RELATION',
    settings: to('MANY_TO_MANY', deal, 'tags'),
  });
  await createField(admin, tag, {
    name: 'deal',
    type: 'RELATION',
    settings: to('MANY_TO_ONE', deal, 'notes'),
  });
  ann = await createMember(api, admin.workspaceId, 'Seller', 'ann@example.com');
  bob = await createMember(api, admin.workspaceId, 'Seller', 'bob@example.com');
  ids.company = await create('Company', { name: 'Acme' });
  ids.hers = await create('Deal', {
    title: 'hers',
    code: 'h',
    amount: 1,
    ownerId: ann.id,
    companyId: ids.company,
  });
  ids.his = await create('Deal', {
    title: 'his',
    code: 'secret',
    amount: 100,
    ownerId: bob.id,
    companyId: ids.company,
  });
  ids.tag = await create('Tag', { name: 'hot', dealId: ids.his });
  for (const dealId of [ids.hers, ids.his]) {
    await create('TagDeal', { tagId: ids.tag, dealId });
  }
  await done(upsert(admin, 'Row', seller, [{ objectMetadataId: deal, readFilter: MINE }]));
});

afterAll(() => api?.stop());

describe('reading', () => {
  test.each<[string, string, unknown]>([
    ['lists', '{ deals { edges { node { title } } } }', { edges: [{ node: { title: 'hers' } }] }],
    ['one', 'query ($his: ID) { deal(filter: { id: { eq: $his } }) { title } }', null],
    [
      'counts and aggregates',
      '{ deals { totalCount maxAmount sumAmount countUniqueValuesCode } }',
      { totalCount: 1, maxAmount: 1, sumAmount: 1, countUniqueValuesCode: 1 },
    ],
    [
      'groups',
      '{ dealsGroupBy(groupBy: [{ title: true }]) { groupByDimensionValues totalCount } }',
      [{ groupByDimensionValues: ['hers'], totalCount: 1 }],
    ],
    [
      'nested lists',
      '{ companies { edges { node { deals { totalCount maxAmount edges { node { title } } } } } } }',
      {
        edges: [
          {
            node: { deals: { totalCount: 1, maxAmount: 1, edges: [{ node: { title: 'hers' } }] } },
          },
        ],
      },
    ],
    [
      'relations to one',
      '{ tags { edges { node { name deal { title } } } } }',
      { edges: [{ node: { name: 'hot', deal: null } }] },
    ],
    [
      'filters over a hop',
      '{ tags(filter: { deal: { amount: { gt: 50 } } }) { totalCount } }',
      { totalCount: 0 },
    ],
    [
      'orders over a hop',
      '{ tags(orderBy: [{ deal: { title: AscNullsFirst } }]) { edges { node { name } } } }',
      { edges: [{ node: { name: 'hot' } }] },
    ],
    [
      'lists over a junction',
      '{ tags { edges { node { tagged { totalCount edges { node { title } } } } } } }',
      {
        edges: [{ node: { tagged: { totalCount: 1, edges: [{ node: { title: 'hers' } }] } } }],
      },
    ],
    [
      'records of a junction',
      '{ tagDeals(orderBy: [{ deal: { title: AscNullsLast } }]) { edges { node { deal { title } } } } }',
      { edges: [{ node: { deal: { title: 'hers' } } }, { node: { deal: null } }] },
    ],
  ])('%s', async (_what, query, expected) => {
    const data = await ann.data(query, ids);
    expect(Object.values(data)).toEqual([expected]);
  });

  test('a filter that would fail on what is hidden tells nothing', async () => {
    expect(await ann.data('{ deals(filter: { code: { like: "secr%" } }) { totalCount } }')).toEqual(
      { deals: { totalCount: 0 } },
    );
  });

  test('each member has their own, a token without a user none', async () => {
    const query = '{ deals { edges { node { title } } } }';
    const titles = async (caller: Caller) =>
      (await caller.data(query)).deals.edges.map(
        ({ node }: { node: { title: string } }) => node.title,
      );
    expect(await titles(ann)).toEqual(['hers']);
    expect(await titles(bob)).toEqual(['his']);
    expect(await titles(await api.caller(admin.workspaceId, 'Seller'))).toEqual([]);
    const sides = await Promise.all(
      Array.from({ length: 20 }, (_, i) => titles(i % 2 ? ann : bob)),
    );
    expect(sides).toEqual(sides.map((_, i) => [i % 2 ? 'hers' : 'his']));
  });
});

/** All deals, as the administrator sees them. */
const state = () =>
  admin.data(
    '{ deals(filter: { id: { is: NOT_NULL }, or: [{ deletedAt: { is: NULL } }, { deletedAt: { is: NOT_NULL } }] }, orderBy: [{ title: AscNullsLast }]) { edges { node { id title code amount ownerId companyId deletedAt updatedAt } } } }',
  );

describe('writing what is hidden', () => {
  test.each<[string, string, string]>([
    ['an update', 'updateDeal(id: $his, data: { title: "x" }) { id }', 'NOT_FOUND'],
    ['a soft deletion', 'deleteDeal(id: $his) { id }', 'NOT_FOUND'],
    ['a restoration', 'restoreDeal(id: $his) { id }', 'NOT_FOUND'],
    ['a destruction', 'destroyDeal(id: $his) { id }', 'NOT_FOUND'],
    [
      'an upsert',
      'createDeal(data: { id: $his, title: "x", ownerId: $ann }, upsert: true) { id }',
      'FORBIDDEN',
    ],
    [
      'a record for somebody else',
      'createDeal(data: { title: "x", ownerId: $bob }) { id }',
      'FORBIDDEN',
    ],
    ['a record of nobody', 'createDeal(data: { title: "x" }) { id }', 'FORBIDDEN'],
    ['giving one away', 'updateDeal(id: $hers, data: { ownerId: $bob }) { id }', 'FORBIDDEN'],
    [
      'a batch, partly for somebody else',
      'createDeals(data: [{ title: "x", ownerId: $ann }, { title: "x", ownerId: $bob }]) { id }',
      'FORBIDDEN',
    ],
    [
      'a batch of upserts, partly hidden',
      'createDeals(data: [{ id: $hers, title: "x" , ownerId: $ann}, { id: $his, title: "x", ownerId: $ann }], upsert: true) { id }',
      'FORBIDDEN',
    ],
    [
      'a code that is taken',
      'createDeal(data: { code: "secret", ownerId: $ann }) { id }',
      'CONFLICT',
    ],
    ['an id that is taken', 'createDeal(data: { id: $his, ownerId: $ann }) { id }', 'CONFLICT'],
  ])('%s', async (_what, field, expected) => {
    const before = await state();
    const names = ['hers', 'his', 'ann', 'bob'].filter((name) => field.includes(`$${name}`));
    const declared = names.map((name) => `$${name}: ID!`).join();
    const answer = await ann.ask(`mutation ${declared && `(${declared})`} { ${field} }`, {
      ...ids,
      ann: ann.id,
      bob: bob.id,
    });
    expect(code(answer)).toBe(expected);
    expectNothingHidden(answer);
    expect(await state()).toEqual(before);
  });

  test.each([
    ['updateDeals', ', data: { amount: 2 }'],
    ['deleteDeals', ''],
    ['restoreDeals', ''],
    ['destroyDeals', ''],
  ])('%s by a filter finds none of them', async (name, data) => {
    const before = await state();
    const answer = await ann.data(
      `mutation ($his: ID!) { ${name}(filter: { id: { eq: $his } }${data}) { id } }`,
      ids,
    );
    expect(answer).toEqual({ [name]: [] });
    expect(await state()).toEqual(before);
  });

  test('an answer of a link to what is hidden shows nothing of it', async () => {
    const { createTag } = await ann.data(
      'mutation ($his: ID!) { createTag(data: { name: "x", deal: { connect: { where: { id: $his } } } }) { id dealId deal { title } } }',
      ids,
    );
    expect(createTag).toEqual({ id: expect.any(String), dealId: ids.his, deal: null });
    const missing = await ann.ask(
      'mutation ($no: ID!) { createTag(data: { name: "x", dealId: $no }) { id } }',
      { no: randomUUID() },
    );
    expect(code(missing)).toBe('BAD_USER_INPUT');
    await admin.data('mutation ($id: ID!) { destroyTag(id: $id) { id } }', createTag);
  });
});

/** Nothing of the other member's record. */
function expectNothingHidden({ data, errors }: Answer): void {
  const text = JSON.stringify([Object.values(data ?? {}), errors?.map(({ message }) => message)]);
  expect(text).not.toMatch(/secret|\bhis\b|100/);
  expect(errors?.[0]?.extensions).not.toHaveProperty('conflictingRecordId');
}

describe('a filter of its own for each command', () => {
  let others: Record<string, string>;

  beforeAll(async () => {
    await done(
      upsert(admin, 'Row', seller, [
        {
          objectMetadataId: deal,
          readFilter: null,
          updateFilter: { title: { eq: 'update' } },
          softDeleteFilter: { title: { eq: 'delete' } },
          destroyFilter: { title: { eq: 'destroy' } },
        },
      ]),
    );
    others = {};
    for (const title of ['read', 'update', 'delete', 'destroy']) {
      others[title] = await create('Deal', { title });
    }
  });

  const VERBS = {
    update: [', data: { amount: 5 }', 'update'],
    delete: ['', 'delete'],
    destroy: ['', 'destroy'],
  } as const;

  test.each(Object.entries(VERBS))('%s by id', async (verb, [data, allowed]) => {
    for (const title of ['read', 'update', 'delete', 'destroy']) {
      if (title === allowed) continue;
      const before = await state();
      const answer = await ann.ask(`mutation ($id: ID!) { ${verb}Deal(id: $id${data}) { id } }`, {
        id: others[title],
      });
      expect([title, code(answer)]).toEqual([
        title,
        expect.stringMatching(/^(NOT_FOUND|FORBIDDEN)$/),
      ]);
      expect(answer.errors?.[0]?.message).toMatch(/your role may/i);
      expect(await state()).toEqual(before);
    }
  });

  test.each(Object.entries(VERBS))('%s by a filter', async (verb, [data, allowed]) => {
    const answer = await ann.ask(
      `mutation ($title: String!) { ${verb}Deals(filter: { title: { eq: $title } }${data}) { title } }`,
      { title: allowed },
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ [`${verb}Deals`]: [{ title: allowed }] });
  });

  test('restoring takes the right to soft-delete', async () => {
    const answer = await ann.data('mutation ($id: ID!) { restoreDeal(id: $id) { title } }', {
      id: others.delete,
    });
    expect(answer).toEqual({ restoreDeal: { title: 'delete' } });
  });
});

test('none of it was an error of ours', () => {
  expect(api.server.log()).not.toContain('internal error');
});
