/*
 * Before all tests: one Postgres cluster (embedded, in a temporary directory, or the one that
 * TEST_DATABASE_URL names) with a template database that has everything: migrations, functions,
 * pgTAP. Suites copy it, which takes some 50 ms.
 */
import { apiConnection } from '../../scripts/db/api-login.ts';
import { withClient, withLogin } from '../../scripts/db/client.ts';
import { migrate } from '../../scripts/db/migrate.ts';
import { startTestCluster } from './cluster.ts';
import { TEST_SECRET } from './environment.ts';
import { installPgtap } from './pgtap.ts';

export default async function globalSetup(): Promise<void> {
  const template = `dual_schema_test_${process.pid}`;
  const clusterUrl = process.env.TEST_DATABASE_URL ?? (await startTestCluster());
  await withClient(clusterUrl, async (client) => {
    await client.query(`drop database if exists ${template} with (force)`);
    await client.query(`create database ${template}`);
  });
  const templateUrl = withLogin(clusterUrl, { database: template });
  await migrate(templateUrl);
  await withClient(templateUrl, installPgtap);
  process.env.DUAL_SCHEMA_TEST_CLUSTER = clusterUrl;
  process.env.DUAL_SCHEMA_TEST_TEMPLATE = template;
  process.env.DUAL_SCHEMA_TEST_API = await apiConnection({
    adminUrl: templateUrl,
    apiDatabaseUrl: undefined,
    secret: TEST_SECRET,
  });
}
