/*
 * Permissions on objects and fields, over HTTP: what a role may not read is not in its API, neither
 * by name nor in what it answers; what it is refused changes nothing.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildClientSchema, getIntrospectionQuery, printSchema } from 'graphql';
import { changing, done, fieldsOf, names } from '../scripts/graphql/changing.ts';
import { createRole, fieldId, upsert } from '../scripts/graphql/permissions.ts';
import {
  type Answer,
  type Api,
  type Caller,
  code,
  createField,
  createObject,
  startApi,
} from '../scripts/graphql/support.ts';
import { everything } from '../support/snapshot.ts';

let api: Api;
let admin: Caller;
let clerk: Caller;
let role: string;
let vault: string;
let box: string;

const sdl = async (caller: Caller): Promise<string> =>
  printSchema(buildClientSchema(await caller.data(getIntrospectionQuery())));

/** What the refusal of a query says that one may have meant. */
const suggested = ({ errors }: Answer): string =>
  errors?.[0]?.message.split('Did you mean')[1] ?? '';

beforeAll(async () => {
  api = await startApi();
  admin = await api.caller(await api.createWorkspace('rights'));
  role = await createRole(admin, { name: 'Clerk', canDestroyAllObjectRecords: true });
  clerk = await api.caller(admin.workspaceId, 'Clerk');
  vault = await createObject(admin, 'vault', 'vaults', [
    { name: 'name', type: 'TEXT' },
    { name: 'worth', type: 'NUMBER' },
  ]);
  box = await createObject(admin, 'box', 'boxes', [
    { name: 'name', type: 'TEXT' },
    { name: 'secret', type: 'TEXT', isUnique: true, settings: { maxLength: 8 } },
    { name: 'weight', type: 'NUMBER', settings: { min: 0 } },
    {
      name: 'vault',
      type: 'RELATION',
      settings: {
        relationType: 'MANY_TO_ONE',
        relationTargetObjectId: vault,
        relationTargetFieldName: 'boxes',
      },
    },
  ]);
  await createField(admin, box, {
    name: 'others',
    type: 'RELATION',
    settings: {
      relationType: 'MANY_TO_MANY',
      relationTargetObjectId: vault,
      relationTargetFieldName: 'others',
    },
  });
});

afterAll(() => api?.stop());

/** Asks as the clerk for what is not theirs: whatever the answer, nothing has changed. */
async function refused(query: string, variables?: Record<string, unknown>): Promise<Answer> {
  const before = await everything(api.database);
  const answer = await clerk.ask(query, variables);
  expect(await everything(api.database)).toBe(before);
  return answer;
}

const onObject = (objectMetadataId: string, rights: Record<string, boolean | null>) =>
  done(upsert(admin, 'Object', role, [{ objectMetadataId, ...rights }]));
const onField = async (name: string, rights: Record<string, boolean | null>) =>
  done(
    upsert(admin, 'Field', role, [
      { objectMetadataId: box, fieldMetadataId: await fieldId(admin, box, name), ...rights },
    ]),
  );

