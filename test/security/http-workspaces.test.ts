/*
 * Another workspace's ids, in every mutation and filter of both endpoints: refused or not found, and
 * nothing of either workspace has changed.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createMember, type Member, roleId } from '../scripts/graphql/permissions.ts';
import {
  type Api,
  type Caller,
  code,
  createField,
  createObject,
  objectId,
  startApi,
} from '../scripts/graphql/support.ts';
import { difference, snapshot } from '../support/snapshot.ts';

let api: Api;
let ours: Caller;
let theirs: Member;
/** Theirs, but for what begins with own. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  api = await startApi();
  ours = await api.caller(await api.createWorkspace('ours'));
  const other = await api.createWorkspace('theirs');
  theirs = await createMember(api, other, 'ADMIN', 'eve@example.com');
  ids.member = theirs.id;
  ids.workspace = other;
  for (const [prefix, caller] of [
    ['', theirs],
    ['own', ours],
  ] as const) {
    const object = await createObject(caller, 'deal', 'deals', [{ name: 'name', type: 'TEXT' }]);
    ids[`${prefix}object`] = object;
    ids[`${prefix}field`] = await createField(caller, object, { name: 'size', type: 'NUMBER' });
    await createField(caller, object, {
      name: 'company',
      type: 'RELATION',
      settings: {
        relationType: 'MANY_TO_ONE',
        relationTargetObjectId: await objectId(caller, 'company'),
      },
    });
    ids[`${prefix}role`] = await roleId(caller, 'USER');
    const { createOneIndex } = await caller.metadata(
      'mutation ($id: ID!) { createOneIndex(input: { index: { objectMetadataId: $id, fields: [{ name: "name" }] } }) { id } }',
      { id: object },
    );
    ids[`${prefix}index`] = createOneIndex.id;
    const { createCompany, createDeal } = await caller.data(
      'mutation { createCompany(data: { name: "Acme" }) { id } createDeal(data: { name: "big" }) { id } }',
    );
    ids[`${prefix}company`] = createCompany.id;
    ids[`${prefix}deal`] = createDeal.id;
  }
});

afterAll(() => api?.stop());

/** The records of both workspaces. */
async function records() {
  const query =
    '{ deals { edges { node { id name size companyId deletedAt updatedAt } } } companies { edges { node { id name deletedAt updatedAt } } } }';
  return [await ours.data(query), await theirs.data(query)];
}

/** Asks with those of the ids that a text names as variables. */
function variables(text: string): string {
  const names = Object.keys(ids).filter((name) => new RegExp(`\\$${name}\\b`).test(text));
  return `(${names.map((name) => `$${name}: ID!`).join()})`;
}

