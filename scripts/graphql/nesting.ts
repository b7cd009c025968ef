/*
 * How deep the brackets of a request nest, without recursion.
 *
 * Parser, validation and coercion recurse: brackets by the hundred thousand fit
 * into a body, and would overflow their stack.
 */

/**
 * Lines end as GraphQL has it, with a carriage return alone too: what hides brackets here must hide them there. A
 * string without an end reaches to where it would have to be: else each quote in it is tried as the first of one.
 */
const TOKENS = /"""(?:\\"""|.)*?(?:"""|$)|"(?:\\.|[^"\\\n\r])*"?|#[^\n\r]*|[{([]|[})\]]/gs;

/** Of a query's text; brackets in strings and comments do not count. */
export function queryNesting(query: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of query.matchAll(TOKENS)) {
    if ('{(['.includes(token)) deepest = Math.max(deepest, ++depth);
    else if ('})]'.includes(token)) depth--;
  }
  return deepest;
}

/** Of a value made by JSON.parse. */
export function valueNesting(value: unknown): number {
  const rest: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  let deepest = 0;
  for (let next = rest.pop(); next; next = rest.pop()) {
    const { value: current, depth } = next;
    if (typeof current !== 'object' || current === null) continue;
    deepest = Math.max(deepest, depth + 1);
    for (const child of Object.values(current)) rest.push({ value: child, depth: depth + 1 });
  }
  return deepest;
}
