/*
 * /metadata: a refusal names every fault of the request, each with its code and the property of the
 * input that it concerns.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Api, type Caller, createObject, objectId, startApi } from './support.ts';

type Values = Record<string, unknown>;

let api: Api;
let caller: Caller;
let ticket: string;

beforeAll(async () => {
  api = await startApi();
  caller = await api.caller(await api.createWorkspace('faults'));
  ticket = await createObject(caller, 'ticket', 'tickets', [{ name: 'title', type: 'TEXT' }]);
});

afterAll(() => api?.stop());

const CREATE = {
  object:
    'mutation ($given: CreateObjectInput!) { createOneObject(input: { object: $given }) { id } }',
  field: 'mutation ($given: CreateFieldInput!) { createOneField(input: { field: $given }) { id } }',
  index: 'mutation ($given: CreateIndexInput!) { createOneIndex(input: { index: $given }) { id } }',
  role: 'mutation ($given: CreateRoleInput!) { createOneRole(input: { role: $given }) { id } }',
  workspace: 'mutation ($given: UpdateWorkspaceInput!) { updateWorkspace(data: $given) { id } }',
};

/** Each fault as its code and its property. */
async function faults(query: string, variables?: Values): Promise<string[]> {
  const { errors } = await caller.askMetadata(query, variables);
  const found = errors?.[0]?.extensions?.faults as {
    sqlstate: string;
    message: string;
    field: string;
  }[];
  for (const fault of found) expect(fault.message).not.toBe('');
  return found.map(({ sqlstate, field }) => `${sqlstate} ${field}`);
}

test.each<[keyof typeof CREATE, Values, string[]]>([
  [
    'object',
    { nameSingular: 'Bad name', namePlural: 'worse name' },
    ['MC101 nameSingular', 'MC101 namePlural'],
  ],
  ['object', { nameSingular: 'thing', namePlural: 'tickets' }, ['MC104 namePlural']],
  [
    'object',
    { nameSingular: 'x y', namePlural: 'things', labelSingular: ' x', labelPlural: '' },
    ['MC101 nameSingular', 'MC105 labelSingular', 'MC105 labelPlural'],
  ],
  ['field', { name: 'position', type: 'TEXT', label: ' ' }, ['MC105 label', 'MC102 name']],
  [
    'field',
    { name: 'a', type: 'NUMBER', settings: { scale: -1 }, defaultValue: 'x' },
    ['MC202 settings'],
  ],
  ['field', { name: 'a', type: 'SELECT', options: [] }, ['MC203 options']],
  [
    'field',
    {
      name: 'a',
      type: 'RELATION',
      settings: {
        relationType: 'MANY_TO_ONE',
        relationTargetObjectId: '00000000-0000-4000-8000-000000000000',
      },
    },
    ['MC301 relationTargetObjectId'],
  ],
  ['index', { fields: [{ name: 'nothing' }] }, ['MC601 fields']],
  ['index', { fields: [{ name: 'title' }], where: 'true' }, ['MC602 where']],
  [
    'role',
    { name: '', canReadAllObjectRecords: false },
    ['MC105 name', 'MC505 canReadAllObjectRecords'],
  ],
  [
    'workspace',
    { displayName: null, subdomain: 'x'.repeat(300) },
    ['MC105 displayName', 'MC107 subdomain'],
  ],
])('%s %j', async (kind, given, expected) => {
  const owner = kind === 'field' || kind === 'index' ? { objectMetadataId: ticket } : {};
  expect(await faults(CREATE[kind], { given: { ...owner, ...given } })).toEqual(expected);
});

test('of literals, and of a change', async () => {
  expect(
    await faults(
      `mutation { updateOneObject(input: { id: "${ticket}", update: { nameSingular: "a b", namePlural: "things" } }) { id } }`,
    ),
  ).toEqual(['MC101 nameSingular']);
  expect(
    await faults(
      `mutation { deleteOneObject(input: { id: "${await objectId(caller, 'note')}" }) { id } }`,
    ),
  ).toEqual(['MC502 null']);
});
