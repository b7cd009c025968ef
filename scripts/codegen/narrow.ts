/*
 * The schema with what the metadata knows and GraphQL has no word for: the values of SELECT and
 * MULTI_SELECT. Each such field gets a scalar of its own, named after object and field with an
 * underscore, which no type of the API has in that place; the documents never name it, so that they
 * hold for the API as it is.
 */
import {
  type DocumentNode,
  type InputObjectTypeDefinitionNode,
  Kind,
  type NameNode,
  parse,
  printSchema,
  type TypeNode,
  visit,
} from 'graphql';
import { upperFirst } from '../graphql/records.ts';
import type { WorkspaceApi } from './api.ts';

/** A schema to generate types from. */
export interface NarrowedSchema {
  readonly document: DocumentNode;
  /** The TypeScript type of each scalar that was added. */
  readonly scalars: Readonly<Record<string, string>>;
}

/** Types of an object that have its fields. */
const RECORD_TYPES = ['', 'CreateInput', 'UpdateInput', 'FilterInput', '_RelatedFilterInput'];
const FILTERS = ['SelectFilter', 'MultiSelectFilter'];

/** What types.ts declares for itself, and what it uses: an object of that name gets another one there. */
const TAKEN = ['Maybe', 'InputMaybe', 'Given', 'Scalars', 'Array', 'ReadonlyArray'];

/** The name of an object's type in types.ts. */
export function recordTypeName(type: string): string {
  return TAKEN.includes(type) ? `${type}_` : type;
}

/** JSON in the API: a value for each field that is grouped by. */
const DIMENSIONS = 'groupByDimensionValues';
const DIMENSION_VALUES: TypeNode = {
  kind: Kind.NON_NULL_TYPE,
  type: { kind: Kind.NAMED_TYPE, name: named('Dimension_values') },
};

interface Choice {
  readonly scalar: string;
  readonly options: readonly string[];
}

/** Narrows the fields that have options. */
export function narrowed({ schema, model }: WorkspaceApi): NarrowedSchema {
  const choices = new Map<string, Choice>();
  for (const object of model.objects) {
    for (const field of object.fields) {
      const { options } = field.settings;
      if (options === undefined || !field.isActive) continue;
      const choice = { scalar: `${upperFirst(object.name)}_${field.name}`, options };
      for (const suffix of RECORD_TYPES) {
        choices.set(`${upperFirst(object.name)}${suffix}.${field.name}`, choice);
      }
    }
  }
  const used = new Map<string, Choice>();
  const narrow = (type: string, field: string, of: TypeNode): TypeNode => {
    if (field === DIMENSIONS && type.endsWith('GroupByConnection')) return DIMENSION_VALUES;
    const choice = choices.get(`${type}.${field}`);
    if (choice === undefined) return of;
    used.set(choice.scalar, choice);
    return narrowedType(of, choice.scalar);
  };
  const printed = parse(printSchema(schema), { noLocation: true });
  const document = visit(printed, {
    NamedType: (node) => ({ ...node, name: named(recordTypeName(node.name.value)) }),
    ObjectTypeDefinition: (node) => ({
      ...node,
      name: named(recordTypeName(node.name.value)),
      fields: node.fields?.map((field) => ({
        ...field,
        type: narrow(node.name.value, field.name.value, field.type),
      })),
    }),
    InputObjectTypeDefinition: (node) => ({
      ...node,
      fields: node.fields?.map((field) => ({
        ...field,
        type: narrow(node.name.value, field.name.value, field.type),
      })),
    }),
  });
  const filters = printed.definitions.filter(
    (node) => node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && FILTERS.includes(node.name.value),
  ) as InputObjectTypeDefinitionNode[];
  const definitions = [...used.values()]
    .toSorted((a, b) => (a.scalar < b.scalar ? -1 : 1))
    .flatMap(({ scalar }) => [
      { kind: Kind.SCALAR_TYPE_DEFINITION, name: named(scalar) } as const,
      ...filters.map((filter) => filterOf(filter, scalar)),
    ]);
  const scalars = [...used.values()].map(({ scalar, options }) => [
    scalar,
    options.map((option) => JSON.stringify(option)).join(' | ') || 'never',
  ]);
  const dimensions = {
    kind: Kind.SCALAR_TYPE_DEFINITION,
    name: named('Dimension_values'),
  } as const;
  return {
    document: { ...document, definitions: [...document.definitions, dimensions, ...definitions] },
    scalars: {
      ...Object.fromEntries(scalars),
      Dimension_values: '(string | number | boolean | string[] | null)[]',
    },
  };
}

/** Text becomes the scalar, in a list too, whose elements are never null; a filter becomes its own. */
function narrowedType(type: TypeNode, scalar: string): TypeNode {
  if (type.kind === Kind.NON_NULL_TYPE) {
    const inner = narrowedType(type.type, scalar);
    return inner.kind === Kind.NON_NULL_TYPE ? inner : { ...type, type: inner };
  }
  if (type.kind === Kind.LIST_TYPE) {
    const inner = narrowedType(type.type, scalar);
    return {
      ...type,
      type: inner.kind === Kind.NON_NULL_TYPE ? inner : { kind: Kind.NON_NULL_TYPE, type: inner },
    };
  }
  const name = type.name.value;
  const value = FILTERS.includes(name) ? `${scalar}_${name}` : scalar;
  return { ...type, name: named(value) };
}

/** The same operators, of the scalar in place of text. */
function filterOf(filter: InputObjectTypeDefinitionNode, scalar: string) {
  return visit(
    { ...filter, name: named(`${scalar}_${filter.name.value}`) },
    {
      NamedType: (node) =>
        node.name.value === 'String' ? { ...node, name: named(scalar) } : undefined,
    },
  );
}

function named(value: string): NameNode {
  return { kind: Kind.NAME, value };
}
