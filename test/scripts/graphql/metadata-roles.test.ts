/*
 * /metadata: roles.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createMember, roleId } from './permissions.ts';
import {
  type Answer,
  type Api,
  type Caller,
  code,
  createField,
  createObject,
  startApi,
  statementsOf,
} from './support.ts';

let api: Api;
let caller: Caller;
let other: Caller;

beforeAll(async () => {
  api = await startApi({ LOG_LEVEL: 'debug' });
  caller = await api.caller(await api.createWorkspace('roles'));
  other = await api.caller(await api.createWorkspace('elsewhere'));
});

afterAll(() => api?.stop());

const ROLE =
  'id name description canUpdateAllSettings canReadAllObjectRecords canUpdateAllObjectRecords canSoftDeleteAllObjectRecords canDestroyAllObjectRecords';
type Values = Record<string, unknown>;

function create(role: Values, by = caller): Promise<Answer> {
  return by.askMetadata(
    `mutation ($role: CreateRoleInput!) { createOneRole(input: { role: $role }) { ${ROLE} } }`,
    { role },
  );
}

function update(id: string, change: Values): Promise<Answer> {
  const query = `mutation ($id: ID!, $update: UpdateRolePayload!) { updateOneRole(input: { id: $id, update: $update }) { ${ROLE} } }`;
  return caller.askMetadata(query, { id, update: change });
}

function remove(id: string): Promise<Answer> {
  return caller.askMetadata(
    'mutation ($id: ID!) { deleteOneRole(input: { id: $id }) { id name } }',
    { id },
  );
}

const sqlstate = ({ errors }: Answer) => errors?.[0]?.extensions?.sqlstate;

describe('a role', () => {
  test('may do what its flags say from the moment that it is there', async () => {
    const { data } = await create({
      name: 'Reader',
      description: 'Looks on.',
      canUpdateAllObjectRecords: false,
      canSoftDeleteAllObjectRecords: false,
    });
    const { id } = data.createOneRole;
    expect(data.createOneRole).toEqual({
      id,
      name: 'Reader',
      description: 'Looks on.',
      canUpdateAllSettings: false,
      canReadAllObjectRecords: true,
      canUpdateAllObjectRecords: false,
      canSoftDeleteAllObjectRecords: false,
      canDestroyAllObjectRecords: false,
    });
    const reader = await api.caller(caller.workspaceId, 'Reader');
    expect(await reader.data('{ companies { totalCount } }')).toEqual({
      companies: { totalCount: 0 },
    });
    const createCompany = 'mutation { createCompany(data: { name: "Acme" }) { name } }';
    expect((await reader.ask(createCompany)).errors).toBeDefined();
    expect((await update(id, { canUpdateAllObjectRecords: true })).errors).toBeUndefined();
    expect(await reader.data(createCompany)).toEqual({ createCompany: { name: 'Acme' } });
    expect(code(await create({ name: 'Mine' }, reader))).toBe('FORBIDDEN');
    await update(id, { canUpdateAllSettings: true, name: 'Keeper' });
    expect(code(await reader.ask('{ companies { totalCount } }'))).toBe('UNAUTHENTICATED');
    const keeper = await api.caller(caller.workspaceId, 'Keeper');
    expect((await create({ name: 'Mine' }, keeper)).errors).toBeUndefined();
    expect((await remove(id)).data).toEqual({ deleteOneRole: { id, name: 'Keeper' } });
    expect(code(await keeper.ask('{ companies { totalCount } }'))).toBe('UNAUTHENTICATED');
    expect(code(await remove(id))).toBe('NOT_FOUND');
  });

  test('sees objects that come later', async () => {
    await create({ name: 'Clerk' });
    const object = await createObject(caller, 'letter', 'letters');
    await createField(caller, object, { name: 'title', type: 'TEXT' });
    const clerk = await api.caller(caller.workspaceId, 'Clerk');
    expect(await clerk.data('mutation { createLetter(data: { title: "x" }) { title } }')).toEqual({
      createLetter: { title: 'x' },
    });
  });

  test.each([
    ['MC105', { name: '' }],
    ['MC105', { name: 'x'.repeat(64) }],
    ['MC104', { name: 'admin' }],
    ['MC505', { name: 'Blind', canReadAllObjectRecords: false }],
  ])('is refused with %s: %j', async (state, role) => {
    const answer = await create(role);
    expect(code(answer)).toBe('METADATA_VALIDATION_FAILED');
    expect(sqlstate(answer)).toBe(state);
  });

  test.each([
    ['a text that is not stored', '\0', 'a text has U+0000 or half of a surrogate pair'],
    ['half of a character', '\ud800', 'a text has U+0000 or half of a surrogate pair'],
  ])('%s is BAD_USER_INPUT', async (_case, name, message) => {
    const answer = await update(await roleId(caller, 'USER'), { name });
    expect(code(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toContain(message);
  });

  test('an update of nothing is BAD_USER_INPUT; null is what a new role has', async () => {
    const { id } = (await create({ name: 'Flagged', canDestroyAllObjectRecords: true })).data
      .createOneRole;
    expect(code(await update(id, {}))).toBe('BAD_USER_INPUT');
    const { data } = await update(id, { canDestroyAllObjectRecords: null, description: null });
    expect(data.updateOneRole).toMatchObject({
      canDestroyAllObjectRecords: false,
      description: null,
    });
  });

  test.each([
    ['MC105', 'name', { name: null }],
    ['MC105', 'name', { name: ' x' }],
    ['MC104', 'name', { name: 'user' }],
    ['MC505', 'canReadAllObjectRecords', { canReadAllObjectRecords: false }],
  ])('a change is refused with %s, of %s: %j', async (state, field, change) => {
    const { id } = (await create({ name: `To change: ${JSON.stringify(change)}` })).data
      .createOneRole;
    const answer = await update(id, change);
    expect(answer.errors?.[0]?.extensions?.faults).toEqual([
      expect.objectContaining({ sqlstate: state, field, hint: expect.stringMatching(/\.$/) }),
    ]);
  });

  test('that members have stays; that former members had goes', async () => {
    const { id } = (await create({ name: 'Guard' })).data.createOneRole;
    const member = await createMember(api, caller.workspaceId, 'Guard', 'guard@example.com');
    expect((await remove(id)).errors?.[0]?.extensions).toMatchObject({
      sqlstate: 'MC503',
      detail: 'It is the role of 1 member.',
      hint: 'Give these another role first.',
    });
    await api.database.query('update core."userWorkspace" set "deletedAt" = now() where id = $1', [
      member.id,
    ]);
    expect((await remove(id)).errors).toBeUndefined();
  });

  test('that every workspace has keeps its name and stays', async () => {
    expect(sqlstate(await update(await roleId(caller, 'USER'), { name: 'Member' }))).toBe('MC502');
    expect(
      sqlstate(await update(await roleId(caller, 'ADMIN'), { canUpdateAllSettings: false })),
    ).toBe('MC502');
    expect(sqlstate(await remove(await roleId(caller, 'MANAGER')))).toBe('MC502');
    expect(
      (await update(await roleId(caller, 'MANAGER'), { canDestroyAllObjectRecords: false })).data
        .updateOneRole.canDestroyAllObjectRecords,
    ).toBe(false);
  });

  test('of another workspace is not found, and has names of its own', async () => {
    const theirs = (await create({ name: 'Theirs' }, other)).data.createOneRole.id;
    expect(code(await update(theirs, { name: 'Ours' }))).toBe('NOT_FOUND');
    expect(code(await remove(theirs))).toBe('NOT_FOUND');
    expect((await create({ name: 'Theirs' })).errors).toBeUndefined();
  });

  test('is made and changed by one statement each', async () => {
    const made = await statementsOf(api, caller, () => create({ name: 'Counted' }));
    // Beside it, the new shape of the API is read.
    expect(made.filter((statement) => statement.includes('"core".'))).toEqual([
      expect.stringMatching(/^insert into "core"\."role"/),
    ]);
  });
});
