/*
 * The filter argument: PersonFilterInput, and/or/not, an operator object a field.
 *
 * What an operator means is in filters.ts; here are the GraphQL types and the
 * argument that puts the conditions into the query.
 */
import {
  GraphQLError,
  type GraphQLInputFieldConfigMap,
  type GraphQLInputObjectType,
  Kind,
} from 'graphql';
import { type PgCodecAttribute, PgCondition } from 'postgraphile/@dataplan/pg';
import type { GrafastInputFieldConfig } from 'postgraphile/grafast';
import { type SQL, sql } from 'postgraphile/pg-sql2';
import { conditions, FILTER_KINDS, type FilterKind, filterKind, OPERATORS } from '../filters.ts';
import { DELETED_AT, type RecordResource, recordResources } from '../records.ts';
import { type JoiningQuery, joinRelated, toOneRelations } from '../relations.ts';

declare global {
  namespace GraphileConfig {
    interface Plugins {
      FilterPlugin: true;
    }
  }
  namespace GraphileBuild {
    interface ScopeInputObject {
      /** The records that this is the filter of. */
      filterOf?: RecordResource;
      /** The records by which this filters others, over a relation. */
      relatedFilterOf?: RecordResource;
    }
  }
}

type Build = GraphileBuild.Build;
type FilterFields = Record<string, GrafastInputFieldConfig<PgCondition>>;

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

function attributeField(build: Build, name: string, attribute: PgCodecAttribute): FilterFields {
  const filter = filterKind(attribute);
  const isCurrency = attribute.codec.extensions?.isCurrency === true;
  if (!filter && !isCurrency) return {};
  return {
    [name]: {
      description: attribute.description,
      type: build.getInputTypeByName(filter?.typeName ?? 'CurrencyFilter'),
      apply(condition: PgCondition, value: Record<string, unknown> | null) {
        if (!value) return;
        const column = sql`${condition.alias}.${sql.identifier(name)}`;
        const wanted = filter
          ? conditions(column, filter, value)
          : currencyConditions(column, value);
        for (const each of wanted) condition.where(each);
      },
    },
  };
}

/** Those given must all hold; none given is no condition, hence true also within `or` and `not`. */
function conjunction(condition: PgCondition): PgCondition {
  const all = condition.andPlan();
  all.where(sql.true);
  return all;
}

function logicFields(build: Build, Self: GraphQLInputObjectType): FilterFields {
  const { GraphQLList, GraphQLNonNull } = build.graphql;
  const list = new GraphQLList(new GraphQLNonNull(Self));
  return {
    and: {
      description: 'All of these must hold.',
      type: list,
      apply: (condition: PgCondition, value: unknown) => value && condition.andPlan(),
    },
    or: {
      description: 'At least one of these must hold.',
      type: list,
      apply(condition: PgCondition, value: unknown) {
        if (!value) return;
        const either = condition.orPlan();
        either.where(sql.false);
        return () => conjunction(either);
      },
    },
    not: {
      description:
        'This must be false. A comparison with a field that is null is neither true nor false, so its record is not found either way: add { or: [{ field: { is: NULL } }, …] } where it should be.',
      type: Self,
      apply: (condition: PgCondition, value: unknown) => value && conjunction(condition.notPlan()),
    },
  };
}

function attributeFields(
  build: Build,
  { codec }: RecordResource,
  isShown: (name: string) => boolean = () => true,
): FilterFields {
  return Object.entries(codec.attributes)
    .filter(
      ([name]) =>
        isShown(name) &&
        build.behavior.pgCodecAttributeMatches([codec, name], 'attribute:filterBy'),
    )
    .reduce<FilterFields>(
      (fields, [name, attribute]) => Object.assign(fields, attributeField(build, name, attribute)),
      {},
    );
}

/** The query that a condition is a part of. */
function queryOf(condition: PgCondition): JoiningQuery {
  const parent: unknown = condition.dangerouslyGetParent();
  return parent instanceof PgCondition ? queryOf(parent) : (parent as JoiningQuery);
}

function relationFields(build: Build, resource: RecordResource): FilterFields {
  const { inflection } = build;
  return Object.fromEntries(
    [...toOneRelations(resource)].map(([name, relation]) => {
      const typeName = inflection.tableType((relation.remoteResource as RecordResource).codec);
      return [
        name,
        {
          description: 'By the related record.',
          type: build.getInputTypeByName(inflection.relatedFilterInputType(typeName)),
          apply(condition: PgCondition, value: unknown) {
            if (!value) return;
            const expression = joinRelated(queryOf(condition), relation);
            return new PgCondition(condition, { mode: { mode: 'RECORD_EXPRESSION', expression } });
          },
        },
      ];
    }),
  );
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
          const { inflection } = build;
          for (const resource of recordResources(build)) {
            const typeName = inflection.tableType(resource.codec);
            build.registerInputObjectType(
              inflection.filterInputType(typeName),
              { filterOf: resource },
              () => ({ description: 'All conditions given must hold.' }),
              'FilterPlugin',
            );
            build.registerInputObjectType(
              inflection.relatedFilterInputType(typeName),
              { relatedFilterOf: resource },
              () => ({
                description:
                  'All conditions given must hold for the related record. Where there is none, or a soft-deleted one, all its fields are null.',
              }),
              'FilterPlugin',
            );
          }
          return _;
        },
      },
      GraphQLInputObjectType_fields(fields, build, { scope: { filterOf, relatedFilterOf }, Self }) {
        if (filterOf) {
          const own = {
            ...attributeFields(build, filterOf),
            ...relationFields(build, filterOf),
            ...logicFields(build, Self),
          };
          return build.extend(fields, own, 'FilterPlugin');
        }
        if (relatedFilterOf) {
          const own = {
            // A soft-deleted record is as none here: its deletedAt would always be null.
            ...attributeFields(build, relatedFilterOf, (name) => name !== DELETED_AT),
            ...logicFields(build, Self),
          };
          return build.extend(fields, own, 'FilterPlugin');
        }
        return fields;
      },
    },
  },
};
