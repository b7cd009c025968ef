/*
 * A document for every operation that the API has: all arguments as variables, all fields that are
 * values in the answer.
 */
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { upperFirst } from '../graphql/records.ts';

type Field = GraphQLField<unknown, unknown>;

/** An operation: the name that its constant and types begin with, and its text. */
export interface ApiDocument {
  readonly name: string;
  readonly kind: 'Query' | 'Mutation';
  readonly text: string;
}

/** Of lists: what aggregates there are is for their reader to choose. */
const CONNECTION_FIELDS = ['edges', 'node', 'cursor', 'pageInfo', 'totalCount'];
const GROUP_FIELDS = ['groupByDimensionValues', 'totalCount'];

/**
 * The documents of a schema, queries first. An object may be called as a mutation is (`createProduct`):
 * its query has an underscore, which no name of the API has there.
 */
export function documentsOf(schema: GraphQLSchema): ApiDocument[] {
  const mutations = schema.getMutationType()?.getFields() ?? {};
  return [
    ...Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) =>
      documentOf(field, 'Query', field.name in mutations ? '_' : ''),
    ),
    ...Object.values(mutations).map((field) => documentOf(field, 'Mutation')),
  ];
}

function documentOf(field: Field, kind: ApiDocument['kind'], suffix = ''): ApiDocument {
  const name = upperFirst(field.name) + suffix;
  const variables = field.args.map((argument) => `$${argument.name}: ${argument.type}`);
  const given = field.args.map((argument) => `${argument.name}: $${argument.name}`);
  const brackets = (parts: readonly string[]) =>
    parts.length === 0 ? '' : `(${parts.join(', ')})`;
  const text = `${kind.toLowerCase()} ${name}${brackets(variables)} {
  ${field.name}${brackets(given)}${selection(getNamedType(field.type), 1)}
}`;
  return { name, kind, text };
}

/** Values alone; of a list its records. Nothing where the type is a value itself. */
function selection(type: GraphQLNamedType, depth: number): string {
  if (!isObjectType(type)) return '';
  const indent = '  '.repeat(depth);
  const lines = chosen(type).map(
    (field) => `${indent}  ${field.name}${selection(getNamedType(field.type), depth + 1)}`,
  );
  return ` {\n${lines.join('\n')}\n${indent}}`;
}

function chosen(type: GraphQLObjectType): Field[] {
  const fields = type.getFields();
  const names = Object.keys(fields);
  const wanted = [CONNECTION_FIELDS, GROUP_FIELDS].find(([first = '']) => names.includes(first));
  const isListPart = wanted !== undefined || type.name.endsWith('Edge');
  return Object.values(fields).filter(
    (field) =>
      !field.args.some(isRequiredArgument) &&
      (isListPart
        ? (wanted ?? CONNECTION_FIELDS).includes(field.name)
        : isLeafType(getNamedType(field.type))),
  );
}
