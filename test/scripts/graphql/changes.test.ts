/*
 * /metadata: what is there is changed and deleted by its id; what is not given stays; who may not, may not.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Changing, changing, done, fieldsOf, names } from './changing.ts';
import {
  type Api,
  type Caller,
  code,
  createField,
  createObject,
  objectId,
  startApi,
} from './support.ts';

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

let api: Api;
let caller: Caller;
let change: Changing;

beforeAll(async () => {
  api = await startApi();
  caller = await api.caller(await api.createWorkspace('changes'));
  change = changing(caller);
});

afterAll(() => api?.stop());

describe('updateOneObject', () => {
  test('changes what is given, and answers the whole object', async () => {
    const id = await createObject(caller, 'box', 'boxes');
    expect(await done(change.updateObject(id, { labelSingular: 'Crate', icon: null }))).toEqual({
      id,
      nameSingular: 'box',
      namePlural: 'boxes',
      labelSingular: 'Crate',
      labelPlural: 'Boxes',
      description: null,
      icon: null,
      isActive: true,
    });
  });

  test('sets and clears the field that labels its records', async () => {
    const id = await createObject(caller, 'book', 'books');
    const title = await createField(caller, id, { name: 'title', type: 'TEXT' });
    const query = 'query ($id: ID!) { object(id: $id) { labelIdentifierFieldMetadataId } }';
    for (const labelIdentifierFieldMetadataId of [title, null]) {
      await done(change.updateObject(id, { labelIdentifierFieldMetadataId }));
      expect(await caller.metadata(query, { id })).toEqual({
        object: { labelIdentifierFieldMetadataId },
      });
    }
  });

  test('a description reaches the API', async () => {
    const id = await createObject(caller, 'memo', 'memos');
    await done(change.updateObject(id, { description: 'What was said\n@omit' }));
    expect(await caller.data('{ __type(name: "Memo") { description } }')).toEqual({
      __type: { description: 'What was said\n@omit' },
    });
  });

  test('its fields and indexes are those of the changed object', async () => {
    const id = await createObject(caller, 'lamp', 'lamps', [{ name: 'watts', type: 'NUMBER' }]);
    const { updateOneObject } = await caller.metadata(
      `mutation ($id: ID!) { updateOneObject(input: { id: $id, update: { nameSingular: "light", namePlural: "lights" } }) {
        nameSingular fields { edges { node { name object { nameSingular } } } } indexes { totalCount }
      } }`,
      { id },
    );
    expect(updateOneObject).toEqual({
      nameSingular: 'light',
      fields: { edges: [{ node: { name: 'watts', object: { nameSingular: 'light' } } }] },
      indexes: { totalCount: 0 },
    });
  });

  test('several in one request run in order, each a transaction of its own', async () => {
    const id = await createObject(caller, 'step', 'steps');
    const { data, errors } = await caller.askMetadata(
      `mutation ($id: ID!) {
        a: updateOneObject(input: { id: $id, update: { description: "first" } }) { description }
        b: updateOneObject(input: { id: $id, update: { description: "second" } }) { description }
      }`,
      { id },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ a: { description: 'first' }, b: { description: 'second' } });
  });
});

describe('updateOneField', () => {
  test('null sets null; settings.replacements is used up', async () => {
    const object = await createObject(caller, 'car', 'cars');
    const id = await createField(caller, object, {
      name: 'color',
      type: 'SELECT',
      options: ['RED', 'BLUE'].map((value) => ({ value, label: value })),
      defaultValue: 'RED',
      description: 'Of the paint',
    });
    await caller.data('mutation { createCar(data: { color: "RED" }) { id } }');
    const changed = await done(
      change.updateField(id, {
        description: null,
        defaultValue: null,
        settings: {
          options: [{ value: 'BLUE', label: 'Blue' }],
          replacements: { RED: 'BLUE' },
        },
      }),
    );
    expect(changed).toMatchObject({ name: 'color', description: null, defaultValue: null });
    expect(changed.settings).toEqual({
      options: [{ id: expect.any(String), value: 'BLUE', label: 'Blue' }],
    });
    expect(await caller.data('{ cars { edges { node { color } } } }')).toEqual({
      cars: { edges: [{ node: { color: 'BLUE' } }] },
    });
  });

  test('options beside settings are those within it', async () => {
    const object = await createObject(caller, 'shirt', 'shirts');
    const id = await createField(caller, object, {
      name: 'size',
      type: 'SELECT',
      options: [{ value: 'S', label: 'S' }],
    });
    const options = ['S', 'M'].map((value) => ({ value, label: value }));
    const { settings } = await done(change.updateField(id, { options }));
    expect(settings.options.map(({ value }: { value: string }) => value)).toEqual(['S', 'M']);
    expect(code(await change.updateField(id, { options: null }))).toBe(
      'METADATA_VALIDATION_FAILED',
    );
  });

  test('a description reaches the API, of a relation too', async () => {
    const object = await createObject(caller, 'visit', 'visits');
    const id = await createField(caller, object, {
      name: 'company',
      type: 'RELATION',
      settings: {
        relationType: 'MANY_TO_ONE',
        relationTargetObjectId: await objectId(caller, 'company'),
      },
    });
    await done(change.updateField(id, { description: 'Whom we saw' }));
    const { __type } = await caller.data(
      '{ __type(name: "Visit") { fields { name description } } }',
    );
    expect(__type.fields).toContainEqual({ name: 'company', description: 'Whom we saw' });
  });
});

describe('deleteOneObject and deleteOneField', () => {
  test('answer what was deleted, and it is gone', async () => {
    const object = await createObject(caller, 'kite', 'kites', [{ name: 'span', type: 'NUMBER' }]);
    const field = await createField(caller, object, { name: 'tail', type: 'TEXT' });
    expect(await done(change.deleteField(field))).toMatchObject({ id: field, name: 'tail' });
    expect(await fieldsOf(caller, 'Kite')).not.toContain('tail');
    expect(code(await change.deleteField(field))).toBe('NOT_FOUND');

    expect(await done(change.deleteObject(object))).toMatchObject({
      id: object,
      nameSingular: 'kite',
    });
    expect((await names(caller)).filter((name) => /kite|deleted_/i.test(name))).toEqual([]);
    expect(
      await caller.metadata('query ($id: ID!) { object(id: $id) { id } }', { id: object }),
    ).toEqual({ object: null });
  });

  test('the object of a deleted field', async () => {
    const object = await createObject(caller, 'tent', 'tents');
    const id = await createField(caller, object, { name: 'poles', type: 'NUMBER' });
    expect(
      await caller.metadata(
        'mutation ($id: ID!) { deleteOneField(input: { id: $id }) { object { nameSingular } } }',
        { id },
      ),
    ).toEqual({ deleteOneField: { object: { nameSingular: 'tent' } } });
  });
});

describe('who and what', () => {
  let ours: Record<'object' | 'field' | 'index', string>;
  const all = (by: Changing, ids: typeof ours) => ({
    updateOneObject: () => by.updateObject(ids.object, { description: 'x' }),
    deleteOneObject: () => by.deleteObject(ids.object),
    updateOneField: () => by.updateField(ids.field, { description: 'x' }),
    deleteOneField: () => by.deleteField(ids.field),
    updateOneIndex: () => by.updateIndex(ids.index, { isUnique: false }),
    deleteOneIndex: () => by.deleteIndex(ids.index),
  });
  const MUTATIONS = Object.keys(all({} as Changing, {} as typeof ours)) as (keyof ReturnType<
    typeof all
  >)[];

  beforeAll(async () => {
    const object = await createObject(caller, 'door', 'doors');
    const field = await createField(caller, object, { name: 'width', type: 'NUMBER' });
    const { id } = await done(
      change.createIndex({ objectMetadataId: object, fields: [{ name: 'width' }] }),
    );
    ours = { object, field, index: id };
  });

  test.each(MUTATIONS)('%s of an unknown id is NOT_FOUND', async (name) => {
    const nowhere = { object: UNKNOWN_ID, field: UNKNOWN_ID, index: UNKNOWN_ID };
    const answer = await all(change, nowhere)[name]();
    expect(code(answer)).toBe('NOT_FOUND');
    expect(answer.errors?.[0]?.message).toMatch(/^There is no (object|field|index) with this id/);
  });

  test.each(MUTATIONS)("%s of another workspace's id is NOT_FOUND", async (name) => {
    const stranger = await api.caller(await api.createWorkspace(`stranger-${name.toLowerCase()}`));
    expect(code(await all(changing(stranger), ours)[name]())).toBe('NOT_FOUND');
  });

  test.each(MUTATIONS)('%s by MANAGER and USER is FORBIDDEN', async (name) => {
    for (const role of ['MANAGER', 'USER']) {
      const reader = await api.caller(caller.workspaceId, role);
      expect(code(await all(changing(reader), ours)[name]())).toBe('FORBIDDEN');
    }
  });

  test('createOneIndex by USER is FORBIDDEN, in another workspace METADATA_VALIDATION_FAILED', async () => {
    const index = { objectMetadataId: ours.object, fields: [{ name: 'width' }] };
    const user = await api.caller(caller.workspaceId, 'USER');
    expect(code(await changing(user).createIndex(index))).toBe('FORBIDDEN');
    const stranger = await api.caller(await api.createWorkspace('stranger'));
    expect(code(await changing(stranger).createIndex(index))).toBe('METADATA_VALIDATION_FAILED');
  });

  test('restoring by USER is FORBIDDEN, of what was not deleted METADATA_VALIDATION_FAILED', async () => {
    const user = changing(await api.caller(caller.workspaceId, 'USER'));
    for (const by of [user, change]) {
      for (const answer of [
        await by.restoreObject(ours.object),
        await by.restoreField(ours.field),
      ]) {
        expect(code(answer)).toBe(by === user ? 'FORBIDDEN' : 'METADATA_VALIDATION_FAILED');
      }
    }
  });

  test('options and other settings.options are BAD_USER_INPUT; the same twice are taken', async () => {
    const options = [{ value: 'A', label: 'A' }];
    const field = { objectMetadataId: ours.object, name: 'kind', type: 'SELECT', options };
    const create = (settings: object) =>
      caller.askMetadata(
        'mutation ($field: CreateFieldInput!) { createOneField(input: { field: $field }) { name } }',
        { field: { ...field, settings } },
      );
    expect(await create({ options: [] })).toMatchObject({
      errors: [{ message: 'options and settings.options differ: give one of them.' }],
      data: { createOneField: null },
    });
    expect((await create({ options })).data).toEqual({ createOneField: { name: 'kind' } });
  });

  test('an update of nothing is BAD_USER_INPUT, a name that is null is refused', async () => {
    expect(code(await change.updateObject(ours.object, {}))).toBe('BAD_USER_INPUT');
    expect(code(await change.updateField(ours.field, { name: null }))).toBe(
      'METADATA_VALIDATION_FAILED',
    );
  });

  test('an id that is none is BAD_USER_INPUT', async () => {
    expect(code(await change.deleteField('width'))).toBe('BAD_USER_INPUT');
  });
});
