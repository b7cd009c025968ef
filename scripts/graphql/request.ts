/*
 * A GraphQL request out of an HTTP body, or what is wrong with it.
 */
import { NESTING_MAX } from './limits.ts';
import { rejections } from './metrics.ts';
import { queryNesting, valueNesting } from './nesting.ts';

export interface GraphQLRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

/** The request, or a message that refuses it. */
export function parseRequest(body: unknown): GraphQLRequest | string {
  const shape = 'The body is { "query": "…", "variables": {…} }.';
  if (Array.isArray(body)) return 'Batches of operations are not taken: send each by itself.';
  if (typeof body !== 'object' || body === null) return shape;
  const { query, variables, operationName } = body as Record<string, unknown>;
  if (typeof query !== 'string') return shape;
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables)))
    return shape;
  if (operationName != null && typeof operationName !== 'string') return shape;
  if (queryNesting(query) > NESTING_MAX || valueNesting(variables) > NESTING_MAX) {
    rejections.inc({ limit: 'nesting' });
    return `The request nests too deeply: more than ${NESTING_MAX} brackets.`;
  }
  return {
    query,
    ...(variables == null ? {} : { variables: bare(variables) as Record<string, unknown> }),
    ...(operationName == null ? {} : { operationName }),
  };
}

/** The same value of objects that inherit nothing: else a field named "constructor" is found in each. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = Object.create(null);
  for (const [key, inner] of Object.entries(value)) copy[key] = bare(inner);
  return copy;
}
