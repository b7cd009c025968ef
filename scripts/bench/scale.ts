/*
 * One process that serves many workspaces: what the next one costs when there are 1, 100 and 1,000,
 * beside stock PostGraphile building the API of one of them from the same database.
 */
import '../graphql/environment.ts';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type pg from 'pg';
import { makeSchema } from 'postgraphile';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { apiConnection } from '../db/api-login.ts';
import { withClient } from '../db/client.ts';
import { createEndpoints, type Endpoints } from '../graphql/endpoints.ts';
import { buildInstance } from '../graphql/instances.ts';
import { introspect } from '../graphql/introspection.ts';
import { type ApiPool, createPool } from '../graphql/pool.ts';
import { workspaceService } from '../graphql/service.ts';
import { authorize } from '../graphql/session.ts';
import { createWithPgClient } from '../graphql/transactions.ts';
import { createLogger } from '../log.ts';
import { median, printLines } from './harness.ts';

const COUNTS = (process.env.BENCH_WORKSPACES ?? '1,100,1000').split(',').map(Number);
const ROUNDS = 20;
const QUERY = `{
  people(first: 50) { totalCount edges { node { id firstName company { id name } } } }
}`;

/** What can be measured of a database with any number of workspaces. */
interface Bench {
  readonly client: pg.Client;
  readonly pool: ApiPool;
  /** Of each workspace that was made. */
  readonly ids: string[];
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heap(): number {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function repeated(rounds: number, work: (round: number) => Promise<unknown>) {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timed(() => work(round)));
  return median(times);
}

/** A process's way to answer, as the ADMIN of any workspace, HTTP apart. */
function serving({ pool }: Bench) {
  const known = new Map<string, { workspaceId: string; role: string }>();
  const authenticate = async (id = '') => {
    const claims = known.get(id) ?? { workspaceId: id, role: 'ADMIN' };
    known.set(id, claims);
    return claims;
  };
  const endpoints = createEndpoints({ pool, authenticate, log: createLogger('warn') });
  const ask = async (id: string, query = QUERY): Promise<void> => {
    const { body, errors } = await endpoints.records(id, { query }, new AbortController().signal);
    if (errors.length > 0) throw new Error(body);
  };
  return { endpoints, ask };
}

async function addWorkspaces({ client, ids }: Bench, count: number): Promise<void> {
  while (ids.length < count) {
    const { rows } = await client.query<{ id: string }>(
      `insert into core.workspace ("displayName", subdomain) values ($1, $1) returning id`,
      [`scale${ids.length}`],
    );
    ids.push(rows[0]?.id ?? '');
  }
  // As an operator does after making many: the catalog's statistics decide how it is read.
  await client.query('vacuum analyze');
}

async function addField({ client }: Bench, workspaceId: string, name: string): Promise<void> {
  await client.query(
    `insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, type)
     select "workspaceId", id, $2, 'TEXT' from core."objectMetadata"
     where "workspaceId" = $1 and "nameSingular" = 'company'`,
    [workspaceId, name],
  );
}

async function sessionOf({ pool }: Bench, workspaceId: string) {
  const session = await authorize(pool, { workspaceId, role: 'ADMIN' });
  const scope = { enter: 'core.enter_workspace', session } as const;
  return { session, withPgClient: createWithPgClient(pool, scope, () => {}) };
}

/** Seconds and megabytes of stock PostGraphile's API of one workspace. */
async function stock(bench: Bench, workspaceId: string) {
  const { session, withPgClient } = await sessionOf(bench, workspaceId);
  const service = workspaceService({ shape: { text: '', fingerprint: '' } });
  const before = heap();
  let kept: unknown;
  const time = await timed(async () => {
    kept = await makeSchema({
      extends: [PostGraphileAmberPreset],
      pgServices: [
        {
          ...service,
          schemas: [session.schemaName],
          adaptor: { ...service.adaptor, createWithPgClient: () => withPgClient },
        },
      ],
    });
  });
  const memory = heap() - before;
  if (!kept) throw new Error('Stock PostGraphile has built nothing.');
  return { time, memory };
}

async function measureAt(bench: Bench, count: number): Promise<string[]> {
  await addWorkspaces(bench, count);
  const { ids } = bench;
  const [first = ''] = ids;
  const { session, withPgClient } = await sessionOf(bench, first);
  const introspection = await repeated(ROUNDS, () => introspect(session.schemaName, withPgClient));
  const shape = await introspect(session.schemaName, withPgClient);
  const build = await repeated(ROUNDS, () => buildInstance(shape));

  const { endpoints, ask } = serving(bench);
  const cold = await timed(() => ask(first));
  const steady = await repeated(ROUNDS * 5, () => ask(first));
  const one = heap();
  const others = ids.slice(1);
  const next = await repeated(others.length, (round) => ask(others[round] ?? ''));
  const all = heap() - one;
  const visible = await repeated(ROUNDS, async (round) => {
    const name = `field${count}x${round}`;
    await addField(bench, first, name);
    await ask(first, `{ companies(first: 1) { edges { node { ${name} } } } }`);
  });
  const theirs = await stock(bench, first);
  checkShared(endpoints, count);
  return [
    String(count),
    ...[introspection, build, cold].map((time) => time.toFixed(1)),
    others.length > 0 ? next.toFixed(1) : '',
    ...[steady, visible].map((time) => time.toFixed(1)),
    all.toFixed(1),
    theirs.time.toFixed(0),
    theirs.memory.toFixed(0),
  ];
}

function checkShared(endpoints: Endpoints, count: number): void {
  const built = endpoints.instances.stats().count;
  // The first workspace has fields of its own by now.
  if (built > 2) throw new Error(`${count} workspaces that are alike have ${built} APIs`);
}

/** Megabytes and milliseconds of a workspace like no other. */
async function measureCustomised(bench: Bench): Promise<string[]> {
  const { ask, endpoints } = serving(bench);
  const own = bench.ids.slice(-ROUNDS);
  for (const [index, id] of own.entries()) await addField(bench, id, `own${index}`);
  await ask(bench.ids[0] ?? '');
  const before = heap();
  const next = await repeated(own.length, (round) => ask(own[round] ?? ''));
  const memory = (heap() - before) / own.length;
  const { count, bytes } = endpoints.instances.stats();
  return [
    String(own.length),
    next.toFixed(1),
    memory.toFixed(2),
    (bytes / count / 2 ** 20).toFixed(2),
  ];
}

/** Prints what serving costs as workspaces become many. */
export async function printScale(adminUrl: string): Promise<void> {
  const connectionString = await apiConnection({
    adminUrl,
    apiDatabaseUrl: undefined,
    secret: 'the bench',
  });
  const pool = createPool({ connectionString, log: createLogger('warn') });
  try {
    await withClient(adminUrl, async (client) => {
      const bench: Bench = { client, pool, ids: [] };
      const lines: string[][] = [];
      for (const count of COUNTS) lines.push(await measureAt(bench, count));
      printLines(
        `Workspaces in one process (medians, ms and MB; ${QUERY.replaceAll(/\s+/g, ' ')})`,
        [
          [
            'workspaces',
            'introspect',
            'build',
            'first query',
            'first of the next',
            'steady query',
            'field visible',
            'MB for all',
            'stock build',
            'stock MB',
          ],
          ...lines,
        ],
      );
      console.log(`
field visible: from the INSERT of the field to the answer of a query for it; aim 120, flat.
MB for all: heap of serving all of them beyond serving one; aim 50 at 1,000.
stock: PostGraphile's own preset, building the API of one of them.`);
      printLines('Workspaces that are like no other', [
        ['workspaces', 'first query (ms)', 'MB each', 'MB each as estimated'],
        await measureCustomised(bench),
      ]);
      console.log('\nMB each: the API and the plan of its first query; aim 3.');
    });
  } finally {
    await pool.end();
  }
}
