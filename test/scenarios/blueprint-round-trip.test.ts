/*
 * Whatever has become of a workspace: another one that is made by its blueprint has the same blueprint,
 * and nothing is left to do when that is applied again.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { mistreatment } from '../support/mistreatment.ts';
import {
  createWorkspace,
  onConnection,
  one,
  type Queries,
  type Workspace,
} from '../support/workspaces.ts';

/** A copy is made after each so many steps, and at the end. */
const EACH = 8;

let database: TestDatabase;
let connection: Queries;
let acme: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = onConnection(await database.client());
  acme = await createWorkspace(database, 'acme');
});

afterAll(() => database.drop());

async function blueprintOf({ id }: Workspace): Promise<string> {
  const query = 'select core.export_blueprint($1)::text as text';
  return (await one<{ text: string }>(connection, query, [id])).text;
}

const steps = mistreatment({ id: 'ID', schema: 'SCHEMA' }).map(({ name }, place) => ({
  name,
  place,
}));

test.each(steps)('$name', async ({ place }) => {
  await connection.query(mistreatment(acme)[place]?.sql ?? '');
  if ((place + 1) % EACH > 0 && place + 1 < steps.length) return;
  const copy = await createWorkspace(connection, `copy${place}`);
  const blueprint = await blueprintOf(acme);
  await connection.query('select core.apply_blueprint($1, $2)', [copy.id, blueprint]);
  expect(JSON.parse(await blueprintOf(copy))).toEqual(JSON.parse(blueprint));
  expect(await blueprintOf(copy)).toBe(blueprint);
  const again = 'select core.apply_blueprint($1, $2) as count';
  expect(await connection.query(again, [copy.id, blueprint])).toEqual([{ count: 0 }]);
});
