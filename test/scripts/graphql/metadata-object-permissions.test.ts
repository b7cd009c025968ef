/*
 * /metadata: permissions on objects and fields.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fieldId, roleId, upsert } from './permissions.ts';
import { type Answer, type Api, type Caller, code, objectId, startApi } from './support.ts';

const OBJECT =
  'roleId objectMetadataId canReadObjectRecords canCreateObjectRecords canUpdateObjectRecords canSoftDeleteObjectRecords canDestroyObjectRecords';
const FIELD = 'roleId objectMetadataId fieldMetadataId canReadFieldValue canUpdateFieldValue';

let api: Api;
let caller: Caller;
let other: Caller;
let user: string;
let note: string;
let task: string;
let title: string;

beforeAll(async () => {
  api = await startApi();
  caller = await api.caller(await api.createWorkspace('permissions'));
  other = await api.caller(await api.createWorkspace('elsewhere'));
  user = await roleId(caller, 'USER');
  note = await objectId(caller, 'note');
  task = await objectId(caller, 'task');
  title = await fieldId(caller, note, 'title');
});

afterAll(() => api?.stop());

const sqlstate = ({ errors }: Answer) => errors?.[0]?.extensions?.sqlstate;

test('on objects: what is left out stays, null leaves it to the role', async () => {
  const first = await upsert(
    caller,
    'Object',
    user,
    [
      { objectMetadataId: note, canUpdateObjectRecords: false, canDestroyObjectRecords: true },
      { objectMetadataId: task, canReadObjectRecords: true },
    ],
    OBJECT,
  );
  const unsaid = {
    roleId: user,
    canReadObjectRecords: null,
    canCreateObjectRecords: null,
    canUpdateObjectRecords: null,
    canSoftDeleteObjectRecords: null,
    canDestroyObjectRecords: null,
  };
  expect(first.data?.upsertObjectPermissions).toEqual([
    {
      ...unsaid,
      objectMetadataId: note,
      canUpdateObjectRecords: false,
      canDestroyObjectRecords: true,
    },
    { ...unsaid, objectMetadataId: task, canReadObjectRecords: true },
  ]);
  const second = await upsert(
    caller,
    'Object',
    user,
    [{ objectMetadataId: note, canDestroyObjectRecords: null, canCreateObjectRecords: false }],
    OBJECT,
  );
  expect(second.data?.upsertObjectPermissions).toEqual([
    {
      ...unsaid,
      objectMetadataId: note,
      canUpdateObjectRecords: false,
      canCreateObjectRecords: false,
    },
  ]);
  const { role } = await caller.metadata(
    'query ($id: ID!) { role(id: $id) { objectPermissions { objectMetadataId } } }',
    { id: user },
  );
  expect(role.objectPermissions).toHaveLength(2);
});

test('on fields', async () => {
  const permission = {
    objectMetadataId: note,
    fieldMetadataId: title,
    canUpdateFieldValue: false,
  };
  const answer = await upsert(caller, 'Field', user, [permission], FIELD);
  expect(answer.data?.upsertFieldPermissions).toEqual([
    { roleId: user, ...permission, canReadFieldValue: null },
  ]);
  const { role } = await caller.metadata(
    'query ($id: ID!) { role(id: $id) { fieldPermissions { fieldMetadataId canUpdateFieldValue } } }',
    { id: user },
  );
  expect(role.fieldPermissions).toEqual([{ fieldMetadataId: title, canUpdateFieldValue: false }]);
});

test('every fault of a request is told, and nothing is kept', async () => {
  const answer = await upsert(
    caller,
    'Object',
    user,
    [
      { objectMetadataId: await objectId(caller, 'person'), canReadObjectRecords: false },
      { objectMetadataId: await objectId(other, 'person'), canReadObjectRecords: true },
      { objectMetadataId: await objectId(caller, 'company'), canReadObjectRecords: true },
    ],
    OBJECT,
  );
  expect(answer.errors?.[0]?.extensions?.faults).toEqual([
    expect.objectContaining({ sqlstate: 'MC505' }),
    expect.objectContaining({ sqlstate: 'MC301' }),
  ]);
  const { role } = await caller.metadata(
    'query ($id: ID!) { role(id: $id) { objectPermissions { objectMetadataId } } }',
    { id: user },
  );
  expect(role.objectPermissions).toHaveLength(2);
});

test("of ADMIN, of another workspace's role, on another object's field, twice in one request", async () => {
  const on = { objectMetadataId: note, canDestroyObjectRecords: true };
  expect(
    sqlstate(await upsert(caller, 'Object', await roleId(caller, 'ADMIN'), [on], OBJECT)),
  ).toBe('MC502');
  expect(sqlstate(await upsert(caller, 'Object', await roleId(other, 'USER'), [on], OBJECT))).toBe(
    'MC301',
  );
  expect(
    sqlstate(
      await upsert(
        caller,
        'Field',
        user,
        [{ objectMetadataId: task, fieldMetadataId: title }],
        FIELD,
      ),
    ),
  ).toBe('MC301');
  expect(code(await upsert(caller, 'Object', user, [on, on], OBJECT))).toBe('BAD_USER_INPUT');
  expect(code(await upsert(caller, 'Object', 'x', [on], OBJECT))).toBe('BAD_USER_INPUT');
});

test('a USER may not give any', async () => {
  const member = await api.caller(caller.workspaceId, 'USER');
  const answer = await member.askMetadata(
    `mutation { upsertObjectPermissions(input: { roleId: "${user}", objectPermissions: [{ objectMetadataId: "${note}" }] }) { id } }`,
  );
  expect(code(answer)).toBe('FORBIDDEN');
});
