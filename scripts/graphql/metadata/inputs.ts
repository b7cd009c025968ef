/*
 * What the mutations of /metadata take.
 */
export const inputTypeDefs = /* GraphQL */ `
input CreateObjectInput {
  nameSingular: String!
  namePlural: String!
  labelSingular: String
  labelPlural: String
  description: String
  icon: String
}

input CreateOneObjectInput { object: CreateObjectInput! }

"What is left out stays as it is; null sets null."
input UpdateObjectPayload {
  nameSingular: String
  namePlural: String
  labelSingular: String
  labelPlural: String
  description: String
  icon: String
  "Off: gone from /graphql, kept in the database."
  isActive: Boolean
  labelIdentifierFieldMetadataId: ID
  imageIdentifierFieldMetadataId: ID
}

input UpdateOneObjectInput { id: ID! update: UpdateObjectPayload! }
input DeleteOneObjectInput { id: ID! }
input RestoreOneObjectInput { id: ID! }

input CreateFieldInput {
  objectMetadataId: ID!
  name: String!
  label: String
  type: FieldMetadataType!
  description: String
  icon: String
  settings: JSON
  "Short for settings.options; where both are given, they are the same."
  options: JSON
  "Short for settings.permissions: by role, READ and WRITE. Roles that are not listed get nothing."
  permissions: JSON
  defaultValue: JSON
  isNullable: Boolean
  isUnique: Boolean
}

input CreateOneFieldMetadataInput { field: CreateFieldInput! }

"What is left out stays as it is; null sets null."
input UpdateFieldInput {
  name: String
  label: String
  type: FieldMetadataType
  description: String
  icon: String
  "As a whole. replacements says what becomes of records with an option that goes; it is used up, not kept."
  settings: JSON
  "Short for settings.options, in settings that have nothing else but rights unless they are given too; where both are given, they are the same."
  options: JSON
  "Short for settings.permissions; the other settings stay. Null is none: the roles' rights to the object decide."
  permissions: JSON
  defaultValue: JSON
  isNullable: Boolean
  isUnique: Boolean
  "Off: gone from /graphql, kept in the database."
  isActive: Boolean
}

input UpdateOneFieldMetadataInput { id: ID! update: UpdateFieldInput! }
input DeleteOneFieldInput { id: ID! }
input RestoreOneFieldInput { id: ID! }

"One field of an index, by id or by name."
input IndexFieldInput {
  fieldMetadataId: ID
  "Of a field of the object, or of a column that every object has."
  name: String
}

input CreateIndexInput {
  objectMetadataId: ID!
  "In the order of the index."
  fields: [IndexFieldInput!]!
  isUnique: Boolean
  "deletedAt IS NULL for live records alone; nothing for all."
  where: String
  indexType: IndexType
}

input CreateOneIndexInput { index: CreateIndexInput! }

"What is left out stays as it is."
input UpdateIndexInput {
  "In the order of the index."
  fields: [IndexFieldInput!]
  isUnique: Boolean
  "deletedAt IS NULL for live records alone; null for all."
  where: String
  indexType: IndexType
}

input UpdateOneIndexInput { id: ID! update: UpdateIndexInput! }
input DeleteOneIndexInput { id: ID! }

input CreateRoleInput {
  name: String!
  description: String
  canUpdateAllSettings: Boolean
  canReadAllObjectRecords: Boolean
  canUpdateAllObjectRecords: Boolean
  canSoftDeleteAllObjectRecords: Boolean
  canDestroyAllObjectRecords: Boolean
}

input CreateOneRoleInput { role: CreateRoleInput! }

"What is left out stays as it is."
input UpdateRolePayload {
  name: String
  description: String
  canUpdateAllSettings: Boolean
  canReadAllObjectRecords: Boolean
  canUpdateAllObjectRecords: Boolean
  canSoftDeleteAllObjectRecords: Boolean
  canDestroyAllObjectRecords: Boolean
}

input UpdateRoleInput { id: ID! update: UpdateRolePayload! }
input DeleteOneRoleInput { id: ID! }

"What is left out stays as it is; null leaves it to the role's flag."
input ObjectPermissionInput {
  objectMetadataId: ID!
  canReadObjectRecords: Boolean
  "Where it is null, updating says it."
  canCreateObjectRecords: Boolean
  canUpdateObjectRecords: Boolean
  canSoftDeleteObjectRecords: Boolean
  canDestroyObjectRecords: Boolean
}

input UpsertObjectPermissionsInput { roleId: ID! objectPermissions: [ObjectPermissionInput!]! }

"What is left out stays as it is; null leaves it to the object's permission."
input FieldPermissionInput {
  objectMetadataId: ID!
  fieldMetadataId: ID!
  canReadFieldValue: Boolean
  canUpdateFieldValue: Boolean
}

input UpsertFieldPermissionsInput { roleId: ID! fieldPermissions: [FieldPermissionInput!]! }

"What is left out stays as it is; null lets the role act on all that its rights allow."
input RowPermissionInput {
  objectMetadataId: ID!
  "Records that can be read. One that is created or changed has to be among them afterwards."
  readFilter: JSON
  "Of the records that can be read, those that can be changed."
  updateFilter: JSON
  "Of the records that can be read, those that can be soft-deleted and restored."
  softDeleteFilter: JSON
  "Of the records that can be read, those that can be destroyed."
  destroyFilter: JSON
}

input UpsertRowPermissionsInput { roleId: ID! rowPermissions: [RowPermissionInput!]! }

"What is left out stays as it is."
input UpdateWorkspaceInput {
  displayName: String
  subdomain: String
  domainName: String
}
`;
