/*
 * Built APIs: once for each version however many ask, never older than asked for, no failure kept.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createWorkspaceInstances } from '../../../scripts/graphql/instances.ts';
import { type ApiPool, createPool } from '../../../scripts/graphql/pool.ts';
import { authorize, type Session } from '../../../scripts/graphql/session.ts';
import { createWithPgClient } from '../../../scripts/graphql/transactions.ts';
import { createLogger } from '../../../scripts/log.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const log = createLogger('silent');

let database: TestDatabase;
let pool: ApiPool;
let session: Session;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ connectionString: database.apiUrl, log });
  const [row] = await database.query<{ id: string }>(
    `insert into core.workspace ("displayName", subdomain) values ('W', 'w') returning id`,
  );
  session = await authorize(pool, { workspaceId: row?.id as string, role: 'ADMIN' });
});

afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

function counting() {
  const builds: bigint[] = [];
  const instances = createWorkspaceInstances((of) => {
    builds.push(of.metadataVersion);
    return createWithPgClient(pool, { enter: 'core.enter_workspace', session: of }, () => {});
  });
  return { builds, instances };
}

const at = (metadataVersion: bigint): Session => ({ ...session, metadataVersion });

test('many who ask at once share one build', async () => {
  const { builds, instances } = counting();
  const found = await Promise.all(Array.from({ length: 5 }, () => instances.get(session)));
  expect(new Set(found).size).toBe(1);
  expect(await instances.get(session)).toBe(found[0]);
  expect(builds).toHaveLength(1);
});

test('a newer version is built anew, an older one is not asked for again', async () => {
  const { builds, instances } = counting();
  const old = await instances.get(at(1n));
  const fresh = await instances.get(at(2n));
  expect(fresh).not.toBe(old);
  expect(await instances.get(at(1n))).toBe(fresh);
  expect(builds).toEqual([1n, 2n]);
});

test('who asks for a newer version while an older is being built waits for the newer', async () => {
  const { builds, instances } = counting();
  const [old, ...fresh] = await Promise.all([
    instances.get(at(1n)),
    instances.get(at(2n)),
    instances.get(at(2n)),
  ]);
  expect(old?.metadataVersion).toBe(1n);
  expect(fresh.map(({ metadataVersion }) => metadataVersion)).toEqual([2n, 2n]);
  expect(builds).toEqual([1n, 2n]);
});

test('a failed build is tried again by the next who asks', async () => {
  let failures = 1;
  const instances = createWorkspaceInstances((of) => {
    if (failures-- > 0) return () => Promise.reject(new Error('no database'));
    return createWithPgClient(pool, { enter: 'core.enter_workspace', session: of }, () => {});
  });
  await expect(instances.get(session)).rejects.toThrow('no database');
  await expect(instances.get(session)).resolves.toMatchObject({
    metadataVersion: session.metadataVersion,
  });
});
