/*
 * What /metrics tells, in Prometheus' text format.
 *
 * No label has values without bound: no workspace, no operation's name. With several
 * processes the primary adds up what each of them counts.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, register } from 'prom-client';
import type { InstancesStats } from './instances.ts';
import type { ApiPool } from './pool.ts';

collectDefaultMetrics();

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export const requestSeconds = new Histogram({
  name: 'dual_schema_request_duration_seconds',
  help: 'GraphQL requests, by endpoint, kind of operation and outcome (ok, or the code of the first error).',
  labelNames: ['route', 'operation', 'outcome'] as const,
  buckets: SECONDS,
});

export const rejections = new Counter({
  name: 'dual_schema_rejected_requests_total',
  help: 'Requests over a limit: body, query, nesting, depth, size, introspection, cost, connections, time.',
  labelNames: ['limit'] as const,
});

export const instanceBuilds = new Counter({
  name: 'dual_schema_instance_builds_total',
  help: 'GraphQL APIs built.',
});

export const instanceEvictions = new Counter({
  name: 'dual_schema_instance_evictions_total',
  help: 'GraphQL APIs let go because there was no room for them.',
});

export const instanceRequests = new Counter({
  name: 'dual_schema_instance_requests_total',
  help: 'Requests that picked an API; those beyond the builds found theirs built.',
});

export const documentLookups = new Counter({
  name: 'dual_schema_document_lookups_total',
  help: "Query texts, by whether they were known ('hit') or had to be parsed and validated ('miss').",
  labelNames: ['result'] as const,
});

const pools = new Set<ApiPool>();
const POOL_STATES: Readonly<Record<string, (pool: ApiPool) => number>> = {
  size: (pool) => pool.totalCount,
  idle: (pool) => pool.idleCount,
  held: (pool) => pool.counts().held,
  waiting: (pool) => pool.counts().waiting,
};

new Gauge({
  name: 'dual_schema_pool_connections',
  help: 'Database connections: open (size), unused (idle), held by requests, and requests that wait for one.',
  labelNames: ['state'] as const,
  collect() {
    for (const [state, count] of Object.entries(POOL_STATES)) {
      this.set(
        { state },
        [...pools].map(count).reduce((sum, each) => sum + each, 0),
      );
    }
  },
});

const servings = new Set<() => InstancesStats>();

function watched(name: string, help: string, of: (stats: InstancesStats) => number): void {
  new Gauge({
    name,
    help,
    collect() {
      this.set([...servings].reduce((sum, stats) => sum + of(stats()), 0));
    },
  });
}

watched('dual_schema_instances', 'GraphQL APIs kept now.', ({ count }) => count);
watched(
  'dual_schema_instance_documents',
  'Query texts kept for them now, with their plans.',
  ({ documents }) => documents,
);
watched(
  'dual_schema_instance_bytes',
  'What they are taken to keep of the heap, queries included.',
  ({ bytes }) => bytes,
);

/** Tells of what APIs are kept. */
export function watchInstances(stats: () => InstancesStats): void {
  servings.add(stats);
}

/** Tells of a pool's connections. */
export function watchPool(pool: ApiPool): void {
  pools.add(pool);
}

export const metricsContentType = register.contentType;

/** The metrics of this process. */
export function processMetrics(): Promise<string> {
  return register.metrics();
}
