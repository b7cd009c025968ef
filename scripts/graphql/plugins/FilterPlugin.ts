/*
 * The filter argument: PersonFilterInput, and/or/not, an operator object a field.
 *
 * What an operator means is in filters.ts; here are the GraphQL types and the
 * argument that puts the conditions into the query.
 */
import { GraphQLError, type GraphQLInputFieldConfigMap, Kind } from 'graphql';
import type {
  PgCodecAttribute,
  PgCodecWithAttributes,
  PgCondition,
} from 'postgraphile/@dataplan/pg';
import { type SQL, sql } from 'postgraphile/pg-sql2';
import { conditions, FILTER_KINDS, type FilterKind, filterKind, OPERATORS } from '../filters.ts';
import { recordResources } from '../records.ts';

declare global {
  namespace GraphileConfig {
    interface Plugins {
      FilterPlugin: true;
    }
  }
  namespace GraphileBuild {
    interface ScopeInputObject {
      /** The record type that this is the filter of. */
      filterOfCodec?: PgCodecWithAttributes;
    }
  }
}

type Build = GraphileBuild.Build;

function filterIs(value: unknown): string {
  if (value !== 'NULL' && value !== 'NOT_NULL') {
    throw new GraphQLError('FilterIs is NULL or NOT_NULL.');
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
      serialize: filterIs,
      parseValue: filterIs,
      parseLiteral: (node) =>
        filterIs(node.kind === Kind.ENUM || node.kind === Kind.STRING ? node.value : undefined),
    }),
    'FilterPlugin',
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
    'FilterPlugin',
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
    'FilterPlugin',
  );
}

type CurrencyFilter = Partial<Record<'amount' | 'currency', Record<string, unknown> | null>> & {
  is?: unknown;
};

function currencyConditions(column: SQL, value: CurrencyFilter): SQL[] {
  return [
    ...conditions(
      sql`(${column} ->> 'amount')::numeric`,
      FILTER_KINDS.bigFloat,
      value.amount ?? {},
    ),
    ...conditions(sql`(${column} ->> 'currency')`, FILTER_KINDS.select, value.currency ?? {}),
    ...(value.is === undefined
      ? []
      : [OPERATORS.is.condition(column, value.is, FILTER_KINDS.bigFloat.codec)]),
  ];
}

function attributeField(
  build: Build,
  name: string,
  attribute: PgCodecAttribute,
): GraphQLInputFieldConfigMap {
  const filter = filterKind(attribute);
  const isCurrency = attribute.codec.extensions?.isCurrency === true;
  if (!filter && !isCurrency) return {};
  return {
    [name]: {
      description: attribute.description,
      type: build.getInputTypeByName(filter?.typeName ?? 'CurrencyFilter'),
      extensions: {
        grafast: {
          apply(condition: PgCondition, value: Record<string, unknown> | null) {
            if (!value) return;
            const column = sql`${condition.alias}.${sql.identifier(name)}`;
            const wanted = filter
              ? conditions(column, filter, value)
              : currencyConditions(column, value);
            for (const each of wanted) condition.where(each);
          },
        },
      },
    },
  };
}

export const FilterPlugin: GraphileConfig.Plugin = {
  name: 'FilterPlugin',
  version: '1.0.0',
  description: 'Adds the filter argument',
  after: ['NamesPlugin', 'PgTablesPlugin'],
  schema: {
    hooks: {
      init: {
        after: ['PgCodecs'],
        callback(_, build) {
          registerFilterIs(build);
          for (const filter of Object.values(FILTER_KINDS)) registerOperators(build, filter);
          registerCurrencyFilter(build);
          for (const { codec } of recordResources(build)) {
            build.registerInputObjectType(
              build.inflection.filterInputType(build.inflection.tableType(codec)),
              { filterOfCodec: codec },
              () => ({ description: 'All conditions given must hold.' }),
              'FilterPlugin',
            );
          }
          return _;
        },
      },
      GraphQLInputObjectType_fields(fields, build, { scope: { filterOfCodec: codec }, Self }) {
        if (!codec) return fields;
        const { GraphQLList, GraphQLNonNull } = build.graphql;
        const own: GraphQLInputFieldConfigMap = {};
        for (const [name, attribute] of Object.entries(codec.attributes)) {
          if (build.behavior.pgCodecAttributeMatches([codec, name], 'attribute:filterBy')) {
            Object.assign(own, attributeField(build, name, attribute));
          }
        }
        const list = new GraphQLList(new GraphQLNonNull(Self));
        return build.extend(
          fields,
          {
            ...own,
            and: {
              description: 'All of these must hold.',
              type: list,
              apply: (condition: PgCondition, value: unknown) => value && condition.andPlan(),
            },
            or: {
              description: 'At least one of these must hold.',
              type: list,
              // Each entry is a conjunction of its own.
              apply(condition: PgCondition, value: unknown) {
                if (!value) return;
                const either = condition.orPlan();
                return () => either.andPlan();
              },
            },
            not: {
              description: 'This must not hold.',
              type: Self,
              apply: (condition: PgCondition, value: unknown) =>
                value && condition.notPlan().andPlan(),
            },
          },
          'FilterPlugin',
        );
      },
    },
  },
};
