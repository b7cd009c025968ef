/*
 * Query fields: peopleGroupBy(groupBy, filter, orderBy, limit), for every object.
 *
 * One SELECT … GROUP BY a field. What groupBy and orderBy mean is in groups.ts;
 * names and shapes are those of Twenty's API.
 */
import type { GraphQLInputFieldConfigMap, GraphQLOutputType } from 'graphql';
import {
  type PgCodecWithAttributes,
  type PgSelectQueryBuilder,
  pgSelect,
  TYPES,
} from 'postgraphile/@dataplan/pg';
import { type FieldArgs, lambda, SafeError, type Step } from 'postgraphile/grafast';
import { aggregatesOf } from '../aggregates.ts';
import { applyFilter, filterArgument } from '../collections.ts';
import {
  dimensions,
  dimensionValue,
  type GroupsArguments,
  groupKind,
  groupOrder,
} from '../groups.ts';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from '../limits.ts';
import {
  pluralName,
  type RecordResource,
  type RecordSelect,
  readableFields,
  recordResources,
  singularName,
} from '../records.ts';
import { type AggregateRow, aggregateFields } from './AggregatesPlugin.ts';

declare global {
  namespace GraphileConfig {
    interface Plugins {
      GroupByPlugin: true;
    }
  }
}

type Build = GraphileBuild.Build;
type GroupBy = GroupsArguments['groupBy'];
type OrderBy = GroupsArguments['orderBy'];

function registerShared(build: Build): void {
  const { GraphQLBoolean, GraphQLNonNull } = build.graphql;
  build.registerScalarType(
    'JSON',
    {},
    () => ({ description: 'Any JSON value.', serialize: (value) => value }),
    'GroupByPlugin',
  );
  build.registerEnumType(
    'DateGranularityEnum',
    {},
    () => ({
      description: 'Which dates belong together.',
      values: { NONE: { value: 'NONE', description: 'None but equal ones.' } },
    }),
    'GroupByPlugin',
  );
  const direction = () => ({
    type: new GraphQLNonNull(build.getInputTypeByName('OrderByDirection')),
  });
  const granularity = () => ({
    type: build.getInputTypeByName('DateGranularityEnum'),
    defaultValue: 'NONE',
  });
  const inputs: Record<string, () => GraphQLInputFieldConfigMap> = {
    GroupByDateGranularityInput: () => ({ granularity: granularity() }),
    OrderByDateGranularityInput: () => ({ orderBy: direction(), granularity: granularity() }),
    GroupByCurrencyInput: () => ({ currency: { type: new GraphQLNonNull(GraphQLBoolean) } }),
    OrderByCurrencyInput: () => ({ currency: direction() }),
  };
  for (const [name, fields] of Object.entries(inputs)) {
    build.registerInputObjectType(name, {}, () => ({ fields }), 'GroupByPlugin');
  }
}

/** The fields that groups can be made by, with the type that `typeName` chooses for each. */
function fieldsByKind(
  build: Build,
  codec: PgCodecWithAttributes,
  typeName: 'groupByType' | 'orderByType',
): GraphQLInputFieldConfigMap {
  const fields: GraphQLInputFieldConfigMap = {};
  for (const [name, attribute] of readableFields(codec)) {
    const kind = groupKind(attribute);
    if (!kind) continue;
    fields[name] = {
      description: attribute.description,
      type: build.getInputTypeByName(kind[typeName]),
    };
  }
  return fields;
}

function registerObject(build: Build, codec: PgCodecWithAttributes): void {
  const { inflection } = build;
  const typeName = inflection.tableType(codec);
  const aggregateInput = inflection.groupsAggregateOrderByInputType(typeName);
  build.registerInputObjectType(
    inflection.groupByInputType(typeName),
    {},
    () => ({
      description: 'One field to group by: its value, of CURRENCY its currency.',
      fields: () => fieldsByKind(build, codec, 'groupByType'),
    }),
    'GroupByPlugin',
  );
  build.registerInputObjectType(
    inflection.groupsOrderByInputType(typeName),
    {},
    () => ({
      description: 'One field of groupBy, or one aggregate, and its direction.',
      fields: () => ({
        ...fieldsByKind(build, codec, 'orderByType'),
        aggregate: { type: build.getInputTypeByName(aggregateInput) },
      }),
    }),
    'GroupByPlugin',
  );
  build.registerInputObjectType(
    aggregateInput,
    {},
    () => ({
      description: 'One aggregate and its direction.',
      fields: () => {
        const type = build.getInputTypeByName('OrderByDirection');
        const names = [...aggregatesOf(codec).keys()];
        return Object.fromEntries(names.map((name) => [name, { type }]));
      },
    }),
    'GroupByPlugin',
  );
  build.registerObjectType(
    inflection.groupType(typeName),
    {},
    () => ({
      description: `Records of ${singularName(codec)} that have the same values.`,
      fields: () => groupFields(build, codec),
    }),
    'GroupByPlugin',
  );
}

