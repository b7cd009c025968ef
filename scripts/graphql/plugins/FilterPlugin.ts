/*
 * The filter argument: PersonFilterInput, and/or/not, an operator object a field,
 * and over a relation to one record the same for that record's own fields.
 *
 * What an operator means is in filters.ts; here are the GraphQL types and how
 * each field puts its conditions into the query.
 */
import type { GraphQLInputObjectType } from 'graphql';
import { type PgCodecAttribute, PgCondition } from 'postgraphile/@dataplan/pg';
import type { GrafastInputFieldConfig } from 'postgraphile/grafast';
import { sql } from 'postgraphile/pg-sql2';
import { conditions, currencyConditions, filterKind } from '../filters.ts';
import { DELETED_AT, type RecordResource, readableFields, recordResources } from '../records.ts';
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

function attributeField(build: Build, name: string, attribute: PgCodecAttribute): FilterFields {
  const filter = filterKind(attribute);
  const isCurrency = attribute.codec.extensions?.isCurrency === true;
  if (!filter && !isCurrency) return {};
  const identifier = sql.identifier(name);
  return {
    [name]: {
      description: attribute.description,
      type: build.getInputTypeByName(filter?.typeName ?? 'CurrencyFilter'),
      apply(condition: PgCondition, value: unknown) {
        if (!isGiven(value)) return;
        const column = sql`${condition.alias}.${identifier}`;
        const wanted = filter
          ? conditions(column, filter, value)
          : currencyConditions(column, value);
        for (const each of wanted) condition.where(each);
      },
    },
  };
}

/** GraphQL makes objects of variables that inherit: a filter without `constructor` has a function there. */
function isGiven(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
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
  return readableFields(codec)
    .filter(([name]) => isShown(name))
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
            if (!isGiven(value)) return;
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
