/*
 * The GraphQL types of /metadata. Their names are those of Twenty's metadata
 * API, so that a client written for it feels at home.
 */
import { columnFields, fields, indexes, objects, workspaces } from './tables.ts';

export const FIELD_TYPES = [
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
  fields(paging: CursorPaging! = {}): ObjectFieldsConnection!
  "Beside those that fields bring along."
  indexes(paging: CursorPaging! = {}): ObjectIndexesConnection!
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
type ObjectIndexesConnection { edges: [IndexEdge!]! pageInfo: PageInfo! totalCount: Int! }

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

input CreateFieldInput {
  objectMetadataId: ID!
  name: String!
  label: String
  type: FieldMetadataType!
  description: String
  icon: String
  settings: JSON
  "Short for settings.options."
  options: JSON
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
  "Short for settings.options, in settings that have nothing else unless they are given too."
  options: JSON
  defaultValue: JSON
  isNullable: Boolean
  isUnique: Boolean
  "Off: gone from /graphql, kept in the database."
  isActive: Boolean
}

input UpdateOneFieldMetadataInput { id: ID! update: UpdateFieldInput! }
input DeleteOneFieldInput { id: ID! }

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
input DeleteOneIndexInput { id: ID! }

type Query {
  currentWorkspace: Workspace
  object(id: ID!): Object
  objects(paging: CursorPaging! = {}): ObjectConnection!
  field(id: ID!): Field
  fields(paging: CursorPaging! = {}): FieldConnection!
  index(id: ID!): Index
  indexes(paging: CursorPaging! = {}): IndexConnection!
}

type Mutation {
  createOneObject(input: CreateOneObjectInput!): Object!
  updateOneObject(input: UpdateOneObjectInput!): Object!
  "Answers what it was; its fields and indexes went with it."
  deleteOneObject(input: DeleteOneObjectInput!): Object!
  createOneField(input: CreateOneFieldMetadataInput!): Field!
  updateOneField(input: UpdateOneFieldMetadataInput!): Field!
  "Answers what it was. Of a relation, the field on the other side went with it."
  deleteOneField(input: DeleteOneFieldInput!): Field!
  createOneIndex(input: CreateOneIndexInput!): Index!
  "Answers what it was."
  deleteOneIndex(input: DeleteOneIndexInput!): Index!
}
`;
