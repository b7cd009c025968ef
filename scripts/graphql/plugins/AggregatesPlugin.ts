/*
 * The aggregates of a list: totalCount, countEmptyEmail, sumSize, …
 *
 * All that are asked of one list are one SELECT, over all its pages, with its
 * filter; of a list within a record, part of the record's statement. What an
 * aggregate means is in aggregates.ts.
 */
import type { GraphQLFieldConfigMap, GraphQLOutputType } from 'graphql';
import type { PgCodecWithAttributes, PgSelectSingleStep } from 'postgraphile/@dataplan/pg';
import { ConnectionStep, type FieldInfo, operationPlan } from 'postgraphile/grafast';
import { aggregatesOf } from '../aggregates.ts';
import type { RecordSelect } from '../records.ts';

declare global {
  namespace GraphileConfig {
    interface Plugins {
      AggregatesPlugin: true;
    }
  }
}

type Build = GraphileBuild.Build;
/** One row of an aggregate query. */
export type AggregateRow = PgSelectSingleStep;

/** The row of a list's aggregates, one for all of them: planning is what they cost. */
function rowOf($parent: ConnectionStep<unknown> | AggregateRow): AggregateRow {
  if (!($parent instanceof ConnectionStep)) return $parent;
  return operationPlan().cacheStep($parent, 'aggregates', '', () => {
    const $all = $parent.cloneSubplanWithoutPagination('aggregate') as unknown as RecordSelect;
    return $all.singleAsRecord() as unknown as AggregateRow;
  });
}

/** The plan of every aggregate: which one it is, its field's name says. */
function aggregatePlan(
  $parent: ConnectionStep<unknown> | AggregateRow,
  _fieldArgs: unknown,
  { fieldName }: FieldInfo,
) {
  const $row = rowOf($parent);
  const { alias, resource } = $row.getClassStep();
  const aggregate = aggregatesOf(resource.codec as PgCodecWithAttributes).get(fieldName);
  if (!aggregate) throw new Error(`${resource.name} has no aggregate ${fieldName}`);
  return $row.select(aggregate.expression(alias), aggregate.codec, aggregate.isCount);
}

const EXTENSIONS = Object.freeze({ grafast: Object.freeze({ plan: aggregatePlan }) });

/** The aggregates as fields of a list, or of a group. They are many: what they can share, they do. */
export function aggregateFields(build: Build, codec: PgCodecWithAttributes) {
  const { GraphQLInt, GraphQLNonNull } = build.graphql;
  const Count = new GraphQLNonNull(GraphQLInt);
  const fields: GraphQLFieldConfigMap<unknown, unknown> = {};
  for (const [name, { description, codec: result, isCount }] of aggregatesOf(codec)) {
    const type = isCount ? Count : build.getGraphQLTypeByPgCodec(result, 'output');
    fields[name] = {
      description,
      type: type as GraphQLOutputType,
      extensions: EXTENSIONS as never,
    };
  }
  return fields;
}

export const AggregatesPlugin: GraphileConfig.Plugin = {
  name: 'AggregatesPlugin',
  version: '1.0.0',
  description: 'Adds aggregates to lists',
  schema: {
    hooks: {
      GraphQLObjectType_fields(fields, build, { scope: { isConnectionType, pgCodec }, Self }) {
        if (!isConnectionType || !pgCodec?.attributes) return fields;
        const own = aggregateFields(build, pgCodec as PgCodecWithAttributes);
        return build.extend(fields, own, `AggregatesPlugin: ${Self.name}`);
      },
    },
  },
};
