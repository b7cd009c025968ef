/*
 * The text of operations, and the records in their answers.
 */
import type { Shape, Shapes } from './model.ts';
import type { Variables } from './transport.ts';

/** A selection as it is at run time. */
export type AnySelection = Readonly<Record<string, unknown>>;

/** An argument: its GraphQL type and value. One whose value is undefined is left out. */
export type Arguments = Readonly<Record<string, readonly [type: string, value: unknown]>>;

/** Collects variables, and names them. */
export class VariableList {
  readonly values: Record<string, unknown> = {};
  readonly #declarations: string[] = [];

  /** The arguments of a field as text, "" without any. */
  arguments(given: Arguments): string {
    const parts = Object.entries(given).flatMap(([name, [type, value]]) => {
      if (value === undefined) return [];
      const variable = `${name}${this.#declarations.length}`;
      this.#declarations.push(`$${variable}: ${type}`);
      this.values[variable] = value;
      return [`${name}: $${variable}`];
    });
    return parts.length === 0 ? '' : `(${parts.join(', ')})`;
  }

  /** Their declarations as text. */
  declarations(): string {
    return this.#declarations.length === 0 ? '' : `(${this.#declarations.join(', ')})`;
  }
}

/** The arguments of a list of an object's records. */
export function listArguments({ type }: Shape, given: AnySelection = {}): Arguments {
  const { filter, orderBy, first, last, after, before, offset } = given;
  return {
    filter: [`${type}FilterInput`, filter],
    orderBy: [`[${type}OrderByInput!]`, orderBy],
    first: ['Int', first],
    last: ['Int', last],
    after: ['String', after],
    before: ['String', before],
    offset: ['Int', offset],
  };
}

/** All fields of an object that are values. */
export function allFields({ fields }: Shape): AnySelection {
  return Object.fromEntries(fields.map((field) => [field, true]));
}

/** A selection of an object's fields as text, without braces. */
export function selectionText(
  shapes: Shapes,
  shape: Shape,
  selection: AnySelection,
  variables: VariableList,
): string {
  const parts = Object.entries(selection).flatMap(([name, value]) => {
    if (value === undefined || value === false || name === '$arguments') return [];
    if (shape.fields.includes(name)) return [name];
    const inner = value as AnySelection;
    const one = leadsTo(shape.one, name);
    if (one !== undefined) {
      return [`${name} { ${selectionText(shapes, shapeOf(shapes, one), inner, variables)} }`];
    }
    const many = shapeOf(shapes, leadsTo(shape.many, name) ?? missing(shape, name));
    const { $arguments } = inner as { readonly $arguments?: AnySelection };
    const given = variables.arguments(listArguments(many, $arguments));
    const text = selectionText(shapes, many, inner, variables);
    return [`${name}${given} { edges { node { ${text} } } }`];
  });
  if (parts.length === 0) throw new TypeError(`Select at least one field of ${shape.singular}.`);
  return parts.join(' ');
}

/** The same record with lists in place of connections. */
export function recordOf(
  shapes: Shapes,
  shape: Shape,
  selection: AnySelection,
  record: unknown,
): unknown {
  if (record === null) return null;
  const values = Object.entries(record as AnySelection).map(([name, value]) => {
    const inner = selection[name] as AnySelection;
    const one = leadsTo(shape.one, name);
    if (one !== undefined) return [name, recordOf(shapes, shapeOf(shapes, one), inner, value)];
    const many = leadsTo(shape.many, name);
    if (many === undefined) return [name, value];
    const { edges } = value as { edges: readonly { node: unknown }[] };
    const of = shapeOf(shapes, many);
    return [name, edges.map(({ node }) => recordOf(shapes, of, inner, node))];
  });
  return Object.fromEntries(values);
}

/** The object that a relation leads to; a field may be called `toString`, which every object has. */
function leadsTo(relations: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(relations, name) ? relations[name] : undefined;
}

/** A whole operation of one field. */
export function operation(
  kind: 'query' | 'mutation',
  field: string,
  variables: VariableList,
): { text: string; variables: Variables } {
  return {
    text: `${kind} ${variables.declarations()}{ result: ${field} }`,
    variables: variables.values,
  };
}

/** An object that the client knows. */
export function shapeOf(shapes: Shapes, object: string): Shape {
  const shape = shapes[object];
  if (shape === undefined) throw new TypeError(`There is no object ${object}.`);
  return shape;
}

function missing({ singular }: Shape, name: string): never {
  throw new TypeError(`There is no field ${singular}.${name}.`);
}
