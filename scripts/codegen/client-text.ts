/*
 * The text of client.ts: the models of all objects, and what makes a client of them. All else is in
 * the runtime, which is the same for every workspace.
 */
import { recordTypeName } from './narrow.ts';
import { ALL_METHODS, type ApiObject } from './objects.ts';

/** Writes the module. */
export function clientText(objects: readonly ApiObject[]): string {
  return `${objects.length === 0 ? '' : OBJECT_IMPORTS}${IMPORTS}
${objects.map(model).join('\n')}
${objects.length === 0 ? '' : `const SHAPES: Shapes = {\n${objects.map(shape).join('\n')}\n};\n`}
/** The workspace: its objects by their plural, and what is not an object by names with a $. */
export interface Client {
${objects.map(member).join('\n')}
  /** Sends an operation to /graphql: a document of documents.ts, or any text. */
  readonly $query: Query;
  /** Objects, fields and indexes. */
  readonly $metadata: Metadata;
}

/** A client of the server at a URL. */
export function createClient(options: ClientOptions): Client {
  const send = createSend(options, '/graphql');
  return {
${objects.map(({ plural, type }) => `    ${plural}: createRecords<${type}Model>(send, SHAPES, '${type}'),`).join('\n')}
    $query: send as Query,
    $metadata: createMetadata(createSend(options, '/metadata')),
  };
}
`;
}

/** Not for a role that sees none: what is imported and not used is an error for some consumers. */
const OBJECT_IMPORTS = `import type { Shapes } from './runtime/model.ts';
import { createRecords, type Records } from './runtime/records.ts';
import type * as Types from './types.ts';
`;
const IMPORTS = `import { createMetadata, type Metadata } from './runtime/metadata.ts';
import { type ClientOptions, createSend, type Query } from './runtime/transport.ts';

export * from './runtime/errors.ts';
export type * from './runtime/metadata.ts';
export type { Fields, ListArguments, Select, Selected, Selection } from './runtime/model.ts';
export type { Page, Records } from './runtime/records.ts';
export type { ClientOptions, Query, RequestOptions, TypedDocument } from './runtime/transport.ts';
`;

function model(object: ApiObject): string {
  const { type, fields, one, many } = object;
  const related = (relations: ApiObject['one']) =>
    relations.length === 0
      ? 'object'
      : `{ ${relations.map(([name, of]) => `${name}: ${of}Model`).join('; ')} }`;
  const input = (kind: 'create' | 'update', suffix: string) =>
    object.methods.includes(kind) ? `Types.${type}${suffix}` : 'never';
  return `export interface ${type}Model {
  record: Types.${recordTypeName(type)};
  fields: ${union(fields)};
  one: ${related(one)};
  many: ${related(many)};
  filter: Types.${type}FilterInput;
  orderBy: Types.${type}OrderByInput;
  create: ${input('create', 'CreateInput')};
  update: ${input('update', 'UpdateInput')};
  aggregates: Omit<Types.${type}Connection, 'edges' | 'pageInfo'>;
  groupBy: Types.${type}GroupByInput;
  groupOrderBy: Types.${type}OrderByWithGroupByInput;
  group: Types.${type}GroupByConnection;
}
`;
}

function shape({ type, singular, plural, fields, one, many }: ApiObject): string {
  const related = (relations: ApiObject['one']) =>
    `{ ${relations.map(([name, of]) => `${name}: '${of}'`).join(', ')} }`;
  return `  ${type}: {
    type: '${type}',
    singular: '${singular}',
    plural: '${plural}',
    fields: [${fields.map((field) => `'${field}'`).join(', ')}],
    one: ${related(one)},
    many: ${related(many)},
  },`;
}

function member({ type, plural, methods }: ApiObject): string {
  const records = `Records<${type}Model>`;
  const allowed =
    methods.length === ALL_METHODS.length ? records : `Pick<${records}, ${union(methods)}>`;
  return `  readonly ${plural}: ${allowed};`;
}

function union(names: readonly string[]): string {
  return names.length === 0 ? 'never' : names.map((name) => `'${name}'`).join(' | ');
}
