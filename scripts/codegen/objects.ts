/*
 * The objects of an API, as its schema shows them: names, types, fields and operations.
 */
import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { upperFirst } from '../graphql/records.ts';

/** An object that the role may read. */
export interface ApiObject {
  readonly singular: string;
  readonly plural: string;
  /** The name of its type. */
  readonly type: string;
  /** Names of fields that are values. */
  readonly fields: readonly string[];
  /** Relations, with the type of the object they lead to. */
  readonly one: readonly (readonly [name: string, type: string])[];
  readonly many: readonly (readonly [name: string, type: string])[];
  /** The client's methods that the role has. */
  readonly methods: readonly string[];
}

/** The objects of a schema, in the order of their names. */
export function objectsOf(schema: GraphQLSchema): ApiObject[] {
  const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
  return queries.flatMap((field) => {
    const type = getNamedType(field.type);
    const list = queries.find((other) => isConnectionOf(other, type.name));
    return isObjectType(type) && list !== undefined
      ? [objectOf(schema, type, field.name, list.name)]
      : [];
  });
}

function isConnectionOf({ type }: GraphQLField<unknown, unknown>, record: string): boolean {
  return isNonNullType(type) && String(type.ofType) === `${record}Connection`;
}

function objectOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  singular: string,
  plural: string,
): ApiObject {
  const fields = Object.values(type.getFields());
  const related = fields.flatMap((field) => {
    const target = getNamedType(field.type);
    return isObjectType(target) ? [[field.name, target.name] as const] : [];
  });
  return {
    singular,
    plural,
    type: type.name,
    fields: fields.filter((field) => isLeafType(getNamedType(field.type))).map(({ name }) => name),
    one: related.filter(([, target]) => listedBy(schema, target) === undefined),
    many: related.flatMap(([name, target]) => {
      const of = listedBy(schema, target);
      return of === undefined ? [] : [[name, of] as const];
    }),
    methods: methodsOf(schema, type.name, singular, plural),
  };
}

/** The type of the records that a connection has; undefined for other types. */
function listedBy(schema: GraphQLSchema, name: string): string | undefined {
  const of = name.replace(/Connection$/, '');
  return of !== name && schema.getType(of) !== undefined ? of : undefined;
}

const WRITES = ['create', 'update', 'delete', 'restore', 'destroy'] as const;

function methodsOf(
  schema: GraphQLSchema,
  type: string,
  singular: string,
  plural: string,
): string[] {
  const queries = schema.getQueryType()?.getFields() ?? {};
  const mutations = schema.getMutationType()?.getFields() ?? {};
  return [
    ...(singular in queries ? ['findOne'] : []),
    ...['findMany', 'findPage', 'iterate', 'aggregate'],
    ...(`${plural}GroupBy` in queries ? ['groupBy'] : []),
    ...WRITES.flatMap((verb) => [
      ...(`${verb}${type}` in mutations ? [verb] : []),
      ...(`${verb}${upperFirst(plural)}` in mutations ? [`${verb}Many`] : []),
    ]),
  ];
}

/** All methods of the client's records, where the role may do everything. */
export const ALL_METHODS: readonly string[] = [
  'findOne',
  'findMany',
  'findPage',
  'iterate',
  'aggregate',
  'groupBy',
  ...WRITES.flatMap((verb) => [verb, `${verb}Many`]),
];
