/*
 * One process that serves many workspaces: what the next one costs when there are 1, 100 and 1,000,
 * beside stock PostGraphile building the API of one of them from the same database.
 */
import '../graphql/environment.ts';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type pg from 'pg';
import { makeSchema } from 'postgraphile';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { apiConnection } from '../db/api-login.ts';
import { withClient } from '../db/client.ts';
import type { Endpoints } from '../graphql/endpoints.ts';
import { buildInstance } from '../graphql/instances.ts';
import { introspect } from '../graphql/introspection.ts';
import { type ApiPool, createPool } from '../graphql/pool.ts';
import { workspaceService } from '../graphql/service.ts';
import { authorize } from '../graphql/session.ts';
import { createWithPgClient } from '../graphql/transactions.ts';
import { createLogger } from '../log.ts';
import { asking, QUERY } from './asking.ts';
import { median, printLines } from './harness.ts';
import { heapInUse } from './heap.ts';
import type { MemoryResult, MemoryTask } from './memory.ts';

const COUNTS = (process.env.BENCH_WORKSPACES ?? '1,100,1000').split(',').map(Number);
const ROUNDS = 20;
/** Workspaces that are made unlike all others, to see what one keeps. */
const OWN = 50;

/** What can be measured of a database with any number of workspaces. */
interface Bench {
  readonly client: pg.Client;
  readonly pool: ApiPool;
  readonly connectionString: string;
  /** Of each workspace that was made. */
  readonly ids: string[];
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
  const before = await heapInUse();
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
  const memory = (await heapInUse()) - before;
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

  const { endpoints, ask } = asking(bench.pool);
  const cold = await timed(() => ask(first));
  const steady = await repeated(ROUNDS * 5, () => ask(first));
  const others = ids.slice(1);
  const next = await repeated(others.length, (round) => ask(others[round] ?? ''));
  const { alike } = await measureMemory(bench, {
    // The first has fields of its own by now.
    alike: others.length > 0 ? others : ids,
    own: [],
  });
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
    alike.toFixed(1),
    theirs.time.toFixed(0),
    theirs.memory.toFixed(0),
  ];
}

function checkShared(endpoints: Endpoints, count: number): void {
  const built = endpoints.instances.stats().count;
  // The first workspace has fields of its own by now.
  if (built > 2) throw new Error(`${count} workspaces that are alike have ${built} APIs`);
}

/** Megabytes of workspaces that are alike, and like no other, in a process that serves nothing else. */
async function measureMemory(
  { connectionString }: Bench,
  workspaces: Pick<MemoryTask, 'alike' | 'own'>,
): Promise<MemoryResult> {
  const child = fork(path.join(import.meta.dirname, 'memory.ts'));
  child.send({ connectionString, ...workspaces } satisfies MemoryTask);
  const [result] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error('The process that was measured has ended.');
    }),
  ]);
  return result as MemoryResult;
}

/** Milliseconds and megabytes of a workspace like no other. */
async function measureCustomised(bench: Bench): Promise<string[]> {
  const { ask } = asking(bench.pool);
  await addWorkspaces(bench, Math.max(...COUNTS) + OWN);
  const own = bench.ids.slice(-OWN);
  for (const [index, id] of own.entries()) await addField(bench, id, `own${index}`);
  const alike = bench.ids.slice(1, 2);
  await ask(alike[0] ?? '');
  const next = await repeated(own.length, (round) => ask(own[round] ?? ''));
  const memory = await measureMemory(bench, { alike, own });
  return [
    String(own.length),
    next.toFixed(1),
    median(memory.own).toFixed(2),
    `${Math.min(...memory.own).toFixed(2)} to ${Math.max(...memory.own).toFixed(2)}`,
    memory.ownEstimated.toFixed(2),
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
      const bench: Bench = { client, pool, connectionString, ids: [] };
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
MB for all: heap of serving all of them beyond serving one, in a process that does nothing else; aim 50 at 1,000.
stock: PostGraphile's own preset, building the API of one of them.`);
      printLines('Workspaces that are like no other', [
        ['workspaces', 'first query (ms)', 'MB each', 'in batches', 'as estimated'],
        await measureCustomised(bench),
      ]);
      console.log(`
MB each: heap that the API and the plan of its first query keep, in a process that does nothing else; aim 3.
Median of five batches.`);
    });
  } finally {
    await pool.end();
  }
}