function groupFields(build: Build, codec: PgCodecWithAttributes) {
  const fields = aggregateFields(build, codec);
  return {
    groupByDimensionValues: {
      description: 'The values that the records share, a list in the order of groupBy.',
      type: new build.graphql.GraphQLNonNull(build.getOutputTypeByName('JSON')),
      plan: ($group: AggregateRow) =>
        lambda([$group.getClassStep().getGroupDetails(), $group], ([{ indicies }, row]) =>
          indicies.map(({ index, codec }) =>
            dimensionValue(codec, (row as (string | null)[])[index] ?? null),
          ),
        ),
    },
    ...fields,
  };
}

function groupLimit(limit: number | null | undefined): number {
  if (limit == null) return PAGE_SIZE_DEFAULT;
  if (limit >= 0 && limit <= PAGE_SIZE_MAX) return limit;
  throw new SafeError(`"limit" is ${limit}: give a number from 0 to ${PAGE_SIZE_MAX}.`, {
    code: 'BAD_USER_INPUT',
  });
}

function groupsPlan(resource: RecordResource, fieldArgs: FieldArgs) {
  const { codec } = resource;
  const $select = pgSelect({ resource, identifiers: [], mode: 'aggregate' }) as RecordSelect;
  applyFilter($select, fieldArgs);
  const $groupBy = fieldArgs.getRaw('groupBy') as Step<GroupBy>;
  const $orderBy = fieldArgs.getRaw('orderBy') as Step<OrderBy>;
  $select.apply(
    lambda($groupBy, (groupBy) => (builder: PgSelectQueryBuilder) => {
      for (const { fragment, codec: dimensionCodec } of dimensions(
        codec,
        builder.alias,
        groupBy,
      ).values()) {
        builder.groupBy({ fragment, codec: dimensionCodec });
      }
    }),
  );
  const aggregates = aggregatesOf(codec);
  const { alias } = $select;
  // The query builder throws the order of an aggregate away: only what was planned stays.
  $select.orderBy({
    fragment: $select.deferredSQL(
      lambda([$groupBy, $orderBy], ([groupBy, orderBy]) =>
        groupOrder(codec, aggregates, alias, { groupBy, orderBy }),
      ),
    ),
    codec: TYPES.text,
    direction: 'ASC',
  });
  $select.setFirst(
    lambda(fieldArgs.getRaw('limit') as Step<number | null | undefined>, groupLimit),
  );
  return $select;
}

function groupsField(build: Build, resource: RecordResource) {
  const { GraphQLInt, GraphQLList, GraphQLNonNull } = build.graphql;
  const { inflection } = build;
  const typeName = inflection.tableType(resource.codec);
  const listOf = (name: string) =>
    new GraphQLList(new GraphQLNonNull(build.getInputTypeByName(name)));
  const Group = build.getOutputTypeByName(inflection.groupType(typeName)) as GraphQLOutputType;
  return {
    description: `Groups the records of ${singularName(resource.codec)} by the values of fields.`,
    type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(Group as never))),
    args: {
      groupBy: {
        type: new GraphQLNonNull(listOf(inflection.groupByInputType(typeName))),
        description: 'What the records of a group have in common. Null is a group of its own.',
      },
      filter: filterArgument(build, resource),
      orderBy: {
        type: listOf(inflection.groupsOrderByInputType(typeName)),
        description: 'Sort keys, most significant first; the values of groupBy are the last ones.',
      },
      limit: {
        type: GraphQLInt,
        description: `How many groups; ${PAGE_SIZE_DEFAULT} by default, at most ${PAGE_SIZE_MAX}.`,
      },
    },
    plan: (_$root: Step, fieldArgs: FieldArgs) => groupsPlan(resource, fieldArgs),
  };
}

export const GroupByPlugin: GraphileConfig.Plugin = {
  name: 'GroupByPlugin',
  version: '1.0.0',
  description: 'Adds the groups of every object to Query',
  after: ['NamesPlugin', 'PgTablesPlugin'],
  schema: {
    hooks: {
      init: {
        after: ['PgCodecs'],
        callback(_, build) {
          registerShared(build);
          for (const { codec } of recordResources(build)) registerObject(build, codec);
          return _;
        },
      },
      GraphQLObjectType_fields(fields, build, { scope: { isRootQuery }, fieldWithHooks }) {
        if (!isRootQuery) return fields;
        return recordResources(build).reduce((memo, resource) => {
          const fieldName = `${pluralName(resource.codec)}GroupBy`;
          const field = fieldWithHooks({ fieldName, pgFieldResource: resource }, () =>
            groupsField(build, resource),
          );
          return build.extend(memo, { [fieldName]: field }, `GroupByPlugin: ${fieldName}`);
        }, fields);
      },
    },
  },
};
