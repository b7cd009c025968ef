/*
 * Bad metadata over HTTP: each class of it is refused with a code, the facts and a remedy, and leaves
 * metadata, tables and history as they were.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type Answer,
  type Api,
  type Caller,
  code,
  createObject,
  type FieldInput,
  objectId,
  startApi,
} from '../scripts/graphql/support.ts';

let api: Api;
let caller: Caller;
let thing: string;
let company: string;
let foreignObject: string;

const LONG = 'a'.repeat(64);
const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';
const CREATE_OBJECT =
  'mutation ($object: CreateObjectInput!) { createOneObject(input: { object: $object }) { id } }';
const CREATE_FIELD =
  'mutation ($field: CreateFieldInput!) { createOneField(input: { field: $field }) { id } }';

beforeAll(async () => {
  api = await startApi();
  caller = await api.caller(await api.createWorkspace('ours'));
  const other = await api.caller(await api.createWorkspace('theirs'));
  thing = await createObject(caller, 'thing', 'things', [{ name: 'taken', type: 'TEXT' }]);
  company = await objectId(caller, 'company');
  foreignObject = await objectId(other, 'company');
  await caller.data('mutation { createThing(data: { taken: "x" }) { id } }');
});
afterAll(() => api?.stop());

/** Everything that a refusal must not change. */
async function state(): Promise<unknown> {
  return api.database.query(
    `select (select jsonb_agg(o order by o.id) from core."objectMetadata" o) as objects,
            (select jsonb_agg(f order by f.id) from core."fieldMetadata" f) as fields,
            (select jsonb_agg(r order by r.id) from core."relationMetadata" r) as relations,
            (select jsonb_agg(m.id order by m.id) from core."workspaceMigration" m) as migrations,
            (select jsonb_agg(w order by w.id) from core.workspace w) as workspaces,
            (select count(*)::int from pg_attribute a join pg_class c on c.oid = a.attrelid
              where starts_with(c.relnamespace::regnamespace::text, 'workspace_')) as columns`,
  );
}

async function expectRefusal(sqlstate: string, ask: () => Promise<Answer>): Promise<void> {
  const before = await state();
  const { errors, data } = await ask();
  expect(errors).toEqual([
    expect.objectContaining({
      message: expect.any(String),
      extensions: {
        code: 'METADATA_VALIDATION_FAILED',
        sqlstate,
        detail: expect.stringMatching(/\S/),
        hint: expect.stringMatching(/^[A-Z].*\.$/),
        faults: expect.arrayContaining([
          expect.objectContaining({ sqlstate, message: expect.any(String) }),
        ]),
      },
    }),
  ]);
  expect(Object.values(data ?? {})).toEqual([null]);
  expect(await state()).toEqual(before);
}

test.each<[string, string, Record<string, unknown>]>([
  ['an invalid name', 'MC101', { nameSingular: 'Bad name', namePlural: 'badNames' }],
  ['a name in capitals', 'MC101', { nameSingular: 'Thing2', namePlural: 'things2' }],
  ['a reserved name', 'MC102', { nameSingular: 'workspace', namePlural: 'workspaces' }],
  ['a name of GraphQL', 'MC102', { nameSingular: 'query', namePlural: 'queries' }],
  ['a name that is too long', 'MC103', { nameSingular: LONG, namePlural: 'longs' }],
  ['a plural that is too long', 'MC103', { nameSingular: 'long', namePlural: LONG }],
  ['a singular that is taken', 'MC104', { nameSingular: 'thing', namePlural: 'thingies' }],
  ['a plural that is taken', 'MC104', { nameSingular: 'thingy', namePlural: 'things' }],
  ['a singular taken as plural', 'MC104', { nameSingular: 'things', namePlural: 'thingses' }],
  ['one name for both', 'MC104', { nameSingular: 'sheep', namePlural: 'sheep' }],
  ['a label of blanks', 'MC105', { nameSingular: 'x', namePlural: 'xs', labelSingular: '  ' }],
])('an object with %s: %s', (_what, sqlstate, object) =>
  expectRefusal(sqlstate, () => caller.askMetadata(CREATE_OBJECT, { object })),
);

const option = (value: unknown, label: unknown = 'Label') => ({ value, label });
const select = (...options: unknown[]): FieldInput => ({
  name: 'choice',
  type: 'SELECT',
  settings: { options },
});
const relation = (name: string, settings: Record<string, unknown>): FieldInput => ({
  name,
  type: 'RELATION',
  settings: { relationType: 'MANY_TO_ONE', ...settings },
});

