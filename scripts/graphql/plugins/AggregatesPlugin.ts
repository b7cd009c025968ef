/*
 * The aggregates of a list: countEmptyEmail, sumSize, … beside totalCount.
 *
 * All that are asked of one list are one SELECT, over all its pages, with its
 * filter; of a list within a record, part of the record's statement. What an
 * aggregate means is in aggregates.ts.
 */
import type { GraphQLFieldConfigMap, GraphQLOutputType } from 'graphql';
import type { PgCodecWithAttributes, PgSelectSingleStep } from 'postgraphile/@dataplan/pg';
import { ConnectionStep } from 'postgraphile/grafast';
import { type Aggregate, type Aggregates, aggregatesOf } from '../aggregates.ts';
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

/** Whether this instance's role may read a field. */
export function isReadable(build: Build, codec: PgCodecWithAttributes, name: string): boolean {
  return build.behavior.pgCodecAttributeMatches([codec, name], 'attribute:select') === true;
}

const known = new WeakMap<PgCodecWithAttributes, Aggregates>();

/** The aggregates of an object's fields that this instance's role may read. */
export function readableAggregates(build: Build, codec: PgCodecWithAttributes): Aggregates {
  const aggregates =
    known.get(codec) ??
    aggregatesOf(codec, (name) => isReadable(build, codec, name));
  known.set(codec, aggregates);
  return aggregates;
}

function rowOf($parent: ConnectionStep<unknown> | AggregateRow): AggregateRow {
  if (!($parent instanceof ConnectionStep)) return $parent;
  const $all = $parent.cloneSubplanWithoutPagination('aggregate') as unknown as RecordSelect;
  return $all.singleAsRecord() as unknown as AggregateRow;
}

/** An aggregate as a field of a list, or of a row of groups. */
export function aggregateField(
  build: Build,
  { description, codec, isNotNull, expression }: Aggregate,
) {
  const type = build.getGraphQLTypeByPgCodec(codec, 'output') as GraphQLOutputType;
  return {
    description,
    type: isNotNull ? new build.graphql.GraphQLNonNull(type as never) : type,
    plan($parent: ConnectionStep<unknown> | AggregateRow) {
      const $row = rowOf($parent);
      return $row.select(expression($row.getClassStep().alias), codec, isNotNull);
    },
  };
}

export const AggregatesPlugin: GraphileConfig.Plugin = {
  name: 'AggregatesPlugin',
  version: '1.0.0',
  description: 'Adds aggregates to lists',
  after: ['PgConnectionTotalCountPlugin'],
  schema: {
    hooks: {
      GraphQLObjectType_fields(fields, build, { scope: { isConnectionType, pgCodec }, Self }) {
        if (!isConnectionType || !pgCodec?.attributes) return fields;
        const own: GraphQLFieldConfigMap<unknown, unknown> = {};
        for (const [name, aggregate] of readableAggregates(build, pgCodec as PgCodecWithAttributes)) {
          own[name] = aggregateField(build, aggregate);
        }
        return build.extend(fields, own, `AggregatesPlugin: ${Self.name}`);
      },
    },
  },
};
