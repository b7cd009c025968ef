/*
 * How often an answer may hold a value that the database sends once: two names for one
 * field of one record, or for one record, are two places for what is read once.
 *
 * Fields of the root are told apart by their arguments: others are read by themselves.
 */
import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionSetNode,
} from 'graphql';
import type { Fragments } from './cost.ts';

const rootKey = ({ name, arguments: given = [] }: FieldNode): string =>
  [name.value, ...given.map(print)].join(' ');

/** The most that one field of one type is selected, of an operation of a valid document. */
export function repetitions(
  schema: GraphQLSchema,
  fragments: Fragments,
  operation: OperationDefinitionNode,
): number {
  const counts = new Map<string, number>();

  const field = (selected: FieldNode, parent: GraphQLNamedType, root: string): void => {
    const name = selected.name.value;
    const definition = isObjectType(parent) ? parent.getFields()[name] : undefined;
    if (!definition) return; // introspection
    if (selected.selectionSet) walk(selected.selectionSet, getNamedType(definition.type), root);
    else {
      const key = `${root} ${parent.name} ${name}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  };

  const walk = (
    { selections }: SelectionSetNode,
    parent: GraphQLNamedType | undefined,
    root?: string,
  ): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        if (parent) field(selection, parent, root ?? rootKey(selection));
        continue;
      }
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!inner) continue;
      const type = inner.typeCondition ? schema.getType(inner.typeCondition.name.value) : parent;
      walk(inner.selectionSet, type, root);
    }
  };

  walk(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
  return Math.max(1, ...counts.values());
}
