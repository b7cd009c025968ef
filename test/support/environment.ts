/*
 * What the global setup tells the suites; they may run in processes of their own, so it is in the
 * environment.
 */

/** The JWT secret of all test servers. */
export const TEST_SECRET = 'a secret that only the tests know, 32 bytes or more';

/** The cluster that the global setup prepared. */
export function testCluster(): { clusterUrl: string; template: string; apiUrl: string } {
  return {
    clusterUrl: required('DUAL_SCHEMA_TEST_CLUSTER'),
    template: required('DUAL_SCHEMA_TEST_TEMPLATE'),
    apiUrl: required('DUAL_SCHEMA_TEST_API'),
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: the global setup has not run.`);
  return value;
}