describe('an object that may not be read', () => {
  const RIGHTS = ['Read', 'Create', 'Update', 'SoftDelete', 'Destroy'];
  const all = (value: boolean | null) =>
    Object.fromEntries(RIGHTS.map((right) => [`can${right}ObjectRecords`, value]));
  let before: string;

  beforeAll(async () => {
    before = await sdl(clerk);
    await onObject(vault, all(false));
  });

  test('leaves no name: no query, type, relation, filter, order, aggregate, group or input', async () => {
    expect(before).toMatch(/vault/i);
    const after = await sdl(clerk);
    // What is left is the key, and objects of their own: a junction holds records that may be read.
    const left = after
      .split('\n')
      .filter((line) => /vault/i.test(line.replaceAll(/boxVaults?|BoxVault\w*/gi, '')))
      .map((line) => line.trim().split(/[:(]/)[0]);
    expect([...new Set(left)].filter((name) => !/vaultId/i.test(name ?? ''))).toEqual([]);
  });

  test.each([
    '{ vaults { totalCount } }',
    '{ vaultsGroupBy(groupBy: [{ name: true }]) { totalCount } }',
    '{ boxes { edges { node { vault { name } } } } }',
    '{ boxes { edges { node { others { totalCount } } } } }',
    '{ boxes(filter: { vault: { worth: { gt: 1 } } }) { totalCount } }',
    '{ boxes(orderBy: [{ vault: { worth: AscNullsLast } }]) { totalCount } }',
    '{ boxesGroupBy(groupBy: [{ name: true }], filter: { vault: { worth: { gt: 1 } } }) { totalCount } }',
    'mutation { createVault(data: { name: "x" }) { id } }',
    'mutation { createBox(data: { vault: { disconnect: true } }) { id } }',
    'mutation { destroyVaults(filter: { id: { is: NOT_NULL } }) { id } }',
  ])('%s is BAD_USER_INPUT', async (query) => {
    expect(await admin.ask(query)).not.toHaveProperty('errors.0.extensions.code', 'BAD_USER_INPUT');
    const answer = await refused(query);
    expect(code(answer)).toBe('BAD_USER_INPUT');
    expect(suggested(answer)).not.toMatch(/"vaults?"|(create|update|delete|destroy)Vault/);
  });

  test('is back with the right to it, the same', async () => {
    await onObject(vault, all(null));
    expect(await sdl(clerk)).toBe(before);
  });
});

describe('a field that may not be read', () => {
  beforeAll(() => onField('secret', { canReadFieldValue: false, canUpdateFieldValue: false }));

  test('leaves no name', async () => {
    expect(await sdl(admin)).toMatch(/secret/i);
    expect(await sdl(clerk)).not.toMatch(/secret/i);
  });

  test.each([
    '{ boxes { edges { node { secret } } } }',
    '{ boxes(filter: { secret: { eq: "a" } }) { totalCount } }',
    '{ boxes(filter: { not: { or: [{ secret: { is: NULL } }] } }) { totalCount } }',
    '{ boxes(orderBy: [{ secret: AscNullsLast }]) { totalCount } }',
    '{ boxes { countUniqueValuesSecret } }',
    '{ boxesGroupBy(groupBy: [{ secret: true }]) { totalCount } }',
    '{ vaults { edges { node { boxes(filter: { secret: { eq: "a" } }) { totalCount } } } } }',
    '{ boxVaults(filter: { box: { secret: { eq: "a" } } }) { totalCount } }',
    'mutation { createBox(data: { secret: "a" }) { id } }',
    'mutation { updateBoxes(filter: { secret: { eq: "a" } }, data: { name: "x" }) { id } }',
  ])('%s is BAD_USER_INPUT', async (query) => {
    expect(await admin.ask(query)).not.toHaveProperty('errors.0.extensions.code', 'BAD_USER_INPUT');
    const answer = await refused(query);
    expect(code(answer)).toBe('BAD_USER_INPUT');
    expect(suggested(answer)).not.toMatch(/secret/i);
  });
});

describe('a field that may be read and not changed', () => {
  beforeAll(() => onField('weight', { canReadFieldValue: true, canUpdateFieldValue: false }));

  test('is in no input', async () => {
    expect(await fieldsOf(clerk, 'Box')).toContain('weight');
    expect(await fieldsOf(clerk, 'BoxFilterInput')).toContain('weight');
    expect(await fieldsOf(clerk, 'BoxCreateInput')).not.toContain('weight');
    expect(await fieldsOf(clerk, 'BoxUpdateInput')).not.toContain('weight');
    expect(await fieldsOf(clerk, 'BoxUpdateInput')).toContain('name');
  });
});

describe('constraints on a hidden field', () => {
  test('that is required and has no default: the refusal names it not', async () => {
    await createField(admin, box, {
      name: 'pin',
      type: 'TEXT',
      isNullable: false,
      defaultValue: '0',
    });
    await done(
      changing(admin).updateField(await fieldId(admin, box, 'pin'), { defaultValue: null }),
    );
    await onField('pin', { canReadFieldValue: false, canUpdateFieldValue: false });
    const answer = await refused('mutation { createBox(data: { name: "x" }) { id } }');
    expect(code(answer)).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(answer.errors)).not.toMatch(/\bpin\b/);
    await done(
      changing(admin).updateField(await fieldId(admin, box, 'pin'), { defaultValue: '0' }),
    );
  });

  test('that is unique, whose default is taken', async () => {
    await createField(admin, box, { name: 'key', type: 'TEXT', defaultValue: 'k' });
    await admin.data(
      'mutation { updateBoxes(filter: { id: { is: NOT_NULL } }, data: { key: null }) { id } }',
    );
    await admin.data('mutation { createBox(data: { key: "k" }) { id } }');
    await done(changing(admin).updateField(await fieldId(admin, box, 'key'), { isUnique: true }));
    await onField('key', { canReadFieldValue: false, canUpdateFieldValue: false });
    const answer = await refused('mutation { createBox(data: { name: "x" }) { id } }');
    expect(code(answer)).toBe('CONFLICT');
    expect(answer.errors?.[0]?.extensions).not.toHaveProperty('conflictingRecordId');
    expect(JSON.stringify(answer.errors)).not.toMatch(/\bkey\b|"k"/);
    await done(changing(admin).deleteField(await fieldId(admin, box, 'key')));
  });
});

