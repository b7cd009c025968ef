/*
 * After all tests: the embedded cluster goes, or on a cluster that is not ours the databases of this
 * run.
 */
import { withClient } from '../../scripts/db/client.ts';
import { stopTestCluster } from './cluster.ts';
import { testCluster } from './environment.ts';

export default async function globalTeardown(): Promise<void> {
  if (process.env.TEST_DATABASE_URL === undefined) return stopTestCluster();
  const { clusterUrl, template } = testCluster();
  await withClient(clusterUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select quote_ident(datname) as name from pg_database where starts_with(datname, $1)',
      [template],
    );
    for (const { name } of rows) await client.query(`drop database ${name} with (force)`);
  });
}
