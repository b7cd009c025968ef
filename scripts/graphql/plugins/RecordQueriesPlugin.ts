/*
 * Query fields: people(filter, orderBy, …) and person(filter), for every object.
 */
import type { GraphQLObjectType } from 'graphql';
import { constant, type FieldArgs, first } from 'postgraphile/grafast';
import { idAskedFor } from '../by-id.ts';
import { applyFilter, collectionArguments, collectionPlan } from '../collections.ts';
import {
  canBeDeleted,
  onlyLive,
  pluralName,
  type RecordResource,
  type RecordSelect,
  recordResources,
  singularName,
} from '../records.ts';

declare global {
  namespace GraphileConfig {
    interface Plugins {
      RecordQueriesPlugin: true;
    }
  }
}

function onePlan(resource: RecordResource, fieldArgs: FieldArgs) {
  const $id = idAskedFor(fieldArgs);
  if ($id) {
    const $record = resource.get({ id: $id });
    if (canBeDeleted(resource)) onlyLive($record.getClassStep() as RecordSelect);
    return $record;
  }
  const $select = resource.find() as RecordSelect;
  applyFilter($select, fieldArgs);
  $select.setFirst(constant(1));
  return $select.row(first($select));
}

export const RecordQueriesPlugin: GraphileConfig.Plugin = {
  name: 'RecordQueriesPlugin',
  version: '1.0.0',
  description: 'Adds the list and the single record of every object to Query',
  schema: {
    hooks: {
      GraphQLObjectType_fields(fields, build, { scope: { isRootQuery }, fieldWithHooks }) {
        if (!isRootQuery) return fields;
        const { GraphQLNonNull } = build.graphql;
        return recordResources(build).reduce((memo, resource) => {
          const { codec } = resource;
          const many = pluralName(codec);
          const one = singularName(codec);
          const Type = build.getOutputTypeByName(
            build.inflection.tableType(codec),
          ) as GraphQLObjectType;
          const Connection = build.getOutputTypeByName(build.inflection.tableConnectionType(codec));
          const Filter = build.getInputTypeByName(build.inflection.filterInputType(Type.name));
          return build.extend(
            memo,
            {
              [many]: fieldWithHooks({ fieldName: many, pgFieldResource: resource }, () => ({
                description: `Lists records of ${one}.`,
                type: new GraphQLNonNull(Connection),
                args: collectionArguments(build, resource),
                plan: (_$root, fieldArgs) =>
                  collectionPlan(resource.find() as RecordSelect, fieldArgs),
              })),
              [one]: fieldWithHooks({ fieldName: one, pgFieldResource: resource }, () => ({
                description: `Reads the first ${one} that the filter finds, or null.`,
                type: Type,
                args: { filter: { type: new GraphQLNonNull(Filter) } },
                plan: (_$root, fieldArgs) => onePlan(resource, fieldArgs),
              })),
            },
            `RecordQueriesPlugin: ${one}`,
          );
        }, fields);
      },
    },
  },
};
