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
import { fragmentsOf } from './cost.ts';
import type { FragmentOf } from './size.ts';

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
  readonly #fragmentOf: FragmentOf;
  readonly #max: number;
  /** Of each part of the schema, for each selection: the same is asked of it by many ways. */
  readonly #known = new Map<SelectionSetNode, Map<unknown, number>>();

  constructor(schema: GraphQLSchema, fragmentOf: FragmentOf, max: number) {
    this.#schema = schema;
    this.#fragmentOf = fragmentOf;
    this.#max = max;
  }

  /** How many values the introspection of an operation gives. */
  of(fields: readonly FieldNode[]): number {
    return this.#sum(fields, (field) => {
      const { selectionSet } = field;
      if (!selectionSet) return 1;
      if (field.name.value === SchemaMetaFieldDef.name) {
        return this.#part(__Schema, this.#schema, selectionSet);
      }
      // Which one, a variable may say: any of them.
      const [name] = field.arguments ?? [];
      const types = Object.values(this.#schema.getTypeMap()).filter(
        (type) => name?.value.kind !== Kind.STRING || name.value.value === type.name,
      );
      return this.#sum(types, (type) => this.#part(__Type, type, selectionSet));
    });
  }

  #selected(selection: SelectionSetNode['selections'][number]): SelectionSetNode | undefined {
    return selection.kind === Kind.FRAGMENT_SPREAD
      ? this.#fragmentOf(selection.name.value)?.selectionSet
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
    const known = this.#known.get(selection) ?? new Map<unknown, number>();
    this.#known.set(selection, known);
    const before = known.get(part);
    if (before !== undefined) return before;
    known.set(part, 0); // a fragment within itself is another rule's error: it only must not loop here
    const fields = type.getFields();
    const count = this.#sum(selection.selections, (selected) => {
      if (selected.kind !== Kind.FIELD) {
        const inner = this.#selected(selected);
        return inner ? this.#part(type, part, inner) : 0;
      }
      const field = fields[selected.name.value];
      return field ? this.#value(selected, field, part) : 1;
    });
    known.set(part, count);
    return count;
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

/** The fields of an operation that are introspection: of a fragment once, however often it is spread, as GraphQL has it. */
function introspecting(
  { selections }: SelectionSetNode,
  fragmentOf: FragmentOf,
  seen = new Set<unknown>(),
): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD)
      return META_FIELDS.has(selection.name.value) ? selection : [];
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(selection.name.value);
    if (!inner || seen.has(inner)) return [];
    seen.add(inner);
    return introspecting(inner.selectionSet, fragmentOf, seen);
  });
}

/** What the standard introspection gives of a schema. */
function standardSize(schema: GraphQLSchema): number {
  const fragments = fragmentsOf(STANDARD);
  const fragmentOf: FragmentOf = (name) => fragments.get(name);
  const fields = STANDARD.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? introspecting(definition.selectionSet, fragmentOf)
      : [],
  );
  return new Count(schema, fragmentOf, Number.POSITIVE_INFINITY).of(fields);
}

/** `times` as much as the standard introspection. */
export function introspectionLimit(times: number): ValidationRule {
  const sizes = new WeakMap<GraphQLSchema, number>();
  return (context) => ({
    OperationDefinition(node) {
      const fragmentOf: FragmentOf = (name) => context.getFragment(name);
      const fields = introspecting(node.selectionSet, fragmentOf);
      if (fields.length === 0) return;
      const schema = context.getSchema();
      const standard = sizes.get(schema) ?? standardSize(schema);
      sizes.set(schema, standard);
      const max = times * standard;
      try {
        new Count(schema, fragmentOf, max).of(fields);
      } catch (error) {
        if (error !== BEYOND) throw error;
        context.reportError(
          new GraphQLError(
            `The introspection gives more than ${max} values, ${times} times as many as the standard one. Ask for less of the schema at a time.`,
            { nodes: node, extensions: { limit: 'introspection', max } },
          ),
        );
      }
    },
  });
}
