/*
 * Gather phase: relations by their foreign keys, and nothing else of the stock
 * plugin. Its fields would all be refused (ours are RelationsPlugin's), and asking
 * whether they are took a fifth of a build.
 */
import { PgRelationsPlugin } from 'postgraphile/graphile-build-pg';

declare global {
  namespace GraphileConfig {
    interface Plugins {
      GatheredRelationsPlugin: true;
    }
  }
}

const { schema: _fields, ...gathering } = PgRelationsPlugin;

export const GatheredRelationsPlugin: GraphileConfig.Plugin = {
  ...gathering,
  name: 'GatheredRelationsPlugin',
  description: 'Gathers relations by their foreign keys',
  provides: ['PgRelationsPlugin'],
};
