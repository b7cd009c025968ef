/*
 * Hostile texts in every string that /metadata takes, and what was made of them in use: refused with
 * nothing changed, or kept as they are, in an API that works.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import { done } from '../scripts/graphql/changing.ts';
import { createRole, upsert } from '../scripts/graphql/permissions.ts';
import {
  type Answer,
  type Api,
  type Caller,
  code,
  createField,
  createObject,
  startApi,
} from '../scripts/graphql/support.ts';
import { HOSTILE, isLabel } from '../support/hostile.ts';
import { difference, type Snapshot, snapshot } from '../support/snapshot.ts';

type Values = Record<string, unknown>;

const TEXTS = Object.entries(HOSTILE);
/** Without the one that only is long. */
const SHORT = TEXTS.filter(([, text]) => text.length < 1000);

let api: Api;
let admin: Caller;
let clerk: Caller;
let role: string;
let thing: string;

beforeAll(async () => {
  api = await startApi();
  admin = await api.caller(await api.createWorkspace('texts'));
  role = await createRole(admin, { name: 'Clerk' });
  clerk = await api.caller(admin.workspaceId, 'Clerk');
  thing = await createObject(admin, 'thing', 'things', [{ name: 'name', type: 'TEXT' }]);
});

afterAll(() => api?.stop());

const newField = (field: Values): Promise<Answer> =>
  admin.askMetadata(
    'mutation ($field: CreateFieldInput!) { createOneField(input: { field: $field }) { id } }',
    { field: { objectMetadataId: thing, name: 'field', type: 'TEXT', ...field } },
  );
const newObject = (object: Values): Promise<Answer> =>
  admin.askMetadata(
    'mutation ($object: CreateObjectInput!) { createOneObject(input: { object: $object }) { id } }',
    { object: { nameSingular: 'other', namePlural: 'others', ...object } },
  );
const rows = (filter: unknown): Promise<Answer> =>
  upsert(admin, 'Row', role, [{ objectMetadataId: thing, readFilter: filter }]);

/** Places that take none of these texts. */
const CLOSED: Readonly<Record<string, (text: string) => Promise<Answer>>> = {
  'the singular of an object': (text) => newObject({ nameSingular: text }),
  'the plural of an object': (text) => newObject({ namePlural: text }),
  'the name of a field': (name) => newField({ name }),
  'the name of an inverse': (relationTargetFieldName) =>
    newField({
      type: 'RELATION',
      settings: {
        relationType: 'MANY_TO_ONE',
        relationTargetObjectId: thing,
        relationTargetFieldName,
      },
    }),
  'a key of settings': (text) => newField({ settings: { [text]: 1 } }),
  'a setting': (text) => newField({ type: 'NUMBER', settings: { dataType: text } }),
  'a default of a NUMBER': (defaultValue) => newField({ type: 'NUMBER', defaultValue }),
  'a role in permissions': (text) => newField({ permissions: { [text]: ['READ'] } }),
  'a right in permissions': (text) => newField({ permissions: { USER: ['READ', text] } }),
  'an access level': (accessLevel) => newField({ settings: { accessLevel } }),
  'a field of a row permission': (text) => rows({ [text]: { eq: 'x' } }),
  'an operator of a row permission': (text) => rows({ name: { [text]: 'x' } }),
  'an id in a row permission': (text) => rows({ id: { eq: text } }),
  'a time in a row permission': (text) => rows({ createdAt: { gt: text } }),
  'a column of an index': (name) =>
    admin.askMetadata(
      'mutation ($index: CreateIndexInput!) { createOneIndex(input: { index: $index }) { id } }',
      { index: { objectMetadataId: thing, fields: [{ name }] } },
    ),
  'the condition of an index': (where) =>
    admin.askMetadata(
      'mutation ($index: CreateIndexInput!) { createOneIndex(input: { index: $index }) { id } }',
      // Nothing is no condition.
      { index: { objectMetadataId: thing, fields: [{ name: 'name' }], where: where || '-' } },
    ),
};

describe('what takes none is refused', () => {
  let before: Snapshot;

  beforeAll(async () => {
    before = await snapshot(api.database);
  });

  test.each(Object.entries(CLOSED))('%s', async (_place, put) => {
    const codes = await Promise.all(
      SHORT.map(async ([name, text]) => [name, code(await put(text))] as const),
    );
    expect(Object.fromEntries(codes)).toEqual(
      Object.fromEntries(SHORT.map(([name]) => [name, 'METADATA_VALIDATION_FAILED'])),
    );
  });

  test('with nothing changed', async () => {
    expect(difference(before, await snapshot(api.database))).toEqual({});
  });
});

