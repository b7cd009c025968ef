/*
 * Every change that metadata can undergo leaves the workspace as its metadata says, and another
 * workspace as it was. (Changes over GraphQL: metadata-changes.test.ts.)
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { driftOf, expectNoDrift } from '../support/drift.ts';
import { mistreatment } from '../support/mistreatment.ts';
import {
  createWorkspace,
  onConnection,
  one,
  type Queries,
  type Workspace,
} from '../support/workspaces.ts';

let database: TestDatabase;
let connection: Queries;
let acme: Workspace;
let other: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = onConnection(await database.client());
  acme = await createWorkspace(database, 'acme');
  other = await createWorkspace(database, 'other');
});

afterAll(() => database.drop());

const steps = mistreatment({ id: 'ID', schema: 'SCHEMA' }).map(({ name }, place) => ({
  name,
  place,
}));

for (const { name, place } of steps) {
  test(`no drift: ${name}`, async () => {
    const sql = mistreatment(acme)[place]?.sql ?? '';
    const before = await versionOf(acme);
    await connection.query(sql);
    expect(await connection.query('select * from core.drift($1)', [acme.id])).toEqual([]);
    if (!/insert into workspace_|purge_deleted/.test(sql)) {
      expect(await versionOf(acme)).toBeGreaterThan(before);
    }
  });
}

async function versionOf({ id }: Workspace): Promise<number> {
  const query = 'select "metadataVersion"::integer as version from core.workspace where id = $1';
  return (await one<{ version: number }>(connection, query, [id])).version;
}

test('another workspace is as it was', async () => {
  expect(await versionOf(other)).toBe(1);
  await expectNoDrift(database);
});

test('drift by hand is seen, and repaired', async () => {
  await database.query(`drop table ${acme.schema}.note cascade`);
  expect(await driftOf(database)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ subdomain: 'acme', kind: 'TABLE', subject: 'note' }),
    ]),
  );
  await database.query('select core.repair($1)', [acme.id]);
  await expectNoDrift(database);
});
