/*
 * Validation rule: how much an introspection may tell.
 *
 * Types have fields, which have types, which have fields: with a thousand aliases at the end of that, one
 * request asks for hundreds of megabytes. GraphQL limits how deep it goes, this rule how many values it
 * gives: some times what the standard introspection does, so that tools are served however large the schema.
 * A long description is as many values as it would fill with names.
 */
import {
  __Schema,
  __Type,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  isObjectType,
  Kind,
  parse,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValidationRule,
} from 'graphql';

type Fragments = (name: string) => FragmentDefinitionNode | null | undefined;

const META_FIELDS: ReadonlySet<string> = new Set([SchemaMetaFieldDef.name, TypeMetaFieldDef.name]);

/** Thrown to end a count that is beyond what is allowed: it takes no longer than what is. */
const BEYOND = new Error('The introspection is too large.');

/** The one text of a schema that may be of any length. */
const DESCRIPTION = 'description';
/** So many characters count as a value does. */
const CHARACTERS = 100;

function descriptionSize(source: unknown): number {
  const { description } = source as { readonly description?: string | null };
  return Math.floor((description ?? '').length / CHARACTERS);
}

class Count {
  readonly #schema: GraphQLSchema;
  readonly #fragments: Fragments;
  readonly #max: number;
  /** Of each part of the schema, for each selection: the same is asked of it by many ways. */
  readonly #known = new Map<SelectionSetNode, Map<unknown, number>>();

  constructor(schema: GraphQLSchema, fragments: Fragments, max: number) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#max = max;
  }

  /** How many values the introspection gives that is among what is selected of the root. */
  of(selection: SelectionSetNode): number {
    return this.#once(selection, this.#schema, () =>
      this.#sum(selection.selections, (selected) => {
        if (selected.kind === Kind.FIELD) return this.#metaField(selected);
        const inner = this.#selected(selected);
        return inner ? this.of(inner) : 0;
      }),
    );
  }

  #metaField({ name: { value: field }, selectionSet, arguments: [name] = [] }: FieldNode): number {
    if (!META_FIELDS.has(field)) return 0;
    if (!selectionSet) return 1;
    if (field === SchemaMetaFieldDef.name) return this.#part(__Schema, this.#schema, selectionSet);
    // Which one, a variable may say: any of them.
    const types = Object.values(this.#schema.getTypeMap()).filter(
      (type) => name?.value.kind !== Kind.STRING || name.value.value === type.name,
    );
    return this.#sum(types, (type) => this.#part(__Type, type, selectionSet));
  }

  /** However often a fragment is spread, and one that is spread in it, each is counted once. */
  #once(selection: SelectionSetNode, part: unknown, count: () => number): number {
    const known = this.#known.get(selection) ?? new Map<unknown, number>();
    this.#known.set(selection, known);
    const before = known.get(part);
    if (before !== undefined) return before;
    known.set(part, 0); // a fragment within itself is another rule's error: it only must not loop here
    const found = count();
    known.set(part, found);
    return found;
  }

  #selected(selection: SelectionSetNode['selections'][number]): SelectionSetNode | undefined {
    return selection.kind === Kind.FRAGMENT_SPREAD
      ? this.#fragments(selection.name.value)?.selectionSet
      : selection.selectionSet;
  }

  #sum<Item>(items: readonly Item[], count: (item: Item) => number): number {
    let sum = 0;
    for (const item of items) {
      sum += count(item);
      if (sum > this.#max) throw BEYOND;
    }
    return sum;
  }

  #value(
    { selectionSet }: FieldNode,
    { name, type, resolve }: GraphQLField<unknown, unknown>,
    source: unknown,
  ): number {
    const named = getNamedType(type);
    if (name === DESCRIPTION) return 1 + descriptionSize(source);
    if (!selectionSet || !isObjectType(named)) return 1;
    const info = { schema: this.#schema } as GraphQLResolveInfo;
    const value: unknown = resolve?.(source, { includeDeprecated: true }, undefined, info);
    const parts = Array.isArray(value) ? value : [value];
    return 1 + this.#sum(parts, (part) => this.#part(named, part, selectionSet));
  }

  /** What is selected of a type, a field, an argument … of the schema. */
  #part(type: GraphQLObjectType, part: unknown, selection: SelectionSetNode): number {
    if (part == null) return 1;
    const fields = type.getFields();
    return this.#once(selection, part, () =>
      this.#sum(selection.selections, (selected) => {
        if (selected.kind !== Kind.FIELD) {
          const inner = this.#selected(selected);
          return inner ? this.#part(type, part, inner) : 0;
        }
        const field = fields[selected.name.value];
        return field ? this.#value(selected, field, part) : 1;
      }),
    );
  }
}

const STANDARD = parse(
  getIntrospectionQuery({
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  }),
);

/** What the standard introspection gives of a schema. */
function standardSize(schema: GraphQLSchema): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of STANDARD.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition);
  }
  const count = new Count(schema, (name) => fragments.get(name), Number.POSITIVE_INFINITY);
  return STANDARD.definitions.reduce(
    (sum, definition) =>
      sum + (definition.kind === Kind.OPERATION_DEFINITION ? count.of(definition.selectionSet) : 0),
    0,
  );
}

/** `times` as much as the standard introspection. */
export function introspectionLimit(times: number): ValidationRule {
  const sizes = new WeakMap<GraphQLSchema, number>();
  const sizeOf = (schema: GraphQLSchema): number => {
    const size = sizes.get(schema) ?? standardSize(schema);
    sizes.set(schema, size);
    return size;
  };
  return (context) => {
    let isIntrospecting = false;
    return {
      Field({ name }) {
        isIntrospecting ||= META_FIELDS.has(name.value);
      },
      Document: {
        leave({ definitions }) {
          if (!isIntrospecting) return;
          const schema = context.getSchema();
          const max = times * sizeOf(schema);
          for (const node of definitions) {
            if (node.kind !== Kind.OPERATION_DEFINITION) continue;
            try {
              new Count(schema, (name) => context.getFragment(name), max).of(node.selectionSet);
            } catch (error) {
              if (error !== BEYOND) throw error;
              context.reportError(
                new GraphQLError(
                  `The introspection gives more than ${max} values, ${times} times as many as the standard one. Ask for less of the schema at a time.`,
                  { nodes: node, extensions: { limit: 'introspection', max } },
                ),
              );
            }
          }
        },
      },
    };
  };
}
