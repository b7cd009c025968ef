/*
 * The GraphQL types of /metadata. Their names are those of Twenty's metadata
 * API, so that a client written for it feels at home.
 */
import { columnFields, fields, objects, workspaces } from './tables.ts';

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

type Workspace {
${columnFields(workspaces.codec.attributes)}
}

"A kind of record: a table in the workspace's schema."
type Object {
${columnFields(objects.codec.attributes)}
  fields(paging: CursorPaging! = {}): ObjectFieldsConnection!
}

"A field of an object: a column of its table."
type Field {
${columnFields(fields.codec.attributes, { type: 'FieldMetadataType' })}
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

input CreateObjectInput {
  nameSingular: String!
  namePlural: String!
  labelSingular: String
  labelPlural: String
  description: String
  icon: String
}

input CreateOneObjectInput { object: CreateObjectInput! }

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

type Query {
  currentWorkspace: Workspace
  object(id: ID!): Object
  objects(paging: CursorPaging! = {}): ObjectConnection!
  field(id: ID!): Field
  fields(paging: CursorPaging! = {}): FieldConnection!
}

type Mutation {
  createOneObject(input: CreateOneObjectInput!): Object!
  createOneField(input: CreateOneFieldMetadataInput!): Field!
}
`;
