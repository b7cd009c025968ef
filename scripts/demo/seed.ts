/*
 * The demo workspace of the first start.
 */
import { withClient } from '../db/client.ts';

/** Makes the workspace `acme` in a database that has no workspace; answers whether it did. */
export function seedDemo(adminUrl: string): Promise<boolean> {
  return withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query(
      `insert into core.workspace ("displayName", subdomain)
       select 'Acme', 'acme' where not exists (select from core.workspace)`,
    );
    return rowCount === 1;
  });
}