describe('a right that is missing', () => {
  const MUTATIONS: Readonly<Record<string, readonly string[]>> = {
    Create: ['createBox', 'createBoxes'],
    Update: ['updateBox', 'updateBoxes'],
    SoftDelete: ['deleteBox', 'deleteBoxes', 'restoreBox', 'restoreBoxes'],
    Destroy: ['destroyBox', 'destroyBoxes'],
  };
  const rootFields = async () =>
    (await names(clerk)).filter((name) =>
      /^(create|update|delete|restore|destroy)Box(es)?$/.test(name),
    );

  test.each(Object.entries(MUTATIONS))(
    '%s: its mutations are gone, the others there',
    async (right, gone) => {
      expect((await rootFields()).toSorted()).toEqual(Object.values(MUTATIONS).flat().toSorted());
      await onObject(box, { [`can${right}ObjectRecords`]: false });
      const left = Object.values(MUTATIONS)
        .flat()
        .filter((name) => !gone.includes(name));
      expect((await rootFields()).toSorted()).toEqual(left.toSorted());
      await onObject(box, { [`can${right}ObjectRecords`]: null });
    },
  );

  test('without update, an upsert is no way to it', async () => {
    const { createBox } = await admin.data('mutation { createBox(data: { name: "kept" }) { id } }');
    await onObject(box, { canUpdateObjectRecords: false, canCreateObjectRecords: true });
    const upserting = await refused(
      'mutation ($id: ID) { createBox(data: { id: $id, name: "x" }, upsert: true) { id } }',
      createBox,
    );
    expect(code(upserting)).toBe('BAD_USER_INPUT');
    await onObject(box, { canUpdateObjectRecords: null, canCreateObjectRecords: null });
    expect(
      await admin.data('query ($id: ID) { box(filter: { id: { eq: $id } }) { name } }', createBox),
    ).toEqual({ box: { name: 'kept' } });
  });
});

test('a change of rights is in the very next answers, and in metadataVersion', async () => {
  const version = async () => {
    const [row] = await api.database.query<{ version: string }>(
      'select "metadataVersion"::text as version from core.workspace where id = $1',
      [admin.workspaceId],
    );
    return Number(row?.version);
  };
  for (const canReadObjectRecords of [false, true, false, null]) {
    const before = await version();
    await onObject(vault, {
      canReadObjectRecords,
      ...(canReadObjectRecords === false
        ? Object.fromEntries(
            ['Create', 'Update', 'SoftDelete', 'Destroy'].map((each) => [
              `can${each}ObjectRecords`,
              false,
            ]),
          )
        : {}),
    });
    expect(await version()).toBeGreaterThan(before);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => clerk.ask('{ vaults { totalCount } }')),
    );
    expect(answers.map(code)).toEqual(
      answers.map(() => (canReadObjectRecords === false ? 'BAD_USER_INPUT' : undefined)),
    );
  }
});

test('a role that may read nothing has an API with nothing in it', async () => {
  await createRole(admin, {
    name: 'Blind',
    canReadAllObjectRecords: false,
    canUpdateAllObjectRecords: false,
    canSoftDeleteAllObjectRecords: false,
  });
  const blind = await api.caller(admin.workspaceId, 'Blind');
  const text = await sdl(blind);
  expect(text).not.toMatch(/box|vault|company|type Mutation/i);
  expect(await blind.data('{ _nothing }')).toEqual({ _nothing: null });
});

test('none of it was an error of ours', () => {
  expect(api.server.log()).not.toContain('internal error');
});
