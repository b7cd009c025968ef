/*
 * A GraphQL request out of an HTTP body, or what is wrong with it.
 */
import { NESTING_MAX, QUERY_CHARACTERS_MAX } from './limits.ts';
import { queryNesting, valueNesting } from './nesting.ts';

export interface GraphQLRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

/** Why there is no request. */
export interface RefusedRequest {
  readonly refused: string;
  /** The limit that it is over, if that is why. */
  readonly limit?: string;
}

const SHAPE: RefusedRequest = { refused: 'The body is { "query": "…", "variables": {…} }.' };
const BATCH: RefusedRequest = {
  refused: 'Batches of operations are not taken: send each by itself.',
};

/** The request, or why it is refused. */
export function parseRequest(body: unknown): GraphQLRequest | RefusedRequest {
  if (Array.isArray(body)) return BATCH;
  if (typeof body !== 'object' || body === null) return SHAPE;
  const { query, variables, operationName } = body as Record<string, unknown>;
  if (typeof query !== 'string') return SHAPE;
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables)))
    return SHAPE;
  if (operationName != null && typeof operationName !== 'string') return SHAPE;
  if (query.length > QUERY_CHARACTERS_MAX) {
    return {
      refused: `The query is ${query.length} characters long; at most ${QUERY_CHARACTERS_MAX} are allowed. Send values as variables.`,
      limit: 'query',
    };
  }
  if (queryNesting(query) > NESTING_MAX || valueNesting(variables) > NESTING_MAX) {
    return {
      refused: `The request nests too deeply: more than ${NESTING_MAX} brackets.`,
      limit: 'nesting',
    };
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
