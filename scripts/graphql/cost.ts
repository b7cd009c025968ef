/*
 * What a query may cost, known before it is executed: how many values its answer
 * may hold at most.
 *
 * Every field counts one, once for each record it is asked of: the sizes of pages
 * multiply through nested lists. What is computed over a whole list counts more, and
 * so does each field of the root, which is a statement of its own. Introspection is
 * exempt. A fragment is counted wherever it is spread; @skip and @include change nothing.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLList,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { PAGE_SIZE_MAX } from './limits.ts';

export type Variables = Readonly<Record<string, unknown>>;
/** The cost with the variables of a request. */
export type Cost = (variables: Variables) => number;

/** A schema, and how long its lists are where nobody says. */
export interface Priced {
  readonly schema: GraphQLSchema;
  readonly pageSize: number;
}

/** A field of the root is a statement, in a transaction of its own if it changes something. */
const ROOT_COST = 10_000;
/** Each reads a list from end to end, or many lists. */
const AGGREGATE_COST = 10;

/** Fields of a list that are no aggregate. */
const PARTS_OF_LIST: ReadonlySet<string> = new Set(['edges', 'pageInfo']);
/** Arguments that say how many there may be. */
const SIZES = ['first', 'last', 'limit'] as const;

const isConnection = (typeName: string): boolean => typeName.endsWith('Connection');

function argumentValue(node: ValueNode | undefined, variables: Variables): unknown {
  if (node === undefined) return undefined;
  if (node.kind === Kind.VARIABLE) return variables[node.name.value];
  if (node.kind === Kind.INT) return Number(node.value);
  if (node.kind === Kind.LIST) return node.values;
  if (node.kind !== Kind.OBJECT) return undefined;
  return Object.fromEntries(
    node.fields.map((field) => [field.name.value, argumentValue(field.value, variables)]),
  );
}

/** The size that a field's arguments ask for; what is out of bounds is refused elsewhere. */
function askedSize(field: FieldNode, variables: Variables): number | undefined {
  const args = Object.fromEntries(
    (field.arguments ?? []).map(({ name, value }) => [name.value, argumentValue(value, variables)]),
  );
  const paging = (args.paging ?? {}) as Readonly<Record<string, unknown>>;
  for (const name of SIZES) {
    const size = args[name] ?? paging[name];
    if (typeof size === 'number') return Math.min(Math.max(size, 0), PAGE_SIZE_MAX);
  }
  return Array.isArray(args.data) ? args.data.length : undefined;
}

class Costs {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Variables;
  readonly #defaultSize: number;
  /** Of fragments for one record, so that spreading them often takes no longer. */
  readonly #known = new Map<string, number>();

  constructor({ schema, pageSize }: Priced, document: DocumentNode, variables: Variables) {
    this.#schema = schema;
    this.#defaultSize = pageSize;
    this.#variables = variables;
    this.#fragments = new Map(
      document.definitions
        .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
  }

  operation(operation: OperationDefinitionNode): number {
    const type = this.#schema.getRootType(operation.operation);
    return type ? this.#selection(operation.selectionSet, type.name, ROOT_COST, 1) : 0;
  }

  /** Of what is selected of one object; `edges` is how long a list is, if that is what it is. */
  #selection(
    { selections }: SelectionSetNode,
    typeName: string,
    each: number,
    edges: number,
  ): number {
    let cost = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        cost += this.#fragment(selection.name.value, each, edges);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const inner = selection.typeCondition?.name.value ?? typeName;
        cost += this.#selection(selection.selectionSet, inner, each, edges);
      } else {
        cost += this.#field(selection, typeName, each, edges);
      }
    }
    return cost;
  }

  #fragment(name: string, each: number, edges: number): number {
    const fragment = this.#fragments.get(name);
    if (!fragment) return 0;
    const key = `${name} ${each} ${edges}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, 0);
    const typeName = fragment.typeCondition.name.value;
    const cost = this.#selection(fragment.selectionSet, typeName, each, edges);
    this.#known.set(key, cost);
    return cost;
  }

  #field(field: FieldNode, parent: string, each: number, edges: number): number {
    const name = field.name.value;
    const definition = this.#definition(parent, name);
    if (name.startsWith('__') || !definition) return 0;
    const isAggregate = isConnection(parent) && !PARTS_OF_LIST.has(name);
    const own = isAggregate ? AGGREGATE_COST : each;
    const type = getNamedType(definition.type);
    if (!field.selectionSet || !isCompositeType(type)) return own;
    const inner = this.#selection(field.selectionSet, type.name, 1, this.#pageSize(field, type));
    return own + this.#count(field, definition.type, parent, edges) * inner;
  }

  /** How many objects a field gives. */
  #count(field: FieldNode, type: GraphQLOutputType, parent: string, edges: number): number {
    if (!(getNullableType(type) instanceof GraphQLList)) return 1;
    if (isConnection(parent)) return edges;
    return askedSize(field, this.#variables) ?? PAGE_SIZE_MAX;
  }

  #pageSize(field: FieldNode, { name }: { name: string }): number {
    return isConnection(name) ? (askedSize(field, this.#variables) ?? this.#defaultSize) : 1;
  }

  #definition(parent: string, name: string): GraphQLField<unknown, unknown> | undefined {
    const type = this.#schema.getType(parent);
    return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  }
}

function usesVariables(operation: OperationDefinitionNode): boolean {
  return (operation.variableDefinitions ?? []).length > 0;
}

/** The cost of an operation of a valid document; what no variable changes is computed once. */
export function operationCost(
  priced: Priced,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Cost {
  const cost = (variables: Variables) =>
    new Costs(priced, document, variables).operation(operation);
  if (usesVariables(operation)) return cost;
  const fixed = cost({});
  return () => fixed;
}