describe('what takes any, in use', () => {
  test('descriptions and icons are descriptions alone', async () => {
    const description = HOSTILE['two smart tags'];
    const object = await createObject(admin, 'described', 'describeds');
    await done(
      admin.askMetadata(
        'mutation ($id: ID!, $update: UpdateObjectPayload!) { updateOneObject(input: { id: $id, update: $update }) { id } }',
        { id: object, update: { description, icon: description } },
      ),
    );
    for (const [place, [, text]] of SHORT.entries()) {
      await createField(admin, object, { name: `text${place}`, type: 'TEXT', description: text });
    }
    const { __type } = await clerk.data(
      '{ __type(name: "Described") { description fields { name description } } }',
    );
    expect(__type.description).toContain(description);
    const found = new Map<string, string | null>(
      __type.fields.map((field: Record<string, string>) => [field.name, field.description]),
    );
    for (const [place, [name, text]] of SHORT.entries()) {
      expect([name, found.get(`text${place}`) ?? '']).toEqual([name, text]);
    }
    expect(buildClientSchema(await clerk.data(getIntrospectionQuery()))).toBeDefined();
  });

  test('labels, values of options and defaults', async () => {
    const options = SHORT.filter(([, text]) => isLabel(text)).map(([, text]) => text);
    await createField(admin, thing, {
      name: 'kind',
      type: 'SELECT',
      label: 'x" text); --',
      options: options.map((value) => ({ value, label: value })),
      defaultValue: options[0],
    });
    for (const kind of options) {
      const { createThing } = await clerk.data(
        'mutation ($data: ThingCreateInput!) { createThing(data: $data) { id kind } }',
        { data: { kind } },
      );
      expect(createThing.kind).toBe(kind);
      const { things } = await clerk.data(
        'query ($filter: ThingFilterInput) { things(filter: $filter) { edges { node { kind } } } }',
        { filter: { kind: { eq: kind } } },
      );
      expect(things.edges).toEqual([{ node: { kind } }]);
    }
    const { createThing } = await clerk.data('mutation { createThing(data: {}) { kind } }');
    expect(createThing.kind).toBe(options[0]);
  });

  test('values of a row permission let through what they say, and no other record', async () => {
    const query = '{ things(filter: { name: { is: NOT_NULL } }) { edges { node { name } } } }';
    for (const [, name] of SHORT) {
      await admin.data('mutation ($data: ThingCreateInput!) { createThing(data: $data) { id } }', {
        data: { name },
      });
    }
    for (const [place, [name, text]] of SHORT.filter(([, each]) => each !== '').entries()) {
      const operator = place % 2 === 0 ? 'eq' : 'startsWith';
      await done(rows({ name: { [operator]: text } }));
      const { things } = await clerk.data(query);
      const seen = things.edges.map(({ node }: { node: { name: string } }) => node.name);
      const expected = SHORT.map(([, each]) => each).filter((each) =>
        operator === 'eq' ? each === text : each.startsWith(text),
      );
      expect([name, seen.toSorted()]).toEqual([name, expected.toSorted()]);
    }
    await done(rows(null));
  });

  test('in filters, orders and data of /graphql they are values', async () => {
    const count = async () => (await admin.data('{ things { totalCount } }')).things.totalCount;
    const before = await count();
    for (const [name, text] of TEXTS) {
      const { things } = await clerk.data(
        'query ($text: String!) { things(filter: { name: { in: [$text] } }) { edges { node { name } } } }',
        { text },
      );
      const seen = things.edges.map(({ node }: { node: { name: string } }) => node.name);
      expect([name, seen.every((each: string) => each === text)]).toEqual([name, true]);
      const answer = await clerk.ask(
        'query ($order: [ThingOrderByInput!]) { things(orderBy: $order) { totalCount } }',
        { order: [{ [text]: 'AscNullsLast' }, { name: text }] },
      );
      expect([name, code(answer)]).toEqual([name, 'BAD_USER_INPUT']);
    }
    expect(await count()).toBe(before);
  });
});

test('none of it was an error of ours', () => {
  expect(api.server.log()).not.toContain('internal error');
});
