/*
 * The demo workspace of the first start: the standard objects, the guide's e-commerce extension, a
 * few hundred records and a user for each role. All in one transaction, so that a start that is
 * killed half-way leaves nothing behind and the next one seeds again.
 */
import type pg from 'pg';
import { inTransaction, withClient } from '../db/client.ts';
import { extendForCommerce } from './commerce.ts';
import { buildCrm } from './crm.ts';
import { fakeFrom } from './fake.ts';
import { insertRecords } from './insert-records.ts';
import { addMembers } from './members.ts';
import { buildShop } from './shop.ts';

interface Workspace {
  readonly id: string;
  readonly schemaName: string;
}

/** Makes the workspace `acme` in a database that has no workspace; answers whether it did. */
export function seedDemo(adminUrl: string): Promise<boolean> {
  return withClient(adminUrl, (client) =>
    inTransaction(client, async () => {
      const workspace = await createWorkspace(client);
      if (workspace === undefined) return false;
      await extendForCommerce(client, workspace.id);
      await insertDemoRecords(client, workspace);
      return true;
    }),
  );
}

async function createWorkspace(client: pg.ClientBase): Promise<Workspace | undefined> {
  // Two first starts on one database: the second waits here and then finds the workspace.
  await client.query(`select pg_advisory_xact_lock(hashtextextended('dual-schema demo', 0))`);
  const { rows } = await client.query<Workspace>(
    `insert into core.workspace ("displayName", subdomain)
     select 'Acme', 'acme' where not exists (select from core.workspace)
     returning id, "schemaName"`,
  );
  return rows[0];
}

async function insertDemoRecords(client: pg.ClientBase, workspace: Workspace): Promise<void> {
  const fake = fakeFrom(new Date());
  const members = await addMembers(client, workspace.id, fake);
  const crm = buildCrm(fake, members);
  const tables = { ...crm, ...buildShop(fake, crm.company) };
  for (const [table, records] of Object.entries(tables)) {
    await insertRecords(client, workspace.schemaName, table, records);
  }
}
