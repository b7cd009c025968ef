/*
 * /metadata: indexes of an object's table, made, changed and deleted; what was deleted, restored.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Changing, changing, done } from './changing.ts';
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
let caller: Caller;
let change: Changing;

beforeAll(async () => {
  api = await startApi();
  caller = await api.caller(await api.createWorkspace('indexes'));
  change = changing(caller);
});

afterAll(() => api?.stop());

describe('indexes', () => {
  let object: string;
  let plate: string;
  const make = (index: Record<string, unknown>) =>
    change.createIndex({ objectMetadataId: object, ...index });
  const listed = async () => {
    const answer = await caller.metadata(
      `query ($id: ID!) {
        object(id: $id) { indexes { totalCount edges { node { id object { nameSingular } } } } }
        indexes { edges { node { id createdAt } } }
      }`,
      { id: object },
    );
    const ids = answer.indexes.edges.map(({ node }: { node: { id: string } }) => node.id);
    for (const { node } of answer.object.indexes.edges) {
      expect(ids).toContain(node.id);
      expect(node.object).toEqual({ nameSingular: 'truck' });
    }
    return answer.object.indexes.totalCount;
  };

  beforeAll(async () => {
    object = await createObject(caller, 'truck', 'trucks', [{ name: 'country', type: 'TEXT' }]);
    plate = await createField(caller, object, { name: 'plate', type: 'TEXT' });
  });

  test('are made of fields by id and by name, listed, found by id, and deleted', async () => {
    const index = await done(
      make({
        fields: [{ name: 'country' }, { fieldMetadataId: plate }, { name: 'createdAt' }],
        isUnique: true,
        where: 'deletedAt IS NULL',
        indexType: 'BTREE',
      }),
    );
    expect(index).toEqual({
      id: expect.any(String),
      objectMetadataId: object,
      fields: [expect.any(String), plate, 'createdAt'],
      isUnique: true,
      where: '"deletedAt" is null',
      indexType: 'BTREE',
      isCustom: true,
    });
    expect(await listed()).toBe(1);
    const query = 'query ($id: ID!) { index(id: $id) { fields workspaceId } }';
    expect(await caller.metadata(query, { id: index.id })).toEqual({
      index: { fields: index.fields, workspaceId: caller.workspaceId },
    });
    expect(await done(change.deleteIndex(index.id))).toEqual(index);
    expect(await listed()).toBe(0);
    expect(code(await change.deleteIndex(index.id))).toBe('NOT_FOUND');
  });

  test('are changed, their fields by id or by name', async () => {
    const index = await done(make({ fields: [{ name: 'country' }] }));
    const changed = {
      fields: [plate, index.fields[0]],
      isUnique: true,
      where: '"deletedAt" is null',
    };
    expect(
      await done(
        change.updateIndex(index.id, {
          fields: [{ fieldMetadataId: plate }, { name: 'country' }],
          isUnique: true,
          where: 'deletedAt IS NULL',
        }),
      ),
    ).toEqual({ ...index, ...changed });
    const create = () =>
      caller.ask('mutation { createTruck(data: { country: "D", plate: "1" }) { id } }');
    expect((await create()).errors).toBeUndefined();
    expect(code(await create())).toBe('CONFLICT');
    expect(await done(change.updateIndex(index.id, { isUnique: false }))).toEqual({
      ...index,
      ...changed,
      isUnique: false,
    });
    expect((await create()).errors).toBeUndefined();
    const none = await change.updateIndex(index.id, { fields: null });
    expect(none.errors?.[0]?.extensions).toMatchObject({ sqlstate: 'MC601' });
    await done(change.deleteIndex(index.id));
  });

  test('as the guide prints them: a field and the column of a relation, by name, for live records', async () => {
    const { company } = await caller.metadata(
      `mutation ($id: ID!, $company: ID!) {
        company: createOneField(input: { field: { objectMetadataId: $id, name: "company", type: RELATION
          settings: { relationType: "MANY_TO_ONE", relationTargetObjectId: $company } } }) { id }
      }`,
      { id: object, company: await objectId(caller, 'company') },
    );
    const given = [{ name: 'country' }, { name: 'companyId' }];
    const index = await done(make({ fields: given, where: 'deletedAt IS NULL' }));
    expect(index.fields).toEqual([expect.any(String), company.id]);
    const [found] = await api.database.query<{ definition: string }>(
      `select indexdef as definition from pg_indexes where indexname = 'IDX_truck_country_companyId'`,
    );
    expect(found?.definition).toMatch(/\(country, "companyId"\) WHERE \("deletedAt" IS NULL\)$/);
    expect(await done(change.deleteIndex(index.id))).toEqual(index);
  });

  test('a field is given by one of the two', async () => {
    for (const field of [{}, { fieldMetadataId: plate, name: 'plate' }]) {
      expect(code(await make({ fields: [field] }))).toBe('BAD_USER_INPUT');
    }
  });

  test('what cannot be one is refused with the facts', async () => {
    for (const index of [
      { fields: [] },
      { fields: [{ name: 'wheels' }] },
      { fields: [{ name: 'plate' }], indexType: 'GIN' },
      { fields: [{ name: 'plate' }], where: 'true' },
    ]) {
      expect((await make(index)).errors?.[0]?.extensions).toEqual({
        code: 'METADATA_VALIDATION_FAILED',
        sqlstate: expect.stringMatching(/^MC60/),
        detail: expect.any(String),
        hint: expect.any(String),
        faults: expect.any(Array),
      });
    }
    expect(await listed()).toBe(0);
  });
});

describe('what was deleted', () => {
  test('comes back: a field with its values, an object with its records', async () => {
    const object = await createObject(caller, 'crane', 'cranes');
    const field = await createField(caller, object, { name: 'height', type: 'NUMBER' });
    await caller.data('mutation { createCrane(data: { height: 7 }) { id } }');
    const read = () => caller.data('{ cranes { edges { node { height } } } }');
    const before = await read();
    const deletedField = await done(change.deleteField(field));
    expect(await done(change.restoreField(field))).toEqual(deletedField);
    expect(await read()).toEqual(before);
    const deletedObject = await done(change.deleteObject(object));
    expect(await done(change.restoreObject(object))).toEqual(deletedObject);
    expect(await read()).toEqual(before);
    const { errors } = await change.restoreObject(object);
    expect(errors?.[0]?.extensions).toMatchObject({ sqlstate: 'MC401', faults: [{ field: 'id' }] });
  });
});
