/*
 * Validation rule: how deep a query may nest.
 *
 * Counts fields from the root; introspection is exempt, because the standard
 * introspection query is deeper than any query on records needs to be.
 */
import {
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';

export function depthLimit(max: number): ValidationRule {
  return (context) => {
    const depths = new Map<FragmentDefinitionNode, number>();

    const fragmentDepth = (name: string): number => {
      const fragment = context.getFragment(name);
      if (!fragment) return 0;
      const known = depths.get(fragment);
      if (known !== undefined) return known;
      depths.set(fragment, 0); // a cycle is another rule's error: it only must not loop here
      const depth = selectionDepth(fragment.selectionSet);
      depths.set(fragment, depth);
      return depth;
    };

    const selectionDepth = (set: SelectionSetNode | undefined): number =>
      Math.max(
        0,
        ...(set?.selections ?? []).map((selection) => {
          if (selection.kind === Kind.FRAGMENT_SPREAD) return fragmentDepth(selection.name.value);
          if (selection.kind === Kind.INLINE_FRAGMENT)
            return selectionDepth(selection.selectionSet);
          return selection.name.value.startsWith('__')
            ? 0
            : 1 + selectionDepth(selection.selectionSet);
        }),
      );

    return {
      OperationDefinition(node) {
        const depth = selectionDepth(node.selectionSet);
        if (depth > max) {
          context.reportError(
            new GraphQLError(`The query is ${depth} levels deep; at most ${max} are allowed.`, {
              nodes: node,
              extensions: { limit: 'depth', asked: depth, max },
            }),
          );
        }
      },
    };
  };
}
