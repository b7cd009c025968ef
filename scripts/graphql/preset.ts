/*
 * The plugins that make a workspace's API, in one list.
 *
 * Of PostGraphile's own plugins those stay that say what is in the database and
 * make the types of records and their inputs; the dialect on top is ours.
 */
import { defaultPreset as graphileBuildPreset } from 'postgraphile/graphile-build';
import { defaultPreset as graphileBuildPgPreset } from 'postgraphile/graphile-build-pg';
import { AggregatesPlugin } from './plugins/AggregatesPlugin.ts';
import { ConnectionsPlugin } from './plugins/ConnectionsPlugin.ts';
import { EmptyQueryPlugin } from './plugins/EmptyQueryPlugin.ts';
import { FieldTypesPlugin } from './plugins/FieldTypesPlugin.ts';
import { FilterOperatorsPlugin } from './plugins/FilterOperatorsPlugin.ts';
import { FilterPlugin } from './plugins/FilterPlugin.ts';
import { GatheredRelationsPlugin } from './plugins/GatheredRelationsPlugin.ts';
import { GroupByPlugin } from './plugins/GroupByPlugin.ts';
import { NamesPlugin } from './plugins/NamesPlugin.ts';
import { OrderByPlugin } from './plugins/OrderByPlugin.ts';
import { RecordInputsPlugin } from './plugins/RecordInputsPlugin.ts';
import { RecordMutationsPlugin } from './plugins/RecordMutationsPlugin.ts';
import { RecordQueriesPlugin } from './plugins/RecordQueriesPlugin.ts';
import { RelationsPlugin } from './plugins/RelationsPlugin.ts';
import { ScalarsPlugin } from './plugins/ScalarsPlugin.ts';
import { ScopedIntrospectionPlugin } from './plugins/ScopedIntrospectionPlugin.ts';
import { WritableFieldsPlugin } from './plugins/WritableFieldsPlugin.ts';

const LIBRARIES = [graphileBuildPreset, graphileBuildPgPreset];

const KEPT: ReadonlySet<string> = new Set([
  'CollectReferencedTypesPlugin',
  'QueryPlugin',
  'MutationPlugin',
  'CommonBehaviorsPlugin',
  'CommonTypesPlugin',
  'ConnectionPlugin',
  'PageInfoStartEndCursorPlugin',
  'PgBasicsPlugin',
  'PgCodecsPlugin',
  'PgTypesPlugin',
  'PgTablesPlugin',
  'PgAttributesPlugin',
  'PgRBACPlugin',
  'PgRegistryPlugin',
]);

export const workspacePreset: GraphileConfig.Preset = {
  extends: LIBRARIES,
  disablePlugins: LIBRARIES.flatMap((library) => library.plugins ?? [])
    .map((plugin) => plugin.name as keyof GraphileConfig.Plugins)
    .filter((name) => !KEPT.has(name)),
  plugins: [
    ScopedIntrospectionPlugin,
    GatheredRelationsPlugin,
    FieldTypesPlugin,
    AggregatesPlugin,
    ConnectionsPlugin,
    NamesPlugin,
    ScalarsPlugin,
    WritableFieldsPlugin,
    RecordInputsPlugin,
    FilterOperatorsPlugin,
    FilterPlugin,
    OrderByPlugin,
    RecordQueriesPlugin,
    GroupByPlugin,
    RelationsPlugin,
    RecordMutationsPlugin,
    EmptyQueryPlugin,
  ],
  // The search_path of the request says which workspace: the SQL names none.
  gather: { pgIdentifiers: 'unqualified' },
  schema: { pgForbidSetofFunctionsToReturnNull: true },
  grafast: { explain: false },
};
