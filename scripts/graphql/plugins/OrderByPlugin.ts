/*
 * The orderBy argument: a list of { field: direction }, or over a relation to one
 * record { company: { field: direction } }.
 *
 * What an order is in SQL is in orders.ts; here are the GraphQL types.
 */
import type { GraphQLInputFieldConfigMap } from 'graphql';
import { DIRECTIONS } from '../orders.ts';
import { DELETED_AT, type RecordResource, readableFields, recordResources } from '../records.ts';
import { toOneRelations } from '../relations.ts';

declare global {
  namespace GraphileConfig {
    interface Plugins {
      OrderByPlugin: true;
    }
  }
  namespace GraphileBuild {
    interface ScopeInputObject {
      /** The records that this orders. */
      orderByOf?: RecordResource;
      /** The records that this orders others by, over a relation. */
      relatedOrderByOf?: RecordResource;
    }
  }
}

type Build = GraphileBuild.Build;

function attributeFields(
  build: Build,
  { codec }: RecordResource,
  isShown: (name: string) => boolean = () => true,
): GraphQLInputFieldConfigMap {
  return Object.fromEntries(
    readableFields(codec)
      .filter(([name, attribute]) => isShown(name) && attribute.codec.hasNaturalOrdering)
      .map(([name, { description }]) => [
        name,
        { description, type: build.getInputTypeByName('OrderByDirection') },
      ]),
  );
}

function relationFields(build: Build, resource: RecordResource): GraphQLInputFieldConfigMap {
  const { inflection } = build;
  return Object.fromEntries(
    [...toOneRelations(resource)].map(([name, { remoteResource }]) => {
      const typeName = inflection.tableType((remoteResource as RecordResource).codec);
      const type = build.getInputTypeByName(inflection.relatedOrderByInputType(typeName));
      return [name, { description: 'By a field of the related record.', type }];
    }),
  );
}

export const OrderByPlugin: GraphileConfig.Plugin = {
  name: 'OrderByPlugin',
  version: '1.0.0',
  description: 'Adds the orderBy argument',
  after: ['NamesPlugin', 'PgTablesPlugin'],
  schema: {
    hooks: {
      init(_, build) {
        build.registerEnumType(
          'OrderByDirection',
          {},
          () => ({
            description: 'Which way to sort, and where records without a value go.',
            values: Object.fromEntries(
              Object.keys(DIRECTIONS).map((name) => [name, { value: name }]),
            ),
          }),
          'OrderByPlugin',
        );
        const { inflection } = build;
        for (const resource of recordResources(build)) {
          const typeName = inflection.tableType(resource.codec);
          build.registerInputObjectType(
            inflection.orderByInputType(typeName),
            { orderByOf: resource },
            () => ({ description: 'One field and its direction.' }),
            'OrderByPlugin',
          );
          build.registerInputObjectType(
            inflection.relatedOrderByInputType(typeName),
            { relatedOrderByOf: resource },
            () => ({
              description: 'One field of a related record and its direction. No record is null.',
            }),
            'OrderByPlugin',
          );
        }
        return _;
      },
      GraphQLInputObjectType_fields(fields, build, { scope: { orderByOf, relatedOrderByOf } }) {
        if (orderByOf) {
          const own = { ...attributeFields(build, orderByOf), ...relationFields(build, orderByOf) };
          return build.extend(fields, own, 'OrderByPlugin');
        }
        if (relatedOrderByOf) {
          // A soft-deleted record is as none here: its deletedAt would always be null.
          const own = attributeFields(build, relatedOrderByOf, (name) => name !== DELETED_AT);
          return build.extend(fields, own, 'OrderByPlugin');
        }
        return fields;
      },
    },
  },
};
