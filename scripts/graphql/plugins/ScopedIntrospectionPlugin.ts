/*
 * Gather phase: introspects the workspace's schema alone (introspection.ts).
 *
 * The stock plugin's helpers stay; only where its text comes from is replaced,
 * by filling the cache that it looks into first.
 */
import { PgIntrospectionPlugin } from 'postgraphile/graphile-build-pg';
import { INTROSPECTION_SQL } from '../introspection.ts';
import type { WorkspaceService } from '../service.ts';

declare global {
  namespace GraphileConfig {
    interface Plugins {
      ScopedIntrospectionPlugin: true;
    }
  }
}

type Gather = NonNullable<GraphileConfig.Plugin['gather']>;
type Introspection = { introspection: string };

async function introspect(pgService: WorkspaceService) {
  const { rows } = await pgService.adaptorSettings.withPgClient(null, (client) =>
    client.query<Introspection>({ text: INTROSPECTION_SQL, values: [pgService.schemas[0]] }),
  );
  const [row] = rows;
  if (!row) throw new Error('The introspection query answered nothing.');
  return { pgService, introspectionText: row.introspection };
}

/** The part of the stock plugin that this one builds on. */
interface StockGather {
  helpers: { getIntrospection(info: StockInfo): unknown };
}
interface StockInfo {
  resolvedPreset: GraphileConfig.ResolvedPreset;
  cache: { introspectionResultsPromise: Promise<unknown> | null };
}

const stock = PgIntrospectionPlugin.gather as unknown as StockGather;

export const ScopedIntrospectionPlugin: GraphileConfig.Plugin = {
  ...PgIntrospectionPlugin,
  name: 'ScopedIntrospectionPlugin',
  description: "Introspects the workspace's schema alone",
  provides: ['PgIntrospectionPlugin'],
  gather: {
    ...stock,
    helpers: {
      ...stock.helpers,
      getIntrospection(info: StockInfo) {
        info.cache.introspectionResultsPromise ??= Promise.all(
          (info.resolvedPreset.pgServices as WorkspaceService[]).map(introspect),
        );
        return stock.helpers.getIntrospection(info);
      },
    },
  } as unknown as Gather,
};
