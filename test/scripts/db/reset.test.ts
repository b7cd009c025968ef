/*
 * Making a database afresh: its encoding and locale stay, whatever those of the cluster are.
 */
import { expect, test } from '@jest/globals';
import { withClient, withLogin } from '../../../scripts/db/client.ts';
import { dropDatabase, recreateDatabase } from '../../../scripts/db/reset.ts';
import { createTestDatabase } from '../../support/database.ts';

test.each([
  ['the locale of the cluster', ''],
  ['libc', `locale_provider libc locale 'C'`],
  ['ICU', `locale_provider icu icu_locale 'sv' icu_rules '& V << w <<< W'`],
])('with %s', async (_name, clauses) => {
  const cluster = await createTestDatabase({ empty: true });
  const database = `${new URL(cluster.url).pathname.slice(1)}_other`;
  const url = withLogin(cluster.url, { database });
  const read = () =>
    cluster.query(
      `select oid, to_jsonb(d) - '{oid,datfrozenxid,datminmxid}'::text[] as properties
       from pg_database d where datname = '${database}'`,
    );
  try {
    await cluster.query(`create database ${database} template template0 ${clauses}`);
    await withClient(url, (client) => client.query('create table old ()'));
    const [before] = await read();
    await recreateDatabase(url);
    const [after] = await read();
    expect(after?.oid).not.toBe(before?.oid);
    expect(after?.properties).toEqual(before?.properties);
  } finally {
    await dropDatabase(url);
    await cluster.drop();
  }
});
