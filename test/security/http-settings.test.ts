/*
 * Ways to more rights over /metadata: every mutation by those who may not change settings, ADMIN's rights by
 * those who may, a role that is lost in the middle of a request. Whoever may change settings may give themselves
 * any role (docs/security.md): what they may not is take ADMIN's rights, or the last administrator.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createMember,
  createRole,
  fieldId,
  type Member,
  roleId,
} from '../scripts/graphql/permissions.ts';
import { type Api, type Caller, code, createObject, startApi } from '../scripts/graphql/support.ts';
import { everything } from '../support/snapshot.ts';

let api: Api;
let admin: Caller;
let keeper: Member;
const ids: Record<string, string> = {};

beforeAll(async () => {
  api = await startApi();
  admin = await api.caller(await api.createWorkspace('settings'));
  await createRole(admin, {
    name: 'Keeper',
    canUpdateAllSettings: true,
    canReadAllObjectRecords: false,
    canUpdateAllObjectRecords: false,
    canSoftDeleteAllObjectRecords: false,
  });
  ids.object = await createObject(admin, 'deal', 'deals', [
    { name: 'name', type: 'TEXT' },
    { name: 'gone', type: 'TEXT' },
  ]);
  ids.field = await fieldId(admin, ids.object, 'name');
  ids.gone = await fieldId(admin, ids.object, 'gone');
  ids.goneObject = await createObject(admin, 'old', 'olds');
  const { createOneIndex } = await admin.metadata(
    `mutation ($object: ID!, $gone: ID!, $goneObject: ID!) {
       createOneIndex(input: { index: { objectMetadataId: $object, fields: [{ name: "name" }] } }) { id }
       deleteOneField(input: { id: $gone }) { id }
       deleteOneObject(input: { id: $goneObject }) { id }
     }`,
    ids,
  );
  ids.index = createOneIndex.id;
  ids.admin = await roleId(admin, 'ADMIN');
  ids.user = await roleId(admin, 'USER');
  ids.administrator = (await createMember(api, admin.workspaceId, 'ADMIN', 'ann@example.com')).id;
  keeper = await createMember(api, admin.workspaceId, 'Keeper', 'kim@example.com');
  ids.keeper = keeper.id;
});

afterAll(() => api?.stop());

/** Asks for a mutation, with those of the ids that it names as variables. */
function ask(caller: Caller, field: string) {
  const names = Object.keys(ids).filter((name) => new RegExp(`\\$${name}\\b`).test(field));
  const declared = names.map((name) => `$${name}: ID!`).join();
  return caller.askMetadata(`mutation ${declared && `(${declared})`} { ${field} }`, ids);
}

/** Each would be done for an administrator. */
const MUTATIONS: Readonly<Record<string, string>> = {
  applyBlueprint:
    '(blueprint: { objects: [{ nameSingular: "x", namePlural: "xs" }] }) { operations }',
  createOneField: '(input: { field: { objectMetadataId: $object, name: "x", type: TEXT } }) { id }',
  createOneIndex:
    '(input: { index: { objectMetadataId: $object, fields: [{ name: "name" }] } }) { id }',
  createOneObject: '(input: { object: { nameSingular: "x", namePlural: "xs" } }) { id }',
  createOneRole: '(input: { role: { name: "x", canUpdateAllSettings: true } }) { id }',
  deleteOneField: '(input: { id: $field }) { id }',
  deleteOneIndex: '(input: { id: $index }) { id }',
  deleteOneObject: '(input: { id: $object }) { id }',
  deleteOneRole: '(input: { id: $user }) { id }',
  restoreOneField: '(input: { id: $gone }) { id }',
  restoreOneObject: '(input: { id: $goneObject }) { id }',
  updateOneField: '(input: { id: $field, update: { permissions: {} } }) { id }',
  updateOneIndex: '(input: { id: $index, update: { isUnique: true } }) { id }',
  updateOneObject: '(input: { id: $object, update: { description: "x" } }) { id }',
  updateOneRole: '(input: { id: $user, update: { canDestroyAllObjectRecords: true } }) { id }',
  updateWorkspace: '(data: { displayName: "x" }) { id }',
  updateWorkspaceMemberRole: '(workspaceMemberId: $keeper, roleId: $admin) { id }',
  upsertFieldPermissions:
    '(input: { roleId: $user, fieldPermissions: [{ objectMetadataId: $object, fieldMetadataId: $field, canReadFieldValue: true }] }) { id }',
  upsertObjectPermissions:
    '(input: { roleId: $user, objectPermissions: [{ objectMetadataId: $object, canDestroyObjectRecords: true }] }) { id }',
  upsertRowPermissions:
    '(input: { roleId: $user, rowPermissions: [{ objectMetadataId: $object, readFilter: null }] }) { id }',
};

