/*
 * /metadata: rows of the control plane in, tables and their API out; and that the API is there when
 * the mutation has answered.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer } from '../../support/server.ts';
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

beforeAll(async () => {
  api = await startApi();
  caller = await api.caller(await api.createWorkspace('metadata'));
});

afterAll(() => api?.stop());

const CREATE_OBJECT =
  'mutation ($object: CreateObjectInput!) { createOneObject(input: { object: $object }) { id labelSingular labelPlural isCustom } }';

describe('what was created can be asked for', () => {
  test('an object, then a field of it, in the very next request', async () => {
    await caller.data('{ companies { totalCount } }');
    const id = await createObject(caller, 'ticket', 'tickets');
    expect(await caller.data('{ tickets { totalCount } }')).toEqual({ tickets: { totalCount: 0 } });
    await createField(caller, id, { name: 'title', type: 'TEXT', description: 'What it is about' });
    expect(await caller.data('mutation { createTicket(data: { title: "a" }) { title } }')).toEqual({
      createTicket: { title: 'a' },
    });
    const { __type } = await caller.data(
      '{ __type(name: "Ticket") { fields { name description } } }',
    );
    expect(__type.fields).toContainEqual({ name: 'title', description: 'What it is about' });
  });

  test('by another role, and when it was made by SQL', async () => {
    const user = await api.caller(caller.workspaceId, 'USER');
    await user.data('{ companies { totalCount } }');
    await createObject(caller, 'parcel', 'parcels', [{ name: 'code', type: 'TEXT' }]);
    expect(await user.data('{ parcels { totalCount } }')).toEqual({ parcels: { totalCount: 0 } });
    await api.database.query(
      `insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, label, type) values ($1, $2, 'weight', 'Weight', 'NUMBER')`,
      [caller.workspaceId, await objectId(caller, 'parcel')],
    );
    expect(await user.data('{ parcels { edges { node { weight } } } }')).toEqual({
      parcels: { edges: [] },
    });
  });

  test('by another process', async () => {
    const other = await startTestServer(api.database.url);
    try {
      await other.graphql('/graphql', caller.token, '{ companies { totalCount } }');
      await createObject(caller, 'invoice', 'invoices');
      expect(
        await other.graphql('/graphql', caller.token, '{ invoices { totalCount } }'),
      ).toMatchObject({
        data: { invoices: { totalCount: 0 } },
      });
    } finally {
      await other.close();
    }
  });

  test('by many at once while it is rebuilt', async () => {
    const id = await createObject(caller, 'crate', 'crates');
    const user = await api.caller(caller.workspaceId, 'USER');
    await user.data('{ crates { totalCount } }');
    await createField(caller, id, { name: 'label', type: 'TEXT' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => user.ask('{ crates { edges { node { label } } } }')),
    );
    expect(answers.map(({ errors }) => errors)).toEqual(answers.map(() => undefined));
  });
});

describe('createOneObject and createOneField', () => {
  test('labels come from names where none is given; what a user makes is custom', async () => {
    const { createOneObject } = await caller.metadata(CREATE_OBJECT, {
      object: { nameSingular: 'salesTarget', namePlural: 'salesTargets' },
    });
    expect(createOneObject).toEqual({
      id: expect.any(String),
      labelSingular: expect.stringMatching(/^Sales [Tt]arget$/),
      labelPlural: expect.stringMatching(/^Sales [Tt]argets$/),
      isCustom: true,
    });
  });

  test('options and settings take literals and variables; options beside settings are those within', async () => {
    const objectMetadataId = await createObject(caller, 'lead', 'leads');
    const { a, b } = await caller.metadata(
      `mutation ($id: ID!, $options: JSON) {
        a: createOneField(input: { field: {
          objectMetadataId: $id, name: "stage", type: SELECT, options: $options, defaultValue: "NEW"
        } }) { type settings defaultValue isNullable object { nameSingular } }
        b: createOneField(input: { field: {
          objectMetadataId: $id, name: "size", type: NUMBER, settings: { dataType: "int", max: 10 }, defaultValue: 3
          isNullable: false, isUnique: false, description: "How large", icon: "IconRuler"
        } }) { settings defaultValue isNullable isUnique description icon }
      }`,
      { id: objectMetadataId, options: [{ value: 'NEW', label: 'New', color: 'red' }] },
    );
    expect(a).toMatchObject({
      type: 'SELECT',
      settings: { options: [{ value: 'NEW', label: 'New', color: 'red' }] },
      defaultValue: 'NEW',
      isNullable: true,
      object: { nameSingular: 'lead' },
    });
    expect(b).toEqual({
      settings: { dataType: 'int', max: 10 },
      defaultValue: 3,
      isNullable: false,
      isUnique: false,
      description: 'How large',
      icon: 'IconRuler',
    });
  });

  test('a refusal of the compiler comes with its facts, and changes nothing', async () => {
    const answer = await caller.askMetadata(CREATE_OBJECT, {
      object: { nameSingular: 'Not a name', namePlural: 'names' },
    });
    expect(answer.errors?.[0]?.extensions).toEqual({
      code: 'METADATA_VALIDATION_FAILED',
      sqlstate: expect.stringMatching(/^MC\d{3}$/),
      detail: expect.any(String),
      hint: expect.any(String),
      faults: expect.any(Array),
    });
    const { objects } = await caller.metadata('{ objects { edges { node { namePlural } } } }');
    expect(JSON.stringify(objects)).not.toContain('"names"');
  });

  test('of several mutations, one that is refused is null, and the others are answered', async () => {
    const { data, errors } = await caller.askMetadata(
      `mutation {
        a: createOneObject(input: { object: { nameSingular: "kept", namePlural: "kepts" } }) { nameSingular }
        b: createOneObject(input: { object: { nameSingular: "kept", namePlural: "kepts" } }) { nameSingular }
        c: deleteOneIndex(input: { id: "10000000-0000-4000-8000-000000000000" }) { id }
      }`,
    );
    expect(data).toEqual({ a: { nameSingular: 'kept' }, b: null, c: null });
    expect(errors?.map(({ path }) => path)).toEqual([['b'], ['c']]);
    const { objects } = await caller.metadata(
      '{ objects(filter: { nameSingular: { eq: "kept" } }) { totalCount } }',
    );
    expect(objects.totalCount).toBe(1);
  });

  test.each(['MANAGER', 'USER'])('%s is FORBIDDEN, and may read', async (role) => {
    const reader = await api.caller(caller.workspaceId, role);
    const answer = await reader.askMetadata(CREATE_OBJECT, {
      object: { nameSingular: 'mine', namePlural: 'mines' },
    });
    expect(code(answer)).toBe('FORBIDDEN');
    expect(await reader.metadata('{ currentWorkspace { id } }')).toEqual({
      currentWorkspace: { id: caller.workspaceId },
    });
  });

  test('an unknown type is BAD_USER_INPUT', async () => {
    const answer = await caller.askMetadata(
      'mutation { createOneField(input: { field: { objectMetadataId: "x", name: "x", type: POEM } }) { id } }',
    );
    expect(code(answer)).toBe('BAD_USER_INPUT');
  });
});

describe('reading metadata', () => {
  test("every column of the guide's tables", async () => {
    for (const [type, table] of [
      ['Object', 'objectMetadata'],
      ['Field', 'fieldMetadata'],
      ['Index', 'indexMetadata'],
      ['Role', 'role'],
      ['ObjectPermission', 'objectPermission'],
      ['FieldPermission', 'fieldPermission'],
    ]) {
      const columns = await api.database.query<{ name: string }>(
        `select attname as name from pg_attribute
         where attrelid = format('core.%I', $1::text)::regclass and attnum > 0 and not attisdropped and attname <> 'ordinal'`,
        [table],
      );
      const { __type } = await caller.metadata(`{ __type(name: "${type}") { fields { name } } }`);
      const fields = __type.fields.map(({ name }: { name: string }) => name);
      expect(fields).toEqual(expect.arrayContaining(columns.map(({ name }) => name)));
    }
  });

  test('objects and their fields, page by page', async () => {
    const first = await caller.metadata(
      '{ objects(paging: { first: 2 }) { totalCount edges { node { nameSingular } } pageInfo { hasNextPage endCursor } } }',
    );
    expect(first.objects.edges).toHaveLength(2);
    expect(first.objects.pageInfo.hasNextPage).toBe(true);
    const rest = await caller.metadata(
      'query ($after: ConnectionCursor) { objects(paging: { after: $after }) { edges { node { nameSingular fields { totalCount edges { node { name } } } } } } }',
      { after: first.objects.pageInfo.endCursor },
    );
    expect(rest.objects.edges).toHaveLength(first.objects.totalCount - 2);
    expect(
      code(await caller.askMetadata('{ objects(paging: { first: 201 }) { totalCount } }')),
    ).toBe('BAD_USER_INPUT');
  });

  test('one object, one field, by id', async () => {
    const id = await objectId(caller, 'company');
    const found = await caller.metadata(
      'query ($id: ID!) { object(id: $id) { nameSingular fields { edges { node { id name object { id } } } } } }',
      { id },
    );
    const [{ node }] = found.object.fields.edges;
    expect(node.object.id).toBe(id);
    expect(
      await caller.metadata('query ($id: ID!) { field(id: $id) { name } }', { id: node.id }),
    ).toEqual({ field: { name: node.name } });
  });
});
