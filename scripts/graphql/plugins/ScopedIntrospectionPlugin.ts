/*
 * Gather phase: an API is built from its shape (introspection.ts), not from the
 * database.
 *
 * The stock plugin's helpers stay; only where its text comes from is replaced,
 * by filling the cache that it looks into first.
 */
import { PgIntrospectionPlugin } from 'postgraphile/graphile-build-pg';
import type { WorkspaceService } from '../service.ts';

declare global {
  namespace GraphileConfig {
    interface Plugins {
      ScopedIntrospectionPlugin: true;
    }
  }
}

type Gather = NonNullable<GraphileConfig.Plugin['gather']>;
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
  description: 'Takes what is in the database from the shape of the API',
  provides: ['PgIntrospectionPlugin'],
  gather: {
    ...stock,
    helpers: {
      ...stock.helpers,
      getIntrospection(info: StockInfo) {
        info.cache.introspectionResultsPromise ??= Promise.resolve(
          (info.resolvedPreset.pgServices as WorkspaceService[]).map((pgService) => ({
            pgService,
            introspectionText: pgService.adaptorSettings.shape.text,
          })),
        );
        return stock.helpers.getIntrospection(info);
      },
    },
  } as unknown as Gather,
};
