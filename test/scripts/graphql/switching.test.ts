/*
 * What is switched off: a workspace gets no answer but why; a field or object is gone from the API,
 * and everything else works on a table whose rights are by column.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Changing, changing, done, fieldsOf, names } from './changing.ts';
import { type Api, type Caller, code, createField, createObject, startApi } from './support.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api?.stop());

describe('a workspace', () => {
  test.each([
    ['"isActivated"', 'false', 'true', 'inactive-workspace'],
    ['"deletedAt"', 'now()', 'null', 'deleted-workspace'],
  ])(
    'with %s = %s is UNAUTHENTICATED, and says why and what to do',
    async (column, off, on, name) => {
      const caller = await api.caller(await api.createWorkspace(name));
      await caller.data('{ companies { totalCount } }');
      const set = (value: string) =>
        api.database.query(`update core.workspace set ${column} = ${value} where id = $1`, [
          caller.workspaceId,
        ]);
      await set(off);
      for (const answer of [
        await caller.ask('{ companies { totalCount } }'),
        await caller.askMetadata('{ currentWorkspace { id } }'),
      ]) {
        expect(answer).toEqual({
          status: 401,
          errors: [
            {
              message: 'the workspace is switched off',
              extensions: {
                code: 'UNAUTHENTICATED',
                sqlstate: '28000',
                detail: expect.any(String),
                hint: expect.stringMatching(/activate/),
              },
            },
          ],
        });
      }
      await set(on);
      expect(await caller.data('{ companies { totalCount } }')).toEqual({
        companies: { totalCount: 0 },
      });
    },
  );
});

describe.each(['inactive', 'deleted'])('beside an %s field', (how) => {
  let caller: Caller;
  let change: Changing;
  let secret: string;
  let object: string;

  beforeAll(async () => {
    caller = await api.caller(await api.createWorkspace(how));
    change = changing(caller);
    object = await createObject(caller, 'item', 'items', [
      { name: 'name', type: 'TEXT', isNullable: false },
      { name: 'price', type: 'CURRENCY' },
      { name: 'count', type: 'NUMBER', settings: { min: 0 } },
    ]);
    secret = await createField(caller, object, {
      name: 'secret',
      type: 'TEXT',
      isNullable: false,
      defaultValue: 'hidden',
    });
    await caller.data('mutation { createItem(data: { name: "first", secret: "kept" }) { id } }');
    await done(
      how === 'inactive'
        ? change.updateField(secret, { isActive: false })
        : change.deleteField(secret),
    );
  });

  test('it is in none of the types', async () => {
    for (const type of [
      '',
      'CreateInput',
      'UpdateInput',
      'FilterInput',
      'OrderByInput',
      'GroupByInput',
    ]) {
      const fields = await fieldsOf(caller, `Item${type}`);
      expect(fields).toContain('name');
      expect(fields?.filter((name) => /secret|deleted_/.test(name))).toEqual([]);
    }
    expect(code(await caller.ask('{ items { edges { node { secret } } } }'))).toBe(
      'BAD_USER_INPUT',
    );
  });

  test.each(['ADMIN', 'MANAGER', 'USER'])(
    '%s creates, reads, filters, orders, pages',
    async (role) => {
      const as = await api.caller(caller.workspaceId, role);
      const { createItem } = await as.data(
        `mutation ($name: String!) {
        createItem(data: { name: $name, price: { amount: 2, currency: "USD" }, count: 1 }) {
          id name price count createdAt updatedAt deletedAt position
        }
      }`,
        { name: role },
      );
      expect(createItem).toMatchObject({ name: role, count: 1 });
      const { items } = await as.data(
        `query ($name: String!) {
        items(filter: { name: { eq: $name } }, orderBy: [{ count: AscNullsFirst }, { name: DescNullsLast }], first: 1) {
          totalCount edges { cursor node { id name price count } } pageInfo { hasNextPage endCursor }
        }
      }`,
        { name: role },
      );
      expect(items.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual([
        createItem.id,
      ]);
      const { updateItem } = await as.data(
        'mutation ($id: ID!) { updateItem(id: $id, data: { count: 2 }) { name count } }',
        createItem,
      );
      expect(updateItem).toEqual({ name: role, count: 2 });
      for (const name of ['deleteItem', 'restoreItem']) {
        const answer = await as.data(
          `mutation ($id: ID!) { ${name}(id: $id) { name } }`,
          createItem,
        );
        expect(answer).toEqual({ [name]: { name: role } });
      }
    },
  );

  test('a record is destroyed; faults still name their field', async () => {
    const { createItem } = await caller.data('mutation { createItem(data: { name: "x" }) { id } }');
    expect(
      await caller.data('mutation ($id: ID!) { destroyItem(id: $id) { id name } }', createItem),
    ).toEqual({ destroyItem: { ...createItem, name: 'x' } });
    const refused = await caller.ask(
      'mutation { createItem(data: { name: "y", count: -1 }) { id } }',
    );
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: ['count'],
    });
  });

  test('a field that is added now is readable and writable', async () => {
    await createField(caller, object, { name: 'added', type: 'TEXT' });
    expect(
      await caller.data('mutation { createItem(data: { name: "n", added: "a" }) { added } }'),
    ).toEqual({ createItem: { added: 'a' } });
  });

  test('back again, it has what it had', async () => {
    if (how === 'inactive') await done(change.updateField(secret, { isActive: true }));
    else await api.database.query('select core.restore_field($1)', [secret]);
    expect(
      await caller.data(
        '{ items(filter: { name: { eq: "first" } }) { edges { node { secret } } } }',
      ),
    ).toEqual({ items: { edges: [{ node: { secret: 'kept' } }] } });
    expect(await caller.data('mutation { createItem(data: { name: "z" }) { secret } }')).toEqual({
      createItem: { secret: 'hidden' },
    });
  });
});

test('an object that is switched off leaves no name in the API, and comes back unchanged', async () => {
  const caller = await api.caller(await api.createWorkspace('object'));
  const change = changing(caller);
  const id = await createObject(caller, 'ghost', 'ghosts', [{ name: 'name', type: 'TEXT' }]);
  await caller.data('mutation { createGhost(data: { name: "boo" }) { id } }');
  const before = await names(caller);
  await done(change.updateObject(id, { isActive: false }));
  expect((await names(caller)).filter((name) => /ghost/i.test(name))).toEqual([]);
  // What is switched off can still be changed.
  await done(change.updateObject(id, { labelSingular: 'Spirit' }));
  expect(code(await caller.ask('{ ghosts { totalCount } }'))).toBe('BAD_USER_INPUT');
  await done(change.updateObject(id, { isActive: true }));
  expect(await names(caller)).toEqual(before);
  expect(await caller.data('{ ghosts { edges { node { name } } } }')).toEqual({
    ghosts: { edges: [{ node: { name: 'boo' } }] },
  });
});
