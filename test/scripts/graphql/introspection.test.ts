/*
 * The scoped introspection sees what the stock one sees of a workspace: the API printed from either
 * is the same, whether the workspace is alone or not, for each of its roles. Equal workspaces print the same.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { printSchema } from 'graphql';
import type { Pool } from 'pg';
import { buildSchema, gather } from 'postgraphile/graphile-build';
import { PgIntrospectionPlugin } from 'postgraphile/graphile-build-pg';
import { buildInstance } from '../../../scripts/graphql/instances.ts';
import { INTROSPECTION_SQL } from '../../../scripts/graphql/introspection.ts';
import { createPool } from '../../../scripts/graphql/pool.ts';
import { workspacePreset } from '../../../scripts/graphql/preset.ts';
import { workspaceService } from '../../../scripts/graphql/service.ts';
import { authorize, type Session } from '../../../scripts/graphql/session.ts';
import { createWithPgClient } from '../../../scripts/graphql/transactions.ts';
import { createLogger } from '../../../scripts/log.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const log = createLogger('silent');

let database: TestDatabase;
let pool: Pool;
let workspaces: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ connectionString: database.apiUrl, log });
  workspaces = [await createWorkspace('one')];
});

afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

async function createWorkspace(subdomain: string): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    'insert into core.workspace ("displayName", subdomain) values ($1, $1) returning id',
    [subdomain],
  );
  return row?.id as string;
}

const connect = (session: Session) =>
  createWithPgClient(pool, { enter: 'core.enter_workspace', session }, () => {});

async function scoped(session: Session): Promise<string> {
  return printSchema((await buildInstance(session, connect(session))).schema);
}

/** Our preset, with the stock plugin in the place of ours. */
async function stock(session: Session): Promise<string> {
  const { plugins = [], disablePlugins = [], ...others } = workspacePreset;
  const preset: GraphileConfig.Preset = {
    ...others,
    disablePlugins: disablePlugins.filter((name) => name !== 'PgIntrospectionPlugin'),
    plugins: plugins.map((plugin) =>
      plugin.name === 'ScopedIntrospectionPlugin' ? PgIntrospectionPlugin : plugin,
    ),
    pgServices: [
      workspaceService({ schemaName: session.schemaName, withPgClient: connect(session) }),
    ],
  };
  return printSchema(buildSchema(preset, await gather(preset)));
}

describe.each([1, 2])('with %d workspaces', (count) => {
  beforeAll(async () => {
    while (workspaces.length < count)
      workspaces.push(await createWorkspace(`number ${workspaces.length}`));
  });

  test.each(['ADMIN', 'MANAGER', 'USER'])('as %s', async (role) => {
    for (const workspaceId of workspaces) {
      const session = await authorize(pool, { workspaceId, role });
      const printed = await scoped(session);
      expect(printed).toContain('type Opportunity');
      expect(printed).toBe(await stock(session));
    }
  });
});

test('equal workspaces print the same, whatever the ids of their relations', async () => {
  const printed = new Set<string>();
  for (const subdomain of ['equal one', 'equal two']) {
    const workspaceId = await createWorkspace(subdomain);
    await database.query(
      `insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, label, type, settings)
       select o."workspaceId", o.id, name, name, 'RELATION', jsonb_build_object('relationType', 'MANY_TO_ONE',
         'relationTargetObjectId', c.id, 'relationTargetFieldName', 'inverse' || upper(name))
       from core."objectMetadata" o, core."objectMetadata" c, unnest('{a,b,c,d,e,f}'::text[]) name
       where o."workspaceId" = $1 and o."nameSingular" = 'note'
         and c."workspaceId" = $1 and c."nameSingular" = 'company'`,
      [workspaceId],
    );
    printed.add(await scoped(await authorize(pool, { workspaceId, role: 'ADMIN' })));
  }
  expect([...printed]).toEqual([expect.stringContaining('inverseF')]);
});

test('another workspace leaves no trace in what is introspected', async () => {
  const [first, second] = (await Promise.all(
    workspaces.map((workspaceId) => authorize(pool, { workspaceId, role: 'ADMIN' })),
  )) as [Session, Session];
  const { rows } = await connect(first)(null, (client) =>
    client.query<{ introspection: string }>({
      text: INTROSPECTION_SQL,
      values: [first.schemaName],
    }),
  );
  expect(rows[0]?.introspection).toContain(first.schemaName);
  expect(rows[0]?.introspection).not.toContain(second.schemaName);
});
