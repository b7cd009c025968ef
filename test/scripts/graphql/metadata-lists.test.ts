/*
 * /metadata: its lists, filtered and page by page, in one statement however deep; who asks.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Api,
  type Caller,
  code,
  createObject,
  signToken,
  startApi,
  statementsOf,
} from './support.ts';

let api: Api;
let caller: Caller;
let other: Caller;

beforeAll(async () => {
  api = await startApi({ LOG_LEVEL: 'debug' });
  caller = await api.caller(await api.createWorkspace('lists'));
  other = await api.caller(await api.createWorkspace('others'));
  await createObject(caller, 'ticket', 'tickets', [
    { name: 'title', type: 'TEXT' },
    { name: 'weight', type: 'NUMBER' },
  ]);
});

afterAll(() => api?.stop());

/** The values of one column of a list. */
async function listed(list: string, column: string, args = ''): Promise<unknown[]> {
  const answer = await caller.metadata(`{ ${list}${args} { edges { node { ${column} } } } }`);
  return answer[list].edges.map(({ node }: { node: Record<string, unknown> }) => node[column]);
}

describe('filters', () => {
  const STANDARD = ['company', 'person', 'opportunity', 'workspaceMember', 'task', 'note'];

  test.each([
    ['{}', [...STANDARD, 'ticket']],
    ['{ isCustom: { is: true } }', ['ticket']],
    ['{ isCustom: { isNot: true } }', STANDARD],
    ['{ isActive: { is: false } }', []],
    ['{ nameSingular: { in: ["note", "task", "x"] }, isCustom: { is: false } }', ['task', 'note']],
    ['{ nameSingular: { notIn: ["note", "task"] }, namePlural: { like: "%ts" } }', ['ticket']],
    ['{ nameSingular: { in: [] } }', []],
    ['{ namePlural: { iLike: "T%" } }', ['task', 'ticket']],
    [
      '{ nameSingular: { neq: "note" }, or: [{ nameSingular: { eq: "note" } }, { nameSingular: { eq: "task" } }] }',
      ['task'],
    ],
    [
      '{ and: [{ isCustom: { is: false } }, { or: [{ nameSingular: { eq: "ticket" } }, { nameSingular: { eq: "note" } }] }] }',
      ['note'],
    ],
    ['{ or: [] }', [...STANDARD, 'ticket']],
  ])('of objects: %s', async (filter, expected) => {
    const found = await listed('objects', 'nameSingular', `(filter: ${filter})`);
    expect([...found].sort()).toEqual([...expected].sort());
  });

  test('by id, of fields by their object and type, of indexes, of roles', async () => {
    const { objects } = await caller.metadata(
      '{ objects(filter: { nameSingular: { eq: "ticket" } }) { edges { node { id } } } }',
    );
    const [{ node: ticket }] = objects.edges;
    expect(
      await listed('objects', 'nameSingular', `(filter: { id: { eq: "${ticket.id}" } })`),
    ).toEqual(['ticket']);
    expect(
      await listed('objects', 'nameSingular', `(filter: { id: { in: ["${ticket.id}"] } })`),
    ).toEqual(['ticket']);
    expect(
      await listed('fields', 'name', `(filter: { objectMetadataId: { eq: "${ticket.id}" } })`),
    ).toEqual(['title', 'weight']);
    expect(
      await listed(
        'fields',
        'name',
        `(filter: { objectMetadataId: { eq: "${ticket.id}" }, type: { eq: NUMBER } })`,
      ),
    ).toEqual(['weight']);
    expect(
      await listed(
        'indexes',
        'id',
        `(filter: { objectMetadataId: { eq: "${ticket.id}" }, isUnique: { is: true } })`,
      ),
    ).toEqual([]);
    expect(await listed('roles', 'name')).toEqual(['ADMIN', 'MANAGER', 'USER']);
    expect(
      await listed('roles', 'name', '(filter: { canUpdateAllSettings: { is: true } })'),
    ).toEqual(['ADMIN']);
  });

  test('of the fields within an object', async () => {
    const { objects } = await caller.metadata(
      '{ objects(filter: { nameSingular: { eq: "ticket" } }) { edges { node { fields(filter: { name: { neq: "title" } }) { totalCount edges { node { name } } } } } } }',
    );
    expect(objects.edges[0].node.fields).toEqual({
      totalCount: 1,
      edges: [{ node: { name: 'weight' } }],
    });
  });

  test.each([
    '{ id: { eq: "no id" } }',
    '{ nameSingular: { eq: null } }',
    '{ nothing: { eq: "x" } }',
    '{ isCustom: { eq: true } }',
  ])('%s is BAD_USER_INPUT', async (filter) => {
    expect(code(await caller.askMetadata(`{ objects(filter: ${filter}) { totalCount } }`))).toBe(
      'BAD_USER_INPUT',
    );
  });

  test('of very many ids', async () => {
    const ids = Array.from(
      { length: 20_000 },
      (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    );
    const query = 'query ($ids: [ID!]!) { objects(filter: { id: { in: $ids } }) { totalCount } }';
    expect(await caller.metadata(query, { ids })).toEqual({ objects: { totalCount: 0 } });
  });

  test('what would be SQL is a value', async () => {
    expect(
      await listed(
        'objects',
        'nameSingular',
        `(filter: { nameSingular: { eq: "x' or true --" } })`,
      ),
    ).toEqual([]);
  });
});

describe('pages', () => {
  test.each([
    ['first', 'after', 'endCursor', 'hasNextPage'],
    ['last', 'before', 'startCursor', 'hasPreviousPage'],
  ])('by %s and %s show every field once', async (count, side, cursor, more) => {
    const all = await listed('fields', 'id');
    const seen: string[] = [];
    let from = '';
    for (let page = 0; page < all.length; page++) {
      const { fields } = await caller.metadata(
        `{ fields(paging: { ${count}: 4 ${from} }) { totalCount edges { node { id } } pageInfo { ${more} ${cursor} } } }`,
      );
      expect(fields.totalCount).toBe(all.length);
      const ids = fields.edges.map(({ node }: { node: { id: string } }) => node.id);
      if (count === 'first') seen.push(...ids);
      else seen.unshift(...ids);
      if (!fields.pageInfo[more]) break;
      from = `${side}: "${fields.pageInfo[cursor]}"`;
    }
    expect(seen).toEqual(all);
  });

  test('of roles, by name', async () => {
    const { roles } = await caller.metadata(
      '{ roles(paging: { first: 2 }) { edges { node { name } cursor } } }',
    );
    const after = roles.edges[1].cursor;
    expect(await listed('roles', 'name', `(paging: { after: "${after}" })`)).toEqual(['USER']);
  });
});

describe('statements', () => {
  test.each([
    [
      'objects with their fields and indexes',
      '{ objects { edges { node { id fields { edges { node { id name } } } indexes { edges { node { id } } } } } } }',
      1,
    ],
    [
      'fields with their objects',
      '{ fields(filter: { isCustom: { is: true } }) { edges { node { name object { nameSingular } } } } }',
      1,
    ],
    [
      'roles with their permissions',
      '{ roles { edges { node { name objectPermissions { id } fieldPermissions { id } } } } }',
      1,
    ],
    ['the workspace', '{ currentWorkspace { displayName } }', 1],
    ['nobody', '{ currentUser { email } }', 0],
    ['the blueprint', '{ exportBlueprint }', 1],
  ])('of %s', async (_what, query, count) => {
    expect(await statementsOf(api, caller, () => caller.metadata(query))).toHaveLength(count);
  });

  test('nothing is counted that is not asked for', async () => {
    const [without] = await statementsOf(api, caller, () =>
      caller.metadata('{ objects { edges { node { id } } } }'),
    );
    expect(without).not.toContain('count(');
    const statements = await statementsOf(api, caller, () =>
      caller.metadata('{ objects(filter: { isCustom: { is: true } }) { totalCount } }'),
    );
    expect(statements.join()).toContain('count(');
  });
});

describe('who asks', () => {
  test('nobody, for a token without a user', async () => {
    expect(await caller.metadata('{ currentUser { id } }')).toEqual({ currentUser: null });
  });

  test('a user with their membership of this workspace, and of no other', async () => {
    const [{ id }] = (await api.database.query<{ id: string }>(
      `with u as (insert into core."user" (email, "firstName", "lastName") values ('ada@lists.example', 'Ada', 'Almeida') returning id),
         m as (
           insert into core."userWorkspace" ("userId", "workspaceId", "roleId")
           select u.id, r."workspaceId", r.id from u, core.role r where r.name = 'USER' and r."workspaceId" in ($1, $2))
       select id from u`,
      [caller.workspaceId, other.workspaceId],
    )) as [{ id: string }];
    const token = await signToken({
      claims: { sub: id, workspaceId: caller.workspaceId, role: 'USER' },
    });
    const answer = await api.server.graphql(
      '/metadata',
      token,
      '{ currentUser { id email firstName lastName userWorkspaces { userId workspaceId deletedAt workspace { subdomain } role { name } } } }',
    );
    expect(answer.data).toEqual({
      currentUser: {
        id,
        email: 'ada@lists.example',
        firstName: 'Ada',
        lastName: 'Almeida',
        userWorkspaces: [
          {
            userId: id,
            workspaceId: caller.workspaceId,
            deletedAt: null,
            workspace: { subdomain: 'lists' },
            role: { name: 'USER' },
          },
        ],
      },
    });
  });
});
