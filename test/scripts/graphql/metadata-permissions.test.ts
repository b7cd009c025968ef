/*
 * /metadata: permissions on records, the role of a member, a field's permissions by its settings.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { changing, done, fieldsOf } from './changing.ts';
import { createMember, createRole, fieldId, type Member, roleId, upsert } from './permissions.ts';
import {
  type Api,
  type Caller,
  code,
  createField,
  createObject,
  objectId,
  startApi,
} from './support.ts';

let api: Api;
let admin: Caller;
let clerk: string;
let deal: string;

beforeAll(async () => {
  api = await startApi({ LOG_LEVEL: 'error' });
  admin = await api.caller(await api.createWorkspace('permissions'));
  clerk = await createRole(admin, { name: 'Clerk' });
  deal = await createObject(admin, 'deal', 'deals', [{ name: 'title', type: 'TEXT' }]);
});

afterAll(() => api?.stop());

describe('permissions on records', () => {
  const COLUMNS = 'readFilter updateFilter softDeleteFilter destroyFilter';
  const none = {
    readFilter: null,
    updateFilter: null,
    softDeleteFilter: null,
    destroyFilter: null,
  };
  const mine = { title: { eq: 'mine' } };

  test('what is left out stays, null takes a filter away; the role lists them', async () => {
    const first = await upsert(
      admin,
      'Row',
      clerk,
      [{ objectMetadataId: deal, readFilter: mine, updateFilter: { not: mine } }],
      COLUMNS,
    );
    expect(first.data?.upsertRowPermissions).toEqual([
      { ...none, readFilter: mine, updateFilter: { not: mine } },
    ]);
    const second = await upsert(
      admin,
      'Row',
      clerk,
      [{ objectMetadataId: deal, updateFilter: null, destroyFilter: mine }],
      COLUMNS,
    );
    expect(second.data?.upsertRowPermissions).toEqual([
      { ...none, readFilter: mine, destroyFilter: mine },
    ]);
    const { role } = await admin.metadata(
      `query ($id: ID!) { role(id: $id) { rowPermissions { roleId objectMetadataId ${COLUMNS} } } }`,
      { id: clerk },
    );
    expect(role.rowPermissions).toEqual([
      { roleId: clerk, objectMetadataId: deal, ...none, readFilter: mine, destroyFilter: mine },
    ]);
  });

  test('are in force at the next request', async () => {
    const asClerk = await api.caller(admin.workspaceId, 'Clerk');
    await admin.data(
      'mutation { createDeals(data: [{ title: "mine" }, { title: "yours" }]) { id } }',
    );
    expect(await asClerk.data('{ deals { totalCount } }')).toEqual({ deals: { totalCount: 1 } });
    await done(upsert(admin, 'Row', clerk, [{ objectMetadataId: deal, readFilter: null }]));
    expect(await asClerk.data('{ deals { totalCount } }')).toEqual({ deals: { totalCount: 2 } });
  });

  test('a fault says which filter it is in, and nothing is kept', async () => {
    const answer = await upsert(admin, 'Row', clerk, [
      {
        objectMetadataId: deal,
        readFilter: { title: { eq: 'x' } },
        softDeleteFilter: { nothing: { eq: 1 } },
      },
    ]);
    expect(code(answer)).toBe('METADATA_VALIDATION_FAILED');
    expect(answer.errors?.[0]?.extensions?.faults).toEqual([
      expect.objectContaining({ sqlstate: 'MC801', field: 'softDeleteFilter' }),
    ]);
    const { role } = await admin.metadata(
      'query ($id: ID!) { role(id: $id) { rowPermissions { readFilter } } }',
      { id: clerk },
    );
    expect(role.rowPermissions).toEqual([{ readFilter: null }]);
  });

  test('of ADMIN, of an object or a role of another workspace, by who may not change settings', async () => {
    const other = await api.caller(await api.createWorkspace('elsewhere'));
    const on = { objectMetadataId: deal, readFilter: mine };
    const sqlstates = await Promise.all(
      [
        upsert(admin, 'Row', await roleId(admin, 'ADMIN'), [on]),
        upsert(admin, 'Row', clerk, [
          { ...on, objectMetadataId: await objectId(other, 'company') },
        ]),
        upsert(admin, 'Row', await roleId(other, 'USER'), [on]),
        upsert(await api.caller(admin.workspaceId, 'USER'), 'Row', clerk, [on]),
      ].map(async (answer) => (await answer).errors?.[0]?.extensions?.sqlstate),
    );
    expect(sqlstates).toEqual(['MC502', 'MC301', 'MC301', '42501']);
  });
});

describe("a member's role", () => {
  const TEXT =
    'mutation ($member: ID!, $role: ID!) { updateWorkspaceMemberRole(workspaceMemberId: $member, roleId: $role) { id role { name } } }';
  let ann: Member;

  beforeAll(async () => {
    ann = await createMember(api, admin.workspaceId, 'ADMIN', 'ann@example.com');
  });

  test('is changed; tokens that claim the one before are refused', async () => {
    await createMember(api, admin.workspaceId, 'ADMIN', 'bob@example.com');
    const answer = await admin.metadata(TEXT, { member: ann.id, role: clerk });
    expect(answer.updateWorkspaceMemberRole).toEqual({ id: ann.id, role: { name: 'Clerk' } });
    expect(code(await ann.ask('{ deals { totalCount } }'))).toBe('UNAUTHENTICATED');
    const asClerk = await api.caller(admin.workspaceId, 'Clerk', ann.userId);
    expect(await asClerk.data('{ deals { totalCount } }')).toEqual({ deals: { totalCount: 2 } });
    // A clerk gives nobody a role, himself included.
    const own = await asClerk.askMetadata(TEXT, {
      member: ann.id,
      role: await roleId(admin, 'ADMIN'),
    });
    expect(code(own)).toBe('FORBIDDEN');
  });

  test('is changed by oneself: the answer says so, of the next mutation too, and the log of no error', async () => {
    const own = await createMember(api, admin.workspaceId, 'ADMIN', 'own@example.com');
    const answer = await own.askMetadata(
      `mutation ($member: ID!, $role: ID!, $admin: ID!) {
        done: updateWorkspaceMemberRole(workspaceMemberId: $member, roleId: $role) {
          id role { id name } workspace { subdomain }
        }
        refused: updateWorkspaceMemberRole(workspaceMemberId: $member, roleId: $admin) { id }
      }`,
      { member: own.id, role: clerk, admin: await roleId(admin, 'ADMIN') },
    );
    expect(answer.data?.done).toEqual({
      id: own.id,
      role: { id: clerk, name: 'Clerk' },
      workspace: { subdomain: 'permissions' },
    });
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions?.code])).toEqual([
      [['refused'], 'FORBIDDEN'],
    ]);
    expect(code(await own.askMetadata('{ currentWorkspace { id } }'))).toBe('UNAUTHENTICATED');
    expect(api.server.log()).toBe('');
  });

  test('is renamed by who has it, with a user and without: the answer says so', async () => {
    const boss = await createRole(admin, { name: 'Boss', canUpdateAllSettings: true });
    const member = await createMember(api, admin.workspaceId, 'Boss', 'boss@example.com');
    const rename = (by: Caller, name: string) =>
      by.askMetadata(
        'mutation ($id: ID!, $name: String!) { updateOneRole(input: { id: $id, update: { name: $name } }) { name } }',
        { id: boss, name },
      );
    expect(await rename(member, 'Chief')).toMatchObject({
      data: { updateOneRole: { name: 'Chief' } },
    });
    const chief = await api.caller(admin.workspaceId, 'Chief');
    expect(await rename(chief, 'Head')).toMatchObject({
      data: { updateOneRole: { name: 'Head' } },
    });
    expect(code(await rename(chief, 'Boss'))).toBe('UNAUTHENTICATED');
  });

  test('of nobody, of another workspace, of a role of another workspace, of the last ADMIN', async () => {
    const other = await api.caller(await api.createWorkspace('others'));
    const theirs = await createMember(api, other.workspaceId, 'ADMIN', 'eve@example.com');
    const ask = (member: string, role: string, by = admin) =>
      by.askMetadata(TEXT, { member, role });
    expect(code(await ask(deal, clerk))).toBe('NOT_FOUND');
    expect(code(await ask(theirs.id, clerk))).toBe('NOT_FOUND');
    const foreign = await ask(ann.id, await roleId(other, 'USER'));
    expect(foreign.errors?.[0]?.extensions?.faults).toEqual([
      expect.objectContaining({ sqlstate: 'MC301', field: 'roleId' }),
    ]);
    const last = await ask(theirs.id, await roleId(other, 'USER'), theirs);
    expect(last.errors?.[0]?.extensions?.faults).toEqual([
      expect.objectContaining({ sqlstate: 'MC804', field: 'roleId' }),
    ]);
  });
});

describe("a field's permissions by its settings", () => {
  const permissions = { MANAGER: ['READ'], USER: [] };
  let user: Caller;
  let amount: string;
  let kind: string;

  beforeAll(async () => {
    user = await api.caller(admin.workspaceId, 'USER');
    amount = await createField(admin, deal, {
      name: 'amount',
      type: 'NUMBER',
      settings: { precision: 9, scale: 2 },
      permissions,
    });
    kind = await createField(admin, deal, {
      name: 'kind',
      type: 'SELECT',
      options: [{ value: 'A', label: 'A' }],
      permissions,
    });
  });

  test('are given beside them', async () => {
    expect(await fieldsOf(user, 'Deal')).not.toContain('amount');
    const manager = await api.caller(admin.workspaceId, 'MANAGER');
    expect(await fieldsOf(manager, 'Deal')).toContain('amount');
    expect(await fieldsOf(manager, 'DealUpdateInput')).not.toContain('amount');
    expect(await fieldsOf(admin, 'DealUpdateInput')).toContain('amount');
  });

  test('are not lost with a change of options, nor the other settings with a change of theirs', async () => {
    const { updateField } = changing(admin);
    const options = [
      { value: 'A', label: 'A' },
      { value: 'B', label: 'B' },
    ];
    expect((await done(updateField(kind, { options }))).settings).toMatchObject({ permissions });
    expect(await fieldsOf(user, 'Deal')).not.toContain('kind');
    const opened = { MANAGER: ['READ'], USER: ['READ'] };
    expect((await done(updateField(amount, { permissions: opened }))).settings).toEqual({
      precision: 9,
      scale: 2,
      permissions: opened,
    });
    expect(await fieldsOf(user, 'Deal')).toContain('amount');
    expect((await done(updateField(amount, { permissions: null }))).settings).toEqual({
      precision: 9,
      scale: 2,
    });
    expect(await fieldsOf(user, 'DealUpdateInput')).toContain('amount');
  });

  test.each([
    ['MC202', 'permissions', { USER: 'READ' }],
    ['MC301', 'permissions', { GHOST: [] }],
    ['MC505', 'permissions', { USER: ['WRITE'] }],
  ])('are refused with %s on %s: %j', async (sqlstate, field, given) => {
    const answer = await changing(admin).updateField(await fieldId(admin, deal, 'title'), {
      permissions: given,
    });
    expect(answer.errors?.[0]?.extensions?.faults).toEqual([
      expect.objectContaining({ sqlstate, field }),
    ]);
  });
});
