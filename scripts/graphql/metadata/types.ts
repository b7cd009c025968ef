/*
 * The GraphQL types of /metadata; what mutations take is in inputs.ts. Their
 * names are those of Twenty's metadata API, so that a client written for it
 * feels at home.
 */
import { filterTypeDefs } from './filters.ts';
import { inputTypeDefs } from './inputs.ts';
import {
  columnFields,
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

const FIELD_TYPES = [
  'TEXT',
  'NUMBER',
  'BOOLEAN',
  'DATE',
  'DATE_TIME',
  'SELECT',
  'MULTI_SELECT',
  'RELATION',
  'EMAIL',
  'PHONE',
  'URL',
  'RATING',
  'CURRENCY',
] as const;

export const typeDefs = /* GraphQL */ `
scalar JSON
scalar Datetime
"A cursor of a connection."
scalar ConnectionCursor

enum FieldMetadataType { ${FIELD_TYPES.join(' ')} }
enum IndexType { BTREE GIN }

type Workspace {
${columnFields(workspaces.codec.attributes)}
}

"A kind of record: a table in the workspace's schema."
type Object {
${columnFields(objects.codec.attributes)}
  fields(paging: CursorPaging! = {}, filter: FieldFilter! = {}): ObjectFieldsConnection!
  "Beside those that fields bring along."
  indexes(paging: CursorPaging! = {}, filter: IndexFilter! = {}): ObjectIndexesConnection!
}

"A field of an object: a column of its table."
type Field {
${columnFields(fields.codec.attributes, { type: 'FieldMetadataType' })}
  object: Object
}

"An index of an object's table. Its fields are ids of fields, or names of columns that every object has."
type Index {
${columnFields(indexes.codec.attributes, { indexType: 'IndexType' })}
  object: Object
}

"""
What a member may do. Flags are rights in the database on the records of every object;
permissions say where objects, fields and records differ from them.
"""
type Role {
${columnFields(roles.codec.attributes)}
  objectPermissions: [ObjectPermission!]!
  fieldPermissions: [FieldPermission!]!
  rowPermissions: [RowPermission!]!
}

"What a role may do with the records of one object; null where the role's flag says it."
type ObjectPermission {
${columnFields(objectPermissions.codec.attributes)}
}

"What a role may do with one field; null where the object's permission says it."
type FieldPermission {
${columnFields(fieldPermissions.codec.attributes)}
}

"""
Which records of an object a role may act on: filters in the form of /graphql's, without
relations; null for all that its rights allow. "$currentWorkspaceMember" is the caller's id.
"""
type RowPermission {
${columnFields(rowPermissions.codec.attributes)}
}

"A person who may sign in."
type User {
${columnFields(users.codec.attributes)}
  "The membership of the workspace that the token is for."
  userWorkspaces: [UserWorkspace!]!
}

"A user's membership of a workspace. Its id is that of the record in workspaceMember."
type UserWorkspace {
${columnFields(userWorkspaces.codec.attributes)}
  workspace: Workspace
  role: Role
}

"One operation of a plan."
type BlueprintOperation {
  position: Int!
  "CREATE, UPDATE or DELETE with OBJECT, FIELD, RELATION, INDEX or ROLE, such as CREATE_FIELD."
  type: String!
  "A role, an object, object.field or an index."
  subject: String
  sql: String!
  "Whether records or values are lost; then applyBlueprint's allow has to name the subject."
  destructive: Boolean!
}

type AppliedBlueprint {
  "How many operations there were; 0 where nothing differed."
  operations: Int!
}

"One difference between the workspace's schema and its metadata."
type Drift {
  kind: String!
  subject: String!
  "What is to be, null for nothing."
  expected: String
  "What is, null for nothing."
  actual: String
  "The statements that repair it, for an operator; null where these could lose data."
  repair: String
}

${filterTypeDefs}

"Which page: the first or the last so many, after or before a cursor."
input CursorPaging {
  first: Int
  last: Int
  after: ConnectionCursor
  before: ConnectionCursor
}

type PageInfo {
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: ConnectionCursor
  endCursor: ConnectionCursor
}

type ObjectEdge { node: Object! cursor: ConnectionCursor! }
type ObjectConnection { edges: [ObjectEdge!]! pageInfo: PageInfo! totalCount: Int! }
type FieldEdge { node: Field! cursor: ConnectionCursor! }
type FieldConnection { edges: [FieldEdge!]! pageInfo: PageInfo! totalCount: Int! }
type ObjectFieldsConnection { edges: [FieldEdge!]! pageInfo: PageInfo! totalCount: Int! }
type IndexEdge { node: Index! cursor: ConnectionCursor! }
type IndexConnection { edges: [IndexEdge!]! pageInfo: PageInfo! totalCount: Int! }
type RoleEdge { node: Role! cursor: ConnectionCursor! }
type RoleConnection { edges: [RoleEdge!]! pageInfo: PageInfo! totalCount: Int! }
type ObjectIndexesConnection { edges: [IndexEdge!]! pageInfo: PageInfo! totalCount: Int! }

${inputTypeDefs}

type Query {
  currentWorkspace: Workspace
  "Whom the token is of; null for one without a user."
  currentUser: User
  object(id: ID!): Object
  objects(paging: CursorPaging! = {}, filter: ObjectFilter! = {}): ObjectConnection!
  field(id: ID!): Field
  fields(paging: CursorPaging! = {}, filter: FieldFilter! = {}): FieldConnection!
  index(id: ID!): Index
  indexes(paging: CursorPaging! = {}, filter: IndexFilter! = {}): IndexConnection!
  role(id: ID!): Role
  roles(paging: CursorPaging! = {}, filter: RoleFilter! = {}): RoleConnection!
  "What applying a blueprint would do, operation by operation. Changes nothing. For roles that may change settings."
  planBlueprint(blueprint: JSON!): [BlueprintOperation!]!
  "The workspace's objects, fields, indexes and roles as one document without ids."
  exportBlueprint: JSON!
  "What the workspace's schema has otherwise than its metadata says; empty where nobody changed it by hand."
  drift: [Drift!]!
}

"Each field is a transaction of its own: one that is refused is null, and the others are done."
type Mutation {
  createOneObject(input: CreateOneObjectInput!): Object
  updateOneObject(input: UpdateOneObjectInput!): Object
  "Answers what it was; its fields and indexes went with it."
  deleteOneObject(input: DeleteOneObjectInput!): Object
  "Brings a deleted object back with its fields and its records, until it is purged."
  restoreOneObject(input: RestoreOneObjectInput!): Object
  createOneField(input: CreateOneFieldMetadataInput!): Field
  updateOneField(input: UpdateOneFieldMetadataInput!): Field
  "Answers what it was. Of a relation, the field on the other side went with it."
  deleteOneField(input: DeleteOneFieldInput!): Field
  "Brings a deleted field back with its data, until it is purged; of a relation both fields."
  restoreOneField(input: RestoreOneFieldInput!): Field
  createOneIndex(input: CreateOneIndexInput!): Index
  "The index is built anew where its fields, kind or predicate change."
  updateOneIndex(input: UpdateOneIndexInput!): Index
  "Answers what it was."
  deleteOneIndex(input: DeleteOneIndexInput!): Index
  "The database has the role when this answers; updateWorkspaceMemberRole gives it to members."
  createOneRole(input: CreateOneRoleInput!): Role
  "ADMIN keeps its rights; ADMIN, MANAGER and USER keep their names."
  updateOneRole(input: UpdateRoleInput!): Role
  "Answers what it was. ADMIN, MANAGER, USER and a role that somebody has stay."
  deleteOneRole(input: DeleteOneRoleInput!): Role
  upsertObjectPermissions(input: UpsertObjectPermissionsInput!): [ObjectPermission!]
  upsertFieldPermissions(input: UpsertFieldPermissionsInput!): [FieldPermission!]
  upsertRowPermissions(input: UpsertRowPermissionsInput!): [RowPermission!]
  "Gives a member a role; tokens that claim the one before are refused. The last ADMIN stays one."
  updateWorkspaceMemberRole(workspaceMemberId: ID!, roleId: ID!): UserWorkspace
  updateWorkspace(data: UpdateWorkspaceInput!): Workspace
  """
  Makes the workspace what the blueprint says. Nothing is lost that allow does not name by
  the subject that planBlueprint shows.
  """
  applyBlueprint(blueprint: JSON!, allow: [String!]! = []): AppliedBlueprint
}
`;
