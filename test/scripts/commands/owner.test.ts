/*
 * The commands for an operator that is no superuser: a role like those of managed Postgres, which owns
 * the database and has CREATEROLE. On a cluster of its own, since roles belong to the cluster.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withClient, withLogin } from '../../../scripts/db/client.ts';
import { type Cluster, openCluster } from '../../../scripts/db/embedded.ts';
import { migrate } from '../../../scripts/db/migrate.ts';
import { runProgram } from '../../support/programs.ts';

let dataDir: string;
let cluster: Cluster;
let url: string;

beforeAll(async () => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-owner-'));
  fs.chmodSync(dataDir, 0o755);
  cluster = await openCluster({ dataDir, durable: false });
  await withClient(cluster.url, async (client) => {
    await client.query("create role owner login createrole password 'secret'");
    await client.query('create database managed owner owner');
  });
  url = withLogin(cluster.url, { user: 'owner', password: 'secret', database: 'managed' });
  await migrate(url);
});

afterAll(async () => {
  await cluster.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runProgram('scripts/cli.ts', args, { DATABASE_URL: url });
  expect([args, code, stderr]).toEqual([args, 0, '']);
  return stdout;
}

test('everything from the first workspace to its end', async () => {
  await run('workspace', 'create', '--count', '2', '--prefix', 'team');
  expect(await run('seed', '--workspace', 'team-1', '--records', '60')).toContain('60 records in');
  expect(await run('workspace', 'stats', '--workspace', 'team-1')).toContain('about 60 records');
  expect(await run('workspace', 'list')).toContain('team-2');
  const blueprint = path.join(dataDir, 'blueprint.json');
  fs.writeFileSync(
    blueprint,
    JSON.stringify({
      objects: [
        {
          nameSingular: 'match',
          namePlural: 'matches',
          fields: ['home', 'away'].map((name) => ({
            name,
            type: 'RELATION',
            settings: {
              relationType: 'MANY_TO_ONE',
              relationTargetObject: 'company',
              relationTargetFieldName: `${name}Matches`,
            },
          })),
        },
      ],
    }),
  );
  expect(await run('workspace', 'plan', blueprint, '--workspace', 'team-1')).toContain(
    '+ object match',
  );
  expect(await run('workspace', 'apply', blueprint, '--workspace', 'team-1')).toContain('Done: ');
  expect(await run('workspace', 'export', '--workspace', 'team-1')).toContain('"homeMatches"');
  expect(await run('workspace', 'diagram', '--workspace', 'team-1')).toContain('"match"');
  expect(await run('seed', '--workspace', 'team-1', '--records', '60')).toContain('60 records in');
  expect(await run('workspace', 'drift', '--workspace', 'team-1', '--repair')).toContain(
    'No drift',
  );
  expect(await run('workspace', 'drop', '--workspace', 'team-1', '--yes')).toContain('is gone');
});
