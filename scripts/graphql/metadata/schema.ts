/*
 * The GraphQL schema of /metadata: the types with their plans. One for all
 * workspaces and roles; the claims' policies decide what a caller sees, and
 * core_reader, who may change nothing, is refused by the database.
 */
import { valueFromASTUntyped } from 'graphql';
import type { PgSelectSingleStep } from 'postgraphile/@dataplan/pg';
import { context, type FieldArgs, makeGrafastSchema, type Step } from 'postgraphile/grafast';
import {
  deleteOneField,
  deleteOneIndex,
  deleteOneObject,
  updateOneField,
  updateOneObject,
} from './changes.ts';
import { type Connection, page, totalCount } from './connections.ts';
import { createOneField, createOneIndex, createOneObject } from './creation.ts';
import { fields, indexes, objects, workspaces } from './tables.ts';
import { typeDefs } from './types.ts';

type Row = PgSelectSingleStep;

const connectionPlans = {
  plans: { totalCount: ($connection: Connection) => totalCount($connection) },
};

export const metadataSchema = makeGrafastSchema({
  typeDefs,
  scalars: {
    JSON: {
      serialize: (value) => value,
      parseValue: (value) => value,
      parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
    },
  },
  objects: {
    Query: {
      plans: {
        currentWorkspace: () => workspaces.get({ id: context().get('workspaceId') }),
        object: (_$root: Step, fieldArgs: FieldArgs) => objects.get({ id: fieldArgs.getRaw('id') }),
        objects: (_$root: Step, fieldArgs: FieldArgs) => page(objects.find() as never, fieldArgs),
        field: (_$root: Step, fieldArgs: FieldArgs) => fields.get({ id: fieldArgs.getRaw('id') }),
        fields: (_$root: Step, fieldArgs: FieldArgs) => page(fields.find() as never, fieldArgs),
        index: (_$root: Step, fieldArgs: FieldArgs) => indexes.get({ id: fieldArgs.getRaw('id') }),
        indexes: (_$root: Step, fieldArgs: FieldArgs) => page(indexes.find() as never, fieldArgs),
      },
    },
    Mutation: {
      plans: {
        createOneObject,
        updateOneObject,
        deleteOneObject,
        createOneField,
        updateOneField,
        deleteOneField,
        createOneIndex,
        deleteOneIndex,
      },
    },
    Object: {
      plans: {
        fields: ($object: Row, fieldArgs: FieldArgs) =>
          page(fields.find({ objectMetadataId: $object.get('id') }) as never, fieldArgs),
        indexes: ($object: Row, fieldArgs: FieldArgs) =>
          page(indexes.find({ objectMetadataId: $object.get('id') }) as never, fieldArgs),
      },
    },
    Field: {
      plans: { object: ($field: Row) => objects.get({ id: $field.get('objectMetadataId') }) },
    },
    Index: {
      plans: { object: ($index: Row) => objects.get({ id: $index.get('objectMetadataId') }) },
    },
    ObjectConnection: connectionPlans,
    FieldConnection: connectionPlans,
    ObjectFieldsConnection: connectionPlans,
    IndexConnection: connectionPlans,
    ObjectIndexesConnection: connectionPlans,
  },
});
