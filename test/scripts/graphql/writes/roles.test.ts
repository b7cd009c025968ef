/*
 * What a role may write: the mutations and inputs of its API are those that it has rights for.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { fieldsOf } from '../changing.ts';
import { type Caller, createObject } from '../support.ts';
import { startWrittenGadgets, type WrittenGadgets } from './support.ts';

let gadgets: WrittenGadgets;
let caller: Caller;

beforeAll(async () => {
  gadgets = await startWrittenGadgets();
  ({ caller } = gadgets);
});

afterAll(() => gadgets?.api.stop());

beforeEach(() => gadgets.clear());

const mutations = async (as: Caller) => (await fieldsOf(as, 'Mutation')) ?? [];

test('has the mutations that it may use', async () => {
  const user = await gadgets.api.caller(caller.workspaceId, 'USER');
  const admin = await mutations(caller);
  const verbs = ['create', 'update', 'delete', 'restore', 'destroy'];
  const names = verbs.flatMap((verb) => [`${verb}Gadget`, `${verb}Gadgets`]);
  expect(admin).toEqual(expect.arrayContaining(names));
  const users = await mutations(user);
  expect(users).toEqual(expect.arrayContaining(names.slice(0, 8)));
  expect(users.filter((name: string) => name.startsWith('destroy'))).toEqual([]);
});

test('writes batches and upserts as USER', async () => {
  const user = await gadgets.api.caller(caller.workspaceId, 'USER');
  const { createGadgets } = await user.data(
    'mutation { createGadgets(data: [{ name: "a", position: last }, { name: "b", size: 1 }]) { id } }',
  );
  const again = await user.data(
    'mutation ($id: ID!) { createGadgets(data: [{ id: $id, name: "c" }, { name: "d", size: 2 }], upsert: true) { name } }',
    createGadgets[0],
  );
  expect(again.createGadgets).toEqual([{ name: 'c' }, { name: 'd' }]);
});

/** A MANAGER with other rights on a table while `use` runs. */
async function withRights(
  { table, taken, given }: { table: string; taken: string; given: string },
  use: (manager: Caller) => Promise<void>,
): Promise<void> {
  const { api, schema } = gadgets;
  const [role] = await api.database.query<{ name: string }>(
    `select "databaseRole" as name from core.role where name = 'MANAGER' and "workspaceId" = $1`,
    [caller.workspaceId],
  );
  const change = (verb: string, rights: string) =>
    `${verb} ${rights} on ${schema}.${table} ${verb === 'grant' ? 'to' : 'from'} ${role?.name};`;
  await api.database.query(change('revoke', taken) + change('grant', given));
  // A new version, so that the role's API is built anew.
  await createObject(caller, `for${table}`, `for${table}s`);
  await use(await api.caller(caller.workspaceId, 'MANAGER')).finally(() =>
    api.database.query(change('revoke', given) + change('grant', taken)),
  );
}

test('has rights by column where a field is switched off, and writes the others', async () => {
  const field = (isActive: boolean) =>
    gadgets.api.database.query(
      `update core."fieldMetadata" f set "isActive" = $1 from core."objectMetadata" o
        where o.id = f."objectMetadataId" and o."nameSingular" = 'gadget' and f.name = 'ratio'`,
      [isActive],
    );
  await field(false);
  try {
    const user = await gadgets.api.caller(caller.workspaceId, 'USER');
    const mutation = `mutation ($data: [GadgetCreateInput!]!) {
      created: createGadgets(data: $data, upsert: true) { id name }
      updated: updateGadgets(filter: { size: { eq: 1 } }, data: { name: "c", position: last }) { name }
      deleted: deleteGadgets(filter: { size: { eq: 1 } }) { name }
      restored: restoreGadgets(filter: { size: { eq: 1 } }) { name }
    }`;
    const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
    const first = await user.data(mutation, { data: [a, { ...b, size: 1, position: 'last' }] });
    expect(first).toMatchObject({ created: [a, b], updated: [c], deleted: [c], restored: [c] });
    const [{ id }] = first.created;
    const again = await user.data(mutation, { data: [{ ...b, id, size: 2 }, a] });
    expect(again.created).toMatchObject([{ ...b, id }, a]);
    const { errors } = await user.ask(mutation, { data: [a, { ...b, note: 'x'.repeat(21) }] });
    expect(errors?.[0]?.extensions).toMatchObject({ index: 1, fields: ['note'] });
  } finally {
    await field(true);
  }
});

test('may have no right but to delete', async () => {
  const rights = {
    table: 'task',
    taken: 'insert, update, delete',
    given: 'update ("deletedAt")',
  };
  await withRights(rights, async (manager) => {
    const fields = (await mutations(manager)).filter((name) => /Tasks?$/.test(name));
    expect(fields).toEqual(['deleteTask', 'deleteTasks', 'restoreTask', 'restoreTasks']);
    const { createTask } = await caller.data(
      'mutation { createTask(data: { title: "x" }) { id } }',
    );
    const { deleteTasks, restoreTask } = await manager.data(
      'mutation ($id: ID!) { deleteTasks(filter: { id: { eq: $id } }) { id } restoreTask(id: $id) { id } }',
      createTask,
    );
    expect([...deleteTasks, restoreTask]).toEqual([createTask, createTask]);
  });
});

test('has no input for what it may not write, and upserts only where it may update', async () => {
  const columns = 'id, name, code, position';
  const rights = {
    table: 'gadget',
    taken: 'select, insert, update',
    given: `select (id, name, size, position, "deletedAt"), insert (${columns})`,
  };
  await withRights(rights, async (manager) => {
    expect((await fieldsOf(manager, 'GadgetCreateInput'))?.toSorted()).toEqual([
      'code',
      'id',
      'name',
      'position',
    ]);
    const fields = (await mutations(manager)).filter((name) => name.endsWith('Gadgets'));
    expect(fields).toEqual(['createGadgets', 'destroyGadgets']);
    const created = await manager.ask(
      'mutation { createGadgets(data: [{ name: "a", position: last }]) { name size } }',
    );
    expect(created.data).toEqual({ createGadgets: [{ name: 'a', size: null }] });
    const refused = await manager.ask(
      'mutation { createGadgets(data: [{ name: "a" }], upsert: true) { name } }',
    );
    expect(refused.errors?.[0]?.message).toContain('Unknown argument "upsert"');
    const destroyed = await manager.ask(
      'mutation { destroyGadgets(filter: { name: { eq: "a" } }) { name } }',
    );
    expect(destroyed.data).toEqual({ destroyGadgets: [{ name: 'a' }] });
    const hidden = await Promise.all(
      [1, 2].map(() =>
        manager.ask('mutation { createGadgets(data: [{ name: "x", code: "same" }]) { name } }'),
      ),
    );
    const { errors } = hidden.find((answer) => answer.errors) ?? {};
    expect(errors?.[0]?.message).toBe('data[0]: Another record has the same value.');
    expect(errors?.[0]?.extensions).toEqual({ code: 'CONFLICT', sqlstate: '23505', index: 0 });
  });
});
