/*
 * The types of operator objects: StringFilter, IntFilter and their fellows, FilterIs.
 *
 * What an operator means, and which a field has, is in filters.ts.
 */
import { GraphQLError, type GraphQLInputFieldConfigMap, Kind, type ValueNode } from 'graphql';
import { FILTER_KINDS, type FilterKind, OPERATORS } from '../filters.ts';

declare global {
  namespace GraphileConfig {
    interface Plugins {
      FilterOperatorsPlugin: true;
    }
  }
}

type Build = GraphileBuild.Build;

function filterIs(value: unknown, node?: ValueNode): string {
  if (value !== 'NULL' && value !== 'NOT_NULL') {
    throw new GraphQLError('FilterIs is NULL or NOT_NULL.', node && { nodes: node });
  }
  return value;
}

/** A scalar rather than an enum: the guide's queries give it both as NULL and as "NULL". */
function registerFilterIs(build: Build): void {
  build.registerScalarType(
    'FilterIs',
    {},
    () => ({
      description: 'NULL or NOT_NULL.',
      serialize: (value) => filterIs(value),
      parseValue: (value) => filterIs(value),
      parseLiteral: (node) =>
        filterIs(
          node.kind === Kind.ENUM || node.kind === Kind.STRING ? node.value : undefined,
          node,
        ),
    }),
    'FilterOperatorsPlugin',
  );
}

function registerOperators(build: Build, filter: FilterKind): void {
  build.registerInputObjectType(
    filter.typeName,
    {},
    () => ({
      description: 'All operators given must hold.',
      fields: () => operatorFields(build, filter),
    }),
    'FilterOperatorsPlugin',
  );
}

function operatorFields(build: Build, filter: FilterKind): GraphQLInputFieldConfigMap {
  const { GraphQLList, GraphQLNonNull, GraphQLBoolean } = build.graphql;
  const itemCodec = filter.codec.arrayOfCodec ?? filter.codec;
  const item = build.getGraphQLTypeByPgCodec(itemCodec, 'input');
  if (!item || !build.graphql.isInputType(item))
    throw new Error(`${itemCodec.name} has no input type`);
  const types = {
    item,
    list: new GraphQLList(new GraphQLNonNull(item)),
    FilterIs: build.getInputTypeByName('FilterIs'),
    Boolean: GraphQLBoolean,
  };
  return Object.fromEntries(
    filter.operators.map((name) => {
      const { argument, description } = OPERATORS[name];
      return [name, { description, type: types[argument] }];
    }),
  );
}

/** CURRENCY is filtered by its two parts, and by whether there is a value at all. */
function registerCurrencyFilter(build: Build): void {
  build.registerInputObjectType(
    'CurrencyFilter',
    {},
    () => ({
      description: 'All operators given must hold.',
      fields: () => ({
        amount: { type: build.getInputTypeByName(FILTER_KINDS.bigFloat.typeName) },
        currency: { type: build.getInputTypeByName(FILTER_KINDS.select.typeName) },
        is: { description: OPERATORS.is.description, type: build.getInputTypeByName('FilterIs') },
      }),
    }),
    'FilterOperatorsPlugin',
  );
}

export const FilterOperatorsPlugin: GraphileConfig.Plugin = {
  name: 'FilterOperatorsPlugin',
  version: '1.0.0',
  description: 'Registers the types of operator objects',
  schema: {
    hooks: {
      init: {
        after: ['PgCodecs'],
        callback(_, build) {
          registerFilterIs(build);
          for (const filter of Object.values(FILTER_KINDS)) registerOperators(build, filter);
          registerCurrencyFilter(build);
          return _;
        },
      },
    },
  },
};