describe('without the right to change settings', () => {
  test('every mutation that there is, is tried here', async () => {
    const { __type } = await admin.metadata('{ __type(name: "Mutation") { fields { name } } }');
    expect(__type.fields.map(({ name }: { name: string }) => name).toSorted()).toEqual(
      Object.keys(MUTATIONS).toSorted(),
    );
  });

  test.each(Object.keys(MUTATIONS))('%s is FORBIDDEN', async (name) => {
    const before = await everything(api.database);
    for (const role of ['MANAGER', 'USER']) {
      const caller = await api.caller(admin.workspaceId, role);
      const answer = await ask(caller, name + MUTATIONS[name]);
      expect([role, code(answer), answer.errors?.[0]?.message]).toEqual([
        role,
        'FORBIDDEN',
        'Your role may not do this.',
      ]);
    }
    expect(await everything(api.database)).toBe(before);
  });
});

describe('with it, and without being an administrator', () => {
  test.each([
    'updateOneRole(input: { id: $admin, update: { name: "Nobody" } }) { id }',
    'updateOneRole(input: { id: $admin, update: { canUpdateAllSettings: false } }) { id }',
    'updateOneRole(input: { id: $admin, update: { canDestroyAllObjectRecords: false } }) { id }',
    'deleteOneRole(input: { id: $admin }) { id }',
    'upsertObjectPermissions(input: { roleId: $admin, objectPermissions: [{ objectMetadataId: $object, canDestroyObjectRecords: false }] }) { id }',
    'upsertFieldPermissions(input: { roleId: $admin, fieldPermissions: [{ objectMetadataId: $object, fieldMetadataId: $field, canUpdateFieldValue: false }] }) { id }',
    'upsertRowPermissions(input: { roleId: $admin, rowPermissions: [{ objectMetadataId: $object, readFilter: { name: { eq: "x" } } }] }) { id }',
    'updateWorkspaceMemberRole(workspaceMemberId: $administrator, roleId: $user) { id }',
    'applyBlueprint(blueprint: { roles: [{ name: "ADMIN", canUpdateAllSettings: false }] }) { operations }',
  ])('%s is refused', async (field) => {
    const before = await everything(api.database);
    expect(code(await ask(keeper, field))).toBe('METADATA_VALIDATION_FAILED');
    expect(await everything(api.database)).toBe(before);
  });

  test('their role shows them no record, whatever they change meanwhile', async () => {
    expect(code(await keeper.ask('{ deals { totalCount } }'))).toBe('BAD_USER_INPUT');
  });

  test('who gives their role away in the middle of a request goes on without it', async () => {
    const answer = await ask(
      keeper,
      `updateWorkspaceMemberRole(workspaceMemberId: $keeper, roleId: $user) { id }
       createOneObject(input: { object: { nameSingular: "late", namePlural: "lates" } }) { id }
       updateOneRole(input: { id: $user, update: { canUpdateAllSettings: true } }) { id }`,
    );
    expect(answer.data).toEqual({
      updateWorkspaceMemberRole: { id: ids.keeper },
      createOneObject: null,
      updateOneRole: null,
    });
    expect(answer.errors?.map(({ extensions }) => extensions?.code)).toEqual([
      'FORBIDDEN',
      'FORBIDDEN',
    ]);
    expect(
      await admin.metadata(
        'query ($user: ID!) { objects(filter: { nameSingular: { eq: "late" } }) { totalCount } role(id: $user) { canUpdateAllSettings } }',
        ids,
      ),
    ).toEqual({ objects: { totalCount: 0 }, role: { canUpdateAllSettings: false } });
  });
});

test('none of it was an error of ours', () => {
  expect(api.server.log()).not.toContain('internal error');
});
