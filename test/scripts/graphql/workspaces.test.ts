/*
 * Which API a workspace and role has: the same for all that are alike, never older than asked for.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ApiPool, createPool } from '../../../scripts/graphql/pool.ts';
import { authorize, type Session } from '../../../scripts/graphql/session.ts';
import { createWithPgClient } from '../../../scripts/graphql/transactions.ts';
import { createWorkspaceInstances } from '../../../scripts/graphql/workspaces.ts';
import { createLogger } from '../../../scripts/log.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { createFields, createWorkspace, type Workspace } from '../../support/workspaces.ts';

let database: TestDatabase;
let pool: ApiPool;
let workspace: Workspace;
let session: Session;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ connectionString: database.apiUrl, log: createLogger('silent') });
  workspace = await createWorkspace(database, 'w');
  session = await sessionOf(workspace);
});

afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

const sessionOf = ({ id }: Workspace, role = 'ADMIN') => authorize(pool, { workspaceId: id, role });
const connect = (of: Session) =>
  createWithPgClient(pool, { enter: 'core.enter_workspace', session: of }, () => {});
const at = (metadataVersion: bigint): Session => ({ ...session, metadataVersion });

function counting() {
  const asked: bigint[] = [];
  const instances = createWorkspaceInstances((of) => {
    asked.push(of.metadataVersion);
    return connect(of);
  });
  return { asked, instances };
}

test('many who ask at once share one introspection', async () => {
  const { asked, instances } = counting();
  const found = await Promise.all(Array.from({ length: 5 }, () => instances.get(session)));
  expect(new Set(found).size).toBe(1);
  expect(await instances.get(session)).toBe(found[0]);
  expect(asked).toHaveLength(1);
});

test('a newer version is looked at anew, an older one is not; the API stays if its shape does', async () => {
  const { asked, instances } = counting();
  const old = await instances.get(at(1n));
  expect(await instances.get(at(2n))).toBe(old);
  expect(await instances.get(at(1n))).toBe(old);
  expect(asked).toEqual([1n, 2n]);
});

test('who asks for a newer version while an older is being looked at waits for the newer', async () => {
  const { asked, instances } = counting();
  await Promise.all([1n, 2n, 2n].map((version) => instances.get(at(version))));
  expect(asked).toEqual([1n, 2n]);
});

test('a failed introspection is tried again by the next who asks', async () => {
  let failures = 1;
  const instances = createWorkspaceInstances((of) =>
    failures-- > 0 ? () => Promise.reject(new Error('no database')) : connect(of),
  );
  await expect(instances.get(session)).rejects.toThrow('no database');
  await expect(instances.get(session)).resolves.toHaveProperty('schema');
});

test('workspaces and roles that are alike share an API, until one of them changes', async () => {
  const { instances } = counting();
  const other = await createWorkspace(database, 'other');
  const [admin, manager, user] = await Promise.all(
    ['ADMIN', 'MANAGER', 'USER'].map(async (role) => instances.get(await sessionOf(other, role))),
  );
  expect(await instances.get(session)).toBe(admin);
  expect(manager).toBe(admin);
  expect(user).not.toBe(admin);
  await createFields(database, await other.objectId('company'), [{ name: 'extra', type: 'TEXT' }]);
  const changed = await instances.get(await sessionOf(other));
  expect(changed).not.toBe(admin);
  expect(await instances.get(await sessionOf(workspace))).toBe(admin);
});

test('an API that no workspace has any more is let go', async () => {
  const { instances } = counting();
  const lone = await createWorkspace(database, 'lone');
  const company = await lone.objectId('company');
  const served = () => instances.served().length;
  for (const name of ['one', 'two']) {
    await createFields(database, company, [{ name, type: 'TEXT' }]);
    await instances.get(await sessionOf(lone));
    expect(instances.stats().count).toBe(1);
    expect(served()).toBe(1);
  }
  instances.forget(await sessionOf(lone));
  expect(instances.stats().count).toBe(0);
  expect(served()).toBe(0);
});