test.each<[string, string, () => FieldInput]>([
  ['an invalid name', 'MC101', () => ({ name: 'first name', type: 'TEXT' })],
  ['a name with a quote', 'MC101', () => ({ name: 'a"b', type: 'TEXT' })],
  ['a reserved name', 'MC102', () => ({ name: 'createdAt', type: 'DATE' })],
  ['a word of filters as name', 'MC102', () => ({ name: 'and', type: 'TEXT' })],
  ['a name that is too long', 'MC103', () => ({ name: LONG, type: 'TEXT' })],
  [
    'a join column that is too long',
    'MC103',
    () => relation(LONG.slice(2), { relationTargetObjectId: company }),
  ],
  ['a name that is taken', 'MC104', () => ({ name: 'taken', type: 'NUMBER' })],
  [
    'an inverse field that is taken',
    'MC104',
    () => relation('firm', { relationTargetObjectId: company, relationTargetFieldName: 'people' }),
  ],
  ['a label that is too long', 'MC105', () => ({ name: 'x', type: 'TEXT', label: LONG })],
  [
    'a setting of another type',
    'MC202',
    () => ({ name: 'x', type: 'TEXT', settings: { precision: 2 } }),
  ],
  [
    'a setting of the wrong kind',
    'MC202',
    () => ({ name: 'x', type: 'TEXT', settings: { maxLength: '9' } }),
  ],
  [
    'settings that contradict',
    'MC202',
    () => ({ name: 'x', type: 'NUMBER', settings: { min: 2, max: 1 } }),
  ],
  ['settings that are a list', 'MC202', () => ({ name: 'x', type: 'NUMBER', settings: [] })],
  ['no options', 'MC203', () => ({ name: 'choice', type: 'SELECT' })],
  ['an option without label', 'MC203', () => select({ value: 'a' })],
  ['an option given twice', 'MC203', () => select(option('a'), option('a'))],
  ['an option that is a string', 'MC203', () => select('a')],
  ['an option with an unknown key', 'MC203', () => select({ ...option('a'), colour: 'red' })],
  ['a default that is no option', 'MC204', () => ({ ...select(option('a')), defaultValue: 'b' })],
  [
    'a default that is too long',
    'MC204',
    () => ({ name: 'x', type: 'TEXT', settings: { maxLength: 3 }, defaultValue: 'abcd' }),
  ],
  [
    'a default of the wrong kind',
    'MC204',
    () => ({ name: 'x', type: 'BOOLEAN', defaultValue: 'yes' }),
  ],
  ['uniqueness it cannot have', 'MC205', () => ({ name: 'x', type: 'BOOLEAN', isUnique: true })],
  [
    'no value for the records that exist',
    'MC206',
    () => ({ name: 'x', type: 'TEXT', isNullable: false }),
  ],
  [
    'a relation to nowhere',
    'MC301',
    () => relation('firm', { relationTargetObjectId: UNKNOWN_ID }),
  ],
  [
    'a relation to another workspace',
    'MC301',
    () => relation('firm', { relationTargetObjectId: foreignObject }),
  ],
  [
    'an unknown relation type',
    'MC302',
    () => relation('firm', { relationType: 'ANY', relationTargetObjectId: company }),
  ],
  ['a relation without target', 'MC302', () => relation('firm', {})],
  [
    'a relation that never gets its other side',
    'MC303',
    () => ({ name: 'firm', type: 'RELATION' }),
  ],
])('a field with %s: %s', (_what, sqlstate, field) =>
  expectRefusal(sqlstate, () =>
    caller.askMetadata(CREATE_FIELD, { field: { objectMetadataId: thing, ...field() } }),
  ),
);

test.each([
  ['an object that does not exist', () => UNKNOWN_ID],
  ['an object of another workspace', () => foreignObject],
])('a field of %s is refused in the same words', async (_what, objectMetadataId) => {
  const field = { objectMetadataId: objectMetadataId(), name: 'x', type: 'TEXT' };
  await expectRefusal('MC401', () => caller.askMetadata(CREATE_FIELD, { field }));
});

test('all faults of a field are told at once', async () => {
  const field = {
    objectMetadataId: thing,
    name: 'Bad',
    label: ' ',
    type: 'TEXT',
    settings: { maxLength: 0, color: 'red' },
  };
  const { errors } = await caller.askMetadata(CREATE_FIELD, { field });
  expect(errors?.[0]?.message).toContain('(and 3 more faults)');
  const detail = String(errors?.[0]?.extensions?.detail).split('\n');
  expect(detail.map((line) => line.slice(0, 6)).toSorted()).toEqual([
    'MC101:',
    'MC105:',
    'MC202:',
    'MC202:',
  ]);
});

test('an unknown type is no value of the enum: the query itself is wrong', async () => {
  const before = await state();
  const field = { objectMetadataId: thing, name: 'x', type: 'TEXTS' };
  const inVariables = await caller.askMetadata(CREATE_FIELD, { field });
  const inText = await caller.askMetadata(
    `mutation { createOneField(input: { field: { objectMetadataId: "${thing}", name: "x", type: TEXTS } }) { id } }`,
  );
  for (const answer of [inVariables, inText]) {
    expect(code(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toContain('TEXTS');
  }
  expect(await state()).toEqual(before);
});

test.each(['MANAGER', 'USER'])('%s changes no metadata', async (role) => {
  const before = await state();
  const somebody = await api.caller(caller.workspaceId, role);
  const object = { nameSingular: 'ghost', namePlural: 'ghosts' };
  expect(code(await somebody.askMetadata(CREATE_OBJECT, { object }))).toBe('FORBIDDEN');
  expect(await state()).toEqual(before);
});

test('after all refusals, the next change is made as ever', async () => {
  const field = { objectMetadataId: thing, name: 'fine', type: 'TEXT' };
  expect((await caller.askMetadata(CREATE_FIELD, { field })).errors).toBeUndefined();
  expect(await caller.data('{ things { edges { node { taken fine } } } }')).toEqual({
    things: { edges: [{ node: { taken: 'x', fine: null } }] },
  });
});