describe('/graphql', () => {
  test.each([
    ['updateDeal(id: $deal, data: { name: "x" }) { id }', 'NOT_FOUND'],
    ['deleteDeal(id: $deal) { id }', 'NOT_FOUND'],
    ['restoreDeal(id: $deal) { id }', 'NOT_FOUND'],
    ['destroyDeal(id: $deal) { id }', 'NOT_FOUND'],
    ['createDeal(data: { companyId: $company }) { id }', 'BAD_USER_INPUT'],
    ['createDeals(data: [{ name: "x" }, { companyId: $company }]) { id }', 'BAD_USER_INPUT'],
    [
      'createDeal(data: { company: { connect: { where: { id: $company } } } }) { id }',
      'BAD_USER_INPUT',
    ],
    ['updateDeal(id: $owndeal, data: { companyId: $company }) { id }', 'BAD_USER_INPUT'],
    [
      'updateDeals(filter: { id: { eq: $owndeal } }, data: { companyId: $company }) { id }',
      'BAD_USER_INPUT',
    ],
    [
      'createDeal(data: { id: $owndeal, companyId: $company }, upsert: true) { id }',
      'BAD_USER_INPUT',
    ],
  ])('%s is %s', async (field, expected) => {
    const before = await records();
    const answer = await ours.ask(`mutation ${variables(field)} { ${field} }`, ids);
    expect(code(answer)).toBe(expected);
    expect(JSON.stringify(answer)).not.toContain('Acme');
    expect(await records()).toEqual(before);
  });

  test.each([
    'updateDeals(filter: { id: { in: [$deal] } }, data: { name: "x" }) { id }',
    'deleteDeals(filter: { id: { eq: $deal } }) { id }',
    'restoreDeals(filter: { id: { eq: $deal } }) { id }',
    'destroyDeals(filter: { or: [{ id: { eq: $deal } }, { companyId: { eq: $company } }] }) { id }',
    'updateDeals(filter: { company: { id: { eq: $company } } }, data: { name: "x" }) { id }',
  ])('%s finds nothing', async (field) => {
    const before = await records();
    const data = await ours.data(`mutation ${variables(field)} { ${field} }`, ids);
    expect(Object.values(data)).toEqual([[]]);
    expect(await records()).toEqual(before);
  });

  test.each([
    ['deal(filter: { id: { eq: $deal } }) { name }', null],
    ['deals(filter: { id: { in: [$deal, $owndeal] } }) { totalCount }', { totalCount: 1 }],
    ['deals(filter: { companyId: { eq: $company } }) { totalCount }', { totalCount: 0 }],
    ['deals(filter: { company: { id: { eq: $company } } }) { totalCount }', { totalCount: 0 }],
    ['dealsGroupBy(groupBy: [{ name: true }], filter: { id: { eq: $deal } }) { totalCount }', []],
    ['workspaceMember(filter: { id: { eq: $member } }) { id }', null],
  ])('%s is %j', async (field, expected) => {
    const data = await ours.data(`query ${variables(field)} { ${field} }`, ids);
    expect(Object.values(data)).toEqual([expected]);
  });

  test('a new record with the id of one of theirs is ours; theirs stays', async () => {
    const [, before] = await records();
    const { createDeal } = await ours.data(
      'mutation ($deal: ID!) { createDeal(data: { id: $deal, name: "copy" }, upsert: true) { id name } }',
      ids,
    );
    expect(createDeal).toEqual({ id: ids.deal, name: 'copy' });
    expect((await records())[1]).toEqual(before);
    await ours.data('mutation ($deal: ID!) { destroyDeal(id: $deal) { id } }', ids);
  });

  test('a cursor of theirs is a place in our list: it shows ours beyond it, none of theirs', async () => {
    const { deals } = await theirs.data('{ deals(first: 1) { edges { cursor } } }');
    const [{ cursor }] = deals.edges;
    const seen = await ours.data(
      'query ($place: String) { after: deals(after: $place) { edges { node { id } } } before: deals(before: $place) { edges { node { id } } } }',
      { place: cursor },
    );
    expect([...seen.after.edges, ...seen.before.edges]).toEqual([{ node: { id: ids.owndeal } }]);
  });
});

