/*
 * What a query may cost, known before it is executed: how many values its answer
 * may hold at most, and what it takes to plan it.
 *
 * Every field counts one, once for each record it is asked of: the sizes of pages
 * multiply through nested lists. What is computed over a whole list counts more, and
 * so does each field of the root, which is a statement of its own. A list or record of
 * a record and what its arguments ask are planned once, however many records there are:
 * while that is done, nobody else is answered, and it takes longer than in proportion.
 * Introspection is exempt. A fragment is counted wherever it is spread; @skip and
 * @include change nothing.
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
export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** A schema, and how long its lists are where nobody says. */
export interface Priced {
  readonly schema: GraphQLSchema;
  readonly pageSize: number;
}

/** A field of the root is a statement, in a transaction of its own if it changes something. */
const ROOT_COST = 10_000;
/** Each reads a list from end to end, or many lists. */
const AGGREGATE_COST = 10;

/** A list or record of a record: a hundred of them take a tenth of a second or two to plan. */
const RELATION_COST = 20_000;
/** An object in the arguments: a condition, or a key of an order; a thousand take about as long. */
const CONDITION_COST = 500;

/** Fields of a list that are no aggregate. */
const PARTS_OF_LIST: ReadonlySet<string> = new Set(['edges', 'pageInfo']);
/** Arguments that say how many there may be. */
const SIZES = ['first', 'last', 'limit'] as const;

/** The argument whose objects are records to write: they count by what is asked of them. */
const RECORDS = 'data';

/** What a selection costs of each object, and once. */
interface Price {
  readonly each: number;
  readonly once: number;
}

const FREE: Price = { each: 0, once: 0 };

const plus = (one: Price, other: Price): Price => ({
  each: one.each + other.each,
  once: one.once + other.once,
});

/** Lists, and the groups of one; an object may have such a name too. */
const isConnection = (typeName: string): boolean => typeName.endsWith('Connection');

function countObjects(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce(
    (sum: number, inner) => sum + countObjects(inner),
    Array.isArray(value) ? 0 : 1,
  );
}

function argumentValue(node: ValueNode | undefined, variables: Variables): unknown {
  if (node === undefined) return undefined;
  if (node.kind === Kind.VARIABLE) return variables[node.name.value];
  if (node.kind === Kind.INT) return Number(node.value);
  if (node.kind === Kind.LIST) return node.values.map((item) => argumentValue(item, variables));
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

/** What the arguments of a field ask for. */
function conditions({ arguments: given = [] }: FieldNode, variables: Variables): number {
  return given
    .filter(({ name }) => name.value !== RECORDS)
    .reduce((sum, { value }) => sum + countObjects(argumentValue(value, variables)), 0);
}

class Costs {
  readonly #schema: GraphQLSchema;
  readonly #fragments: Fragments;
  readonly #variables: Variables;
  readonly #defaultSize: number;
  /** Of fragments for one record, so that spreading them often takes no longer. */
  readonly #known = new Map<string, Price>();

  constructor({ schema, pageSize }: Priced, fragments: Fragments, variables: Variables) {
    this.#schema = schema;
    this.#defaultSize = pageSize;
    this.#variables = variables;
    this.#fragments = fragments;
  }

  operation(operation: OperationDefinitionNode): Price {
    const type = this.#schema.getRootType(operation.operation);
    return type ? this.#selection(operation.selectionSet, type.name, true, 1) : FREE;
  }

  /** Of what is selected of one object; `edges` is how long a list is, if that is what it is. */
  #selection(
    { selections }: SelectionSetNode,
    typeName: string,
    isRoot: boolean,
    edges: number,
  ): Price {
    let price = FREE;
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        price = plus(price, this.#fragment(selection.name.value, isRoot, edges));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const inner = selection.typeCondition?.name.value ?? typeName;
        price = plus(price, this.#selection(selection.selectionSet, inner, isRoot, edges));
      } else {
        price = plus(price, this.#field(selection, typeName, isRoot, edges));
      }
    }
    return price;
  }

  #fragment(name: string, isRoot: boolean, edges: number): Price {
    const fragment = this.#fragments.get(name);
    if (!fragment) return FREE;
    const key = `${name} ${isRoot} ${edges}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, FREE);
    const typeName = fragment.typeCondition.name.value;
    const price = this.#selection(fragment.selectionSet, typeName, isRoot, edges);
    this.#known.set(key, price);
    return price;
  }

  #field(field: FieldNode, parent: string, isRoot: boolean, edges: number): Price {
    const name = field.name.value;
    const definition = this.#definition(parent, name);
    if (name.startsWith('__') || !definition) return FREE;
    const isAggregate = isConnection(parent) && !PARTS_OF_LIST.has(name);
    const own = isAggregate ? AGGREGATE_COST : 1;
    const price = {
      each: isRoot ? 0 : own,
      once: (isRoot ? ROOT_COST : 0) + CONDITION_COST * conditions(field, this.#variables),
    };
    const type = getNamedType(definition.type);
    if (!field.selectionSet || !isCompositeType(type)) return price;
    const inner = this.#selection(
      field.selectionSet,
      type.name,
      false,
      this.#pageSize(field, type),
    );
    const isRelation = !isRoot && !this.#isPartOfList(parent, name);
    return plus(price, {
      each: this.#count(field, definition.type, parent, edges) * inner.each,
      once: inner.once + (isRelation ? RELATION_COST : 0),
    });
  }

  /** How many objects a field gives. */
  #count(field: FieldNode, type: GraphQLOutputType, parent: string, edges: number): number {
    if (!(getNullableType(type) instanceof GraphQLList)) return 1;
    if (this.#isList(parent)) return edges;
    return askedSize(field, this.#variables) ?? PAGE_SIZE_MAX;
  }

  #pageSize(field: FieldNode, { name }: { name: string }): number {
    return this.#isList(name) ? (askedSize(field, this.#variables) ?? this.#defaultSize) : 1;
  }

  /** By what it has, not by its name: no object may be named PageInfo. */
  #isList(typeName: string): boolean {
    const pageInfo = this.#definition(typeName, 'pageInfo');
    return pageInfo !== undefined && getNamedType(pageInfo.type).name === 'PageInfo';
  }

  /** Fields that only lead on to the records of a list. */
  #isPartOfList(parent: string, field: string): boolean {
    const isNode = field === 'node' && parent.endsWith('Edge');
    return this.#isList(isNode ? parent.replace(/Edge$/, 'Connection') : parent);
  }

  #definition(parent: string, name: string): GraphQLField<unknown, unknown> | undefined {
    const type = this.#schema.getType(parent);
    return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  }
}

/** What variables are where the request does not say. */
function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Variables {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, argumentValue(defaultValue, {})]] : [],
    ),
  );
}

/** The fragments of a document by their names. */
export function fragmentsOf(document: DocumentNode): Fragments {
  return new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
}

/** The cost of an operation of a valid document; what no variable changes is computed once. */
export function operationCost(
  priced: Priced,
  fragments: Fragments,
  operation: OperationDefinitionNode,
): Cost {
  const defaults = defaultsOf(operation);
  const cost = (given: Variables): number => {
    const variables = { ...defaults, ...given };
    const { each, once } = new Costs(priced, fragments, variables).operation(operation);
    return each + once;
  };
  if (operation.variableDefinitions?.length) return cost;
  const fixed = cost({});
  return () => fixed;
}

/** What of the cost is for planning; what stands in variables is not planned for. */
export function planningCost(
  priced: Priced,
  fragments: Fragments,
  operation: OperationDefinitionNode,
): number {
  return new Costs(priced, fragments, {}).operation(operation).once;
}
