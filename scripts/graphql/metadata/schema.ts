/*
 * The GraphQL schema of /metadata: the types with their plans. One for all
 * workspaces and roles; the claims' policies decide what a caller sees, and
 * core_reader, who may change nothing, is refused by the database.
 */
import { valueFromASTUntyped } from 'graphql';
import type { PgSelectSingleStep } from 'postgraphile/@dataplan/pg';
import {
  context,
  type FieldArgs,
  inhibitOnNull,
  makeGrafastSchema,
  type Step,
} from 'postgraphile/grafast';
import { sql } from 'postgraphile/pg-sql2';
import { applyBlueprint, drift, exportBlueprint, planBlueprint } from './blueprints.ts';
import {
  deleteOneField,
  deleteOneIndex,
  deleteOneObject,
  deleteOneRole,
  restoreOneField,
  restoreOneObject,
  updateOneField,
  updateOneIndex,
  updateOneObject,
  updateOneRole,
  updateWorkspace,
  updateWorkspaceMemberRole,
} from './changes.ts';
import { type Connection, page, totalCount } from './connections.ts';
import { createOneField, createOneIndex, createOneObject, createOneRole } from './creation.ts';
import {
  upsertFieldPermissions,
  upsertObjectPermissions,
  upsertRowPermissions,
} from './permissions.ts';
import {
  fieldPermissions,
  fields,
  indexes,
  objectPermissions,
  objects,
  roles,
  rowPermissions,
  users,
  userWorkspaces,
  workspaces,
} from './tables.ts';
import { typeDefs } from './types.ts';

type Row = PgSelectSingleStep;

const connectionPlans = {
  plans: { totalCount: ($connection: Connection) => totalCount($connection) },
};

/** Without those on what is deleted, which come back with it. */
function objectPermissionsOf($role: Row) {
  const $found = objectPermissions.find({ roleId: $role.get('id') });
  $found.where(
    sql`exists (select from core."objectMetadata" o where o.id = ${$found.alias}."objectMetadataId")`,
  );
  return $found;
}

function rowPermissionsOf($role: Row) {
  const $found = rowPermissions.find({ roleId: $role.get('id') });
  $found.where(
    sql`exists (select from core."objectMetadata" o where o.id = ${$found.alias}."objectMetadataId")`,
  );
  return $found;
}

function fieldPermissionsOf($role: Row) {
  const $found = fieldPermissions.find({ roleId: $role.get('id') });
  $found.where(
    sql`exists (select from core."fieldMetadata" f where f.id = ${$found.alias}."fieldMetadataId")`,
  );
  return $found;
}

function memberships($user: Row) {
  const $memberships = userWorkspaces.find({ userId: $user.get('id') });
  $memberships.where(sql`${$memberships.alias}."deletedAt" is null`);
  return $memberships;
}

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
        currentUser: () =>
          users.get({ id: inhibitOnNull(context().get('userId')) as Step<string> }),
        object: (_$root: Step, fieldArgs: FieldArgs) => objects.get({ id: fieldArgs.getRaw('id') }),
        objects: (_$root: Step, fieldArgs: FieldArgs) => page(objects.find() as never, fieldArgs),
        field: (_$root: Step, fieldArgs: FieldArgs) => fields.get({ id: fieldArgs.getRaw('id') }),
        fields: (_$root: Step, fieldArgs: FieldArgs) => page(fields.find() as never, fieldArgs),
        index: (_$root: Step, fieldArgs: FieldArgs) => indexes.get({ id: fieldArgs.getRaw('id') }),
        indexes: (_$root: Step, fieldArgs: FieldArgs) => page(indexes.find() as never, fieldArgs),
        role: (_$root: Step, fieldArgs: FieldArgs) => roles.get({ id: fieldArgs.getRaw('id') }),
        roles: (_$root: Step, fieldArgs: FieldArgs) => page(roles.find() as never, fieldArgs),
        planBlueprint,
        exportBlueprint,
        drift,
      },
    },
    Mutation: {
      plans: {
        createOneObject,
        updateOneObject,
        deleteOneObject,
        restoreOneObject,
        createOneField,
        updateOneField,
        deleteOneField,
        restoreOneField,
        createOneIndex,
        updateOneIndex,
        deleteOneIndex,
        createOneRole,
        updateOneRole,
        deleteOneRole,
        upsertObjectPermissions,
        upsertFieldPermissions,
        upsertRowPermissions,
        updateWorkspaceMemberRole,
        updateWorkspace,
        applyBlueprint,
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
    Role: {
      plans: {
        objectPermissions: ($role: Row) => objectPermissionsOf($role),
        fieldPermissions: ($role: Row) => fieldPermissionsOf($role),
        rowPermissions: ($role: Row) => rowPermissionsOf($role),
      },
    },
    User: {
      plans: { userWorkspaces: ($user: Row) => memberships($user) },
    },
    UserWorkspace: {
      plans: {
        workspace: ($membership: Row) => workspaces.get({ id: $membership.get('workspaceId') }),
        role: ($membership: Row) => roles.get({ id: $membership.get('roleId') }),
      },
    },
    ObjectConnection: connectionPlans,
    FieldConnection: connectionPlans,
    ObjectFieldsConnection: connectionPlans,
    IndexConnection: connectionPlans,
    ObjectIndexesConnection: connectionPlans,
    RoleConnection: connectionPlans,
  },
});