describe('/metadata', () => {
  const permission = (kind: string, role: string, rest: string) =>
    `upsert${kind}Permissions(input: { roleId: ${role}, ${kind.toLowerCase()}Permissions: [{ ${rest} }] }) { id }`;

  test.each([
    ['updateOneObject(input: { id: $object, update: { description: "x" } }) { id }', 'NOT_FOUND'],
    ['deleteOneObject(input: { id: $object }) { id }', 'NOT_FOUND'],
    ['updateOneField(input: { id: $field, update: { name: "x" } }) { id }', 'NOT_FOUND'],
    ['updateOneField(input: { id: $field, update: { permissions: {} } }) { id }', 'NOT_FOUND'],
    ['deleteOneField(input: { id: $field }) { id }', 'NOT_FOUND'],
    ['deleteOneIndex(input: { id: $index }) { id }', 'NOT_FOUND'],
    [
      'updateOneRole(input: { id: $role, update: { canUpdateAllSettings: true } }) { id }',
      'NOT_FOUND',
    ],
    ['deleteOneRole(input: { id: $role }) { id }', 'NOT_FOUND'],
    ['updateWorkspaceMemberRole(workspaceMemberId: $member, roleId: $ownrole) { id }', 'NOT_FOUND'],
    [
      'createOneField(input: { field: { objectMetadataId: $object, name: "x", type: TEXT } }) { id }',
      'MC',
    ],
    [
      'createOneIndex(input: { index: { objectMetadataId: $object, fields: [{ name: "name" }] } }) { id }',
      'MC',
    ],
    [
      'createOneIndex(input: { index: { objectMetadataId: $ownobject, fields: [{ fieldMetadataId: $field }] } }) { id }',
      'MC',
    ],
    [
      'updateOneObject(input: { id: $ownobject, update: { labelIdentifierFieldMetadataId: $field } }) { id }',
      'MC',
    ],
    [
      'createOneField(input: { field: { objectMetadataId: $ownobject, name: "x", type: RELATION, settings: { relationType: "MANY_TO_ONE", relationTargetObjectId: $object, relationTargetFieldName: "y" } } }) { id }',
      'MC',
    ],
    [
      permission('Object', '$role', 'objectMetadataId: $ownobject, canReadObjectRecords: true'),
      'MC',
    ],
    [
      permission('Object', '$ownrole', 'objectMetadataId: $object, canReadObjectRecords: true'),
      'MC',
    ],
    [
      permission('Field', '$role', 'objectMetadataId: $ownobject, fieldMetadataId: $ownfield'),
      'MC',
    ],
    [
      permission('Field', '$ownrole', 'objectMetadataId: $ownobject, fieldMetadataId: $field'),
      'MC',
    ],
    [permission('Field', '$ownrole', 'objectMetadataId: $object, fieldMetadataId: $field'), 'MC'],
    [permission('Row', '$role', 'objectMetadataId: $ownobject, readFilter: null'), 'MC'],
    [permission('Row', '$ownrole', 'objectMetadataId: $object, readFilter: null'), 'MC'],
  ])('%s is refused: %s', async (field, expected) => {
    const before = await snapshot(api.database);
    const answer = await ours.askMetadata(`mutation ${variables(field)} { ${field} }`, ids);
    expect(code(answer)).toBe(expected === 'MC' ? 'METADATA_VALIDATION_FAILED' : expected);
    expect(difference(before, await snapshot(api.database))).toEqual({});
  });

  test.each([
    ['object(id: $object) { id }', null],
    ['field(id: $field) { id }', null],
    ['index(id: $index) { id }', null],
    ['role(id: $role) { id }', null],
    ['objects(filter: { id: { in: [$object] } }) { totalCount }', { totalCount: 0 }],
    ['fields(filter: { objectMetadataId: { eq: $object } }) { totalCount }', { totalCount: 0 }],
    ['indexes(filter: { objectMetadataId: { eq: $object } }) { totalCount }', { totalCount: 0 }],
    ['roles(filter: { id: { eq: $role } }) { totalCount }', { totalCount: 0 }],
  ])('%s is %j', async (field, expected) => {
    const data = await ours.metadata(`query ${variables(field)} { ${field} }`, ids);
    expect(Object.values(data)).toEqual([expected]);
  });

  test('a relation whose target is written into the settings as theirs by a variable', async () => {
    const before = await snapshot(api.database);
    const answer = await ours.askMetadata(
      'mutation ($field: CreateFieldInput!) { createOneField(input: { field: $field }) { id } }',
      {
        field: {
          objectMetadataId: ids.ownobject,
          name: 'stolen',
          type: 'RELATION',
          settings: { relationType: 'MANY_TO_MANY', relationTargetObjectId: ids.object },
        },
      },
    );
    expect(code(answer)).toBe('METADATA_VALIDATION_FAILED');
    expect(difference(before, await snapshot(api.database))).toEqual({});
  });

  test('a blueprint of theirs, with their ids in it, makes objects of ours', async () => {
    const { exportBlueprint } = await theirs.metadata('{ exportBlueprint }');
    expect(JSON.stringify(exportBlueprint)).not.toContain(ids.object);
    const { planBlueprint } = await ours.metadata(
      'query ($blueprint: JSON!) { planBlueprint(blueprint: $blueprint) { subject sql } }',
      { blueprint: exportBlueprint },
    );
    expect(planBlueprint).toEqual([]);
  });
});

test('none of it was an error of ours', () => {
  expect(api.server.log()).not.toContain('internal error');
});
