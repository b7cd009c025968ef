/*
 * How much a query selects, its fragments spread out, and the validation rule that
 * limits it.
 *
 * Grafast walks a fragment anew wherever it is spread: with twenty-five of them,
 * each spreading the next one twice, a kilobyte of query is 33 million selections,
 * and no other request is answered until they are planned.
 */
import {
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';

/** Finds a fragment by its name. */
export type FragmentOf = (name: string) => FragmentDefinitionNode | null | undefined;

/** Counts fields and fragments of what is selected. */
export function selectionCounter(fragmentOf: FragmentOf): (set: SelectionSetNode) => number {
  const sizes = new Map<FragmentDefinitionNode, number>();

  const fragmentSize = (name: string): number => {
    const fragment = fragmentOf(name);
    if (!fragment) return 0;
    const known = sizes.get(fragment);
    if (known !== undefined) return known;
    sizes.set(fragment, 0); // a cycle is another rule's error: it only must not loop here
    const size = selectionSize(fragment.selectionSet);
    sizes.set(fragment, size);
    return size;
  };

  const selectionSize = (set: SelectionSetNode | undefined): number =>
    (set?.selections ?? []).reduce(
      (sum, selection) =>
        sum +
        1 +
        (selection.kind === Kind.FRAGMENT_SPREAD
          ? fragmentSize(selection.name.value)
          : selectionSize(selection.selectionSet)),
      0,
    );

  return selectionSize;
}

export function sizeLimit(max: number): ValidationRule {
  return (context) => {
    const count = selectionCounter((name) => context.getFragment(name));
    return {
      OperationDefinition(node) {
        const size = count(node.selectionSet);
        if (size > max) {
          context.reportError(
            new GraphQLError(
              `The query selects ${size} fields and fragments, each fragment counted wherever it is spread; at most ${max} are allowed.`,
              { nodes: node, extensions: { limit: 'size', asked: size, max } },
            ),
          );
        }
      },
    };
  };
}
