/*
 * The shape of an API: what the stock introspection gives of a workspace, for each of its roles, however
 * many workspaces there are; with nothing in it that belongs to one of them.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema, gather } from 'postgraphile/graphile-build';
import { PgIntrospectionPlugin } from 'postgraphile/graphile-build-pg';
import { buildInstance } from '../../../scripts/graphql/instances.ts';
import {
  INTROSPECTION_SQL,
  introspect,
  type Shape,
} from '../../../scripts/graphql/introspection.ts';
import { type ApiPool, createPool } from '../../../scripts/graphql/pool.ts';
import { workspacePreset } from '../../../scripts/graphql/preset.ts';
import { workspaceService } from '../../../scripts/graphql/service.ts';
import { authorize, type Session } from '../../../scripts/graphql/session.ts';
import { createWithPgClient } from '../../../scripts/graphql/transactions.ts';
import { createLogger } from '../../../scripts/log.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { createWorkspace, enter, type Workspace } from '../../support/workspaces.ts';
import { makeEveryShape } from './shapes.ts';

const log = createLogger('silent');
const ROLES = ['ADMIN', 'MANAGER', 'USER'];

let database: TestDatabase;
let pool: ApiPool;
let workspaces: Workspace[];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ connectionString: database.apiUrl, log });
  workspaces = [await createWorkspace(database, 'one')];
  await makeEveryShape(database, workspaces[0] as Workspace);
});

afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

const sessionOf = ({ id }: Workspace, role: string) => authorize(pool, { workspaceId: id, role });

const connect = (session: Session) =>
  createWithPgClient(pool, { enter: 'core.enter_workspace', session }, () => {});
const shapeOf = (session: Session): Promise<Shape> =>
  introspect(session.schemaName, connect(session));

/** The stock introspection has relations in the order of their constraints' names, which are ids. */
const printed = (schema: GraphQLSchema) => printSchema(lexicographicSortSchema(schema));

/** Our preset, with the stock plugin in the place of ours. */
async function stock(session: Session): Promise<string> {
  const { plugins = [], disablePlugins = [], ...others } = workspacePreset;
  const pgService = workspaceService({ shape: { text: '', fingerprint: '' } });
  const preset: GraphileConfig.Preset = {
    ...others,
    disablePlugins: disablePlugins.filter((name) => name !== 'PgIntrospectionPlugin'),
    plugins: plugins.map((plugin) =>
      plugin.name === 'ScopedIntrospectionPlugin' ? PgIntrospectionPlugin : plugin,
    ),
    pgServices: [
      {
        ...pgService,
        schemas: [session.schemaName],
        adaptor: { ...pgService.adaptor, createWithPgClient: () => connect(session) },
      },
    ],
  };
  // It wonders about relations with what the role has no right to.
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
  try {
    return printed(buildSchema(preset, await gather(preset)));
  } finally {
    warn.mockRestore();
  }
}

describe.each([1, 50])('with %d workspaces', (count) => {
  beforeAll(async () => {
    while (workspaces.length < count)
      workspaces.push(await createWorkspace(database, `number-${workspaces.length}`));
  });

  test.each(ROLES)('the API of %s is what the stock introspection makes of it', async (role) => {
    for (const workspace of new Set([workspaces[0], workspaces.at(-1)] as Workspace[])) {
      const session = await sessionOf(workspace, role);
      const ours = printed((await buildInstance(await shapeOf(session))).schema);
      expect(ours).toContain('type Opportunity');
      expect(ours).toBe(await stock(session));
    }
  });
});

interface Plan {
  readonly 'QUERY PLAN': readonly [{ readonly Plan: { readonly 'Shared Hit Blocks': number } }];
}

/** How much of the catalog one introspection looks at. */
async function blocks(workspace: Workspace, of = database): Promise<number> {
  await of.query('vacuum analyze');
  const client = await of.client(of.apiUrl);
  await enter(client, workspace, 'ADMIN');
  const { rows } = await client.query<Plan>(
    `explain (analyze, buffers, format json) ${INTROSPECTION_SQL.replace('$1', `'${workspace.schema}'`)}`,
  );
  await client.query('rollback');
  return rows[0]?.['QUERY PLAN'][0].Plan['Shared Hit Blocks'] ?? Number.NaN;
}

test('it looks at no more of the catalog when there are many workspaces', async () => {
  const many = await blocks(workspaces.at(-1) as Workspace);
  const alone = await createTestDatabase();
  try {
    const few = await blocks(await createWorkspace(alone, 'alone'), alone);
    expect(many).toBeLessThan(1.5 * few);
  } finally {
    await alone.drop();
  }
});

test('workspaces that are alike have one shape a role, another than the one that is not', async () => {
  const fingerprints = async (role: string) =>
    Promise.all(
      workspaces.map(async (each) => (await shapeOf(await sessionOf(each, role))).fingerprint),
    );
  for (const role of ROLES) {
    const [customised, ...alike] = await fingerprints(role);
    expect(new Set(alike).size).toBe(1);
    expect(alike).not.toContain(customised);
  }
});

test('nothing in it belongs to the workspace or the role', async () => {
  const [workspace] = workspaces as [Workspace];
  const session = await sessionOf(workspace, 'USER');
  const { text } = await shapeOf(session);
  expect(text).not.toContain(session.schemaName);
  expect(text).not.toContain(session.databaseRole);
  expect(text).not.toMatch(/[0-9a-f]{8}/); // part of an id, as names of constraints hold them
});

test('a thousand tables have ids of their own, that are no type of Postgres', async () => {
  const workspace = await createWorkspace(database, 'large');
  await database.query(`
    do $$ begin
      for number in 1..1000 loop
        execute format('create table ${workspace.schema}.t%s (id uuid primary key)', number);
      end loop;
      grant select on all tables in schema ${workspace.schema} to ${workspace.roles.ADMIN};
    end $$`);
  const { text } = await shapeOf(await sessionOf(workspace, 'ADMIN'));
  const { classes, types, constraints } = JSON.parse(text) as Record<string, { _id: string }[]>;
  for (const entries of [classes, types, constraints]) {
    expect(entries?.length).toBeGreaterThan(1000);
    expect(new Set(entries?.map(({ _id }) => _id)).size).toBe(entries?.length);
  }
});
