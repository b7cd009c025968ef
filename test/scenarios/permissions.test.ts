/*
 * Permissions as they are met over GraphQL: two salespeople with the same role, each with deals of
 * their own, and a field that neither may see.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, type Api, code, signToken, startApi } from '../scripts/graphql/support.ts';
import { createObject, createWorkspace, one } from '../support/workspaces.ts';

let api: Api;
let ada: (query: string) => Promise<Answer>;
let admin: (query: string) => Promise<Answer>;
const ids: Record<string, string> = {};

beforeAll(async () => {
  api = await startApi();
  const acme = await createWorkspace(api.database, 'acme');
  const deal = await createObject(api.database, acme, 'deal', [
    { name: 'title', type: 'TEXT' },
    { name: 'state', type: 'TEXT' },
    { name: 'margin', type: 'NUMBER', settings: { accessLevel: 'ADMIN' } },
    { name: 'price', type: 'NUMBER', settings: { permissions: { USER: ['READ'] } } },
    {
      name: 'owner',
      type: 'RELATION',
      settings: {
        relationType: 'MANY_TO_ONE',
        relationTargetObjectId: await acme.objectId('workspaceMember'),
      },
    },
  ]);
  await createObject(api.database, acme, 'step', [
    { name: 'title', type: 'TEXT' },
    {
      name: 'deal',
      type: 'RELATION',
      settings: { relationType: 'MANY_TO_ONE', relationTargetObjectId: deal },
    },
  ]);
  await createObject(api.database, acme, 'payroll');
  await api.database.query(
    `insert into core."objectPermission" ("roleId", "objectMetadataId", "canReadObjectRecords",
       "canCreateObjectRecords", "canUpdateObjectRecords", "canSoftDeleteObjectRecords")
     select r.id, o.id, false, false, false, false from core.role r, core."objectMetadata" o
     where r.name = 'USER' and o."nameSingular" = 'payroll'`,
  );
  await api.database.query(
    `insert into core."rowPermission" ("roleId", "objectMetadataId", "readFilter", "updateFilter", "softDeleteFilter")
     select r.id, $1, '{"ownerId": {"eq": "$currentWorkspaceMember"}}', '{"state": {"eq": "open"}}', '{"state": {"neq": "won"}}'
     from core.role r where r.name = 'USER'`,
    [deal],
  );
  const askAs = (token: string) => (query: string) =>
    api.server.graphql('/graphql', token, query) as Promise<Answer>;
  for (const name of ['ada', 'bob']) {
    const member = await one<{ id: string; userId: string }>(
      api.database,
      `with u as (insert into core."user" (email, "firstName") values ($1 || '@acme.example', $1) returning id)
       insert into core."userWorkspace" ("userId", "workspaceId", "roleId")
       select u.id, r."workspaceId", r.id from u, core.role r where r.name = 'USER' returning id, "userId"`,
      [name],
    );
    ids[name] = member.id;
    const claims = { workspaceId: acme.id, role: 'USER', sub: member.userId };
    if (name === 'ada') ada = askAs(await signToken({ claims }));
  }
  admin = askAs(await signToken({ claims: { workspaceId: acme.id, role: 'ADMIN' } }));
  for (const [key, owner, state] of [
    ['open', 'ada', 'open'],
    ['lost', 'ada', 'lost'],
    ['won', 'ada', 'won'],
    ['hidden', 'bob', 'open'],
  ] as const) {
    const row = await one<{ id: string }>(
      api.database,
      `insert into ${acme.schema}.deal (title, state, margin, price, "ownerId") values ($1, $2, 7, 9, $3) returning id`,
      [key, state, ids[owner]],
    );
    ids[key] = row.id;
    await api.database.query(`insert into ${acme.schema}.step (title, "dealId") values ($1, $2)`, [
      `step of ${key}`,
      row.id,
    ]);
  }
});

afterAll(() => api?.stop());

describe('a salesperson', () => {
  test('finds deals of their own, in lists, counts and relations', async () => {
    const { data, errors } = await ada(`{
      deals(orderBy: [{ title: AscNullsLast }]) { totalCount edges { node { title price } } }
      hidden: deals(filter: { title: { eq: "hidden" } }) { totalCount }
      steps(filter: { title: { eq: "step of hidden" } }) { edges { node { dealId deal { title } } } }
      workspaceMember(filter: { id: { eq: "${ids.bob}" } }) { firstName deals { totalCount } }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      deals: {
        totalCount: 3,
        edges: ['lost', 'open', 'won'].map((title) => ({ node: { title, price: 9 } })),
      },
      hidden: { totalCount: 0 },
      steps: { edges: [{ node: { dealId: ids.hidden, deal: null } }] },
      workspaceMember: { firstName: 'bob', deals: { totalCount: 0 } },
    });
  });

  test('has an API without what they may not read, and without input for what they may not write', async () => {
    const { data } = await ada(`{
      deal: __type(name: "Deal") { fields { name } }
      filter: __type(name: "DealFilterInput") { inputFields { name } }
      create: __type(name: "CreateDealInput") { inputFields { name } }
      payroll: __type(name: "Payroll") { name }
    }`);
    const names = (list: readonly { name: string }[]): string[] => list.map(({ name }) => name);
    expect(data.payroll).toBeNull();
    expect(names(data.deal.fields)).toEqual(expect.arrayContaining(['title', 'price']));
    expect(names(data.deal.fields)).not.toContain('margin');
    expect(names(data.filter.inputFields)).not.toContain('margin');
    for (const query of [
      '{ deals { edges { node { margin } } } }',
      '{ deals(filter: { margin: { eq: 7 } }) { totalCount } }',
      '{ deals(orderBy: [{ margin: AscNullsLast }]) { totalCount } }',
      '{ deals { sumMargin } }',
      '{ payrolls { totalCount } }',
      `mutation { updateDeal(id: "${ids.open}", data: { price: 1 }) { id } }`,
    ])
      expect([query, code(await ada(query))]).toEqual([query, 'BAD_USER_INPUT']);
    expect((await admin('{ deals(filter: { margin: { eq: 7 } }) { totalCount } }')).data).toEqual({
      deals: { totalCount: 4 },
    });
  });

  test.each([
    ['update', 'open', 'done'],
    ['update', 'lost', 'FORBIDDEN'],
    ['update', 'hidden', 'NOT_FOUND'],
    ['delete', 'won', 'NOT_FOUND'],
    ['delete', 'hidden', 'NOT_FOUND'],
    ['delete', 'lost', 'done'],
  ])('%s of %s: %s', async (act, key, outcome) => {
    const input = act === 'update' ? `, data: { title: "changed" }` : '';
    const answer = await ada(`mutation { ${act}Deal(id: "${ids[key]}"${input}) { id } }`);
    expect(answer.errors === undefined ? 'done' : code(answer)).toBe(outcome);
  });

  test('keeps what they write in their sight', async () => {
    const create = (owner = '') =>
      ada(`mutation { createDeal(data: { title: "new", ownerId: "${owner}" }) { title } }`);
    expect((await create(ids.ada)).data).toEqual({ createDeal: { title: 'new' } });
    expect(code(await create(ids.bob))).toBe('FORBIDDEN');
    const give = `mutation { updateDeal(id: "${ids.open}", data: { ownerId: "${ids.bob}" }) { id } }`;
    expect(code(await ada(give))).toBe('FORBIDDEN');
    const all =
      'mutation { updateDeals(filter: { title: { like: "%" } }, data: { state: "open" }) { id } }';
    expect((await ada(all)).errors).toBeUndefined();
    const { data } = await admin(
      '{ deals(filter: { title: { in: ["hidden", "won"] } }, orderBy: [{ title: AscNullsLast }]) { edges { node { title state ownerId } } } }',
    );
    expect(data.deals.edges.map(({ node }: { node: object }) => node)).toEqual([
      { title: 'hidden', state: 'open', ownerId: ids.bob },
      { title: 'won', state: 'won', ownerId: ids.ada },
    ]);
  });
});

test('the API follows when a permission changes', async () => {
  const query =
    '{ deals(filter: { title: { eq: "hidden" } }) { edges { node { title margin } } } }';
  expect(code(await ada(query))).toBe('BAD_USER_INPUT');
  await api.database.query(`delete from core."rowPermission"`);
  await api.database.query(
    `update core."fieldPermission" p set "canReadFieldValue" = true from core."fieldMetadata" f where f.id = p."fieldMetadataId" and f.name = 'margin'`,
  );
  expect((await ada(query)).data).toEqual({
    deals: { edges: [{ node: { title: 'hidden', margin: 7 } }] },
  });
});
