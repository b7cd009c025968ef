/*
 * One GraphQL request: parsed and validated (once for each text), executed by
 * Grafast, its errors put in our words.
 */
import {
  type ExecutionResult,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { execute } from 'postgraphile/grafast';
import type { Documents } from './documents.ts';
import { type ErrorContext, formatError } from './errors.ts';

export interface GraphQLRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

export interface Executable {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
}

export interface GraphQLResponse {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
}

export interface Executed {
  readonly response: GraphQLResponse;
  /** Whether this was a mutation, of which at least one field may have done something. */
  readonly isMutation: boolean;
}

export async function executeRequest(
  { schema, documents }: Executable,
  request: GraphQLRequest,
  contextValue: Partial<Grafast.Context>,
  errorContext: ErrorContext,
): Promise<Executed> {
  const parsed = documents(request.query);
  if (parsed.errors) {
    return {
      response: { errors: parsed.errors.map((error) => formatError(error, errorContext)) },
      isMutation: false,
    };
  }
  const result = await execute({
    schema,
    document: parsed.document,
    contextValue,
    variableValues: request.variables ?? null,
    operationName: request.operationName ?? null,
  });
  if (!isSingleResult(result))
    throw new Error('A result came in parts, though no directive for that is in the schema.');
  const { data, errors } = result;
  return {
    response: {
      ...(errors ? { errors: errors.map((error) => formatError(error, errorContext)) } : {}),
      ...(data === undefined ? {} : { data }),
    },
    isMutation:
      operation(parsed.document.definitions as never, request.operationName) === 'mutation',
  };
}

function isSingleResult(result: object): result is ExecutionResult {
  return !(Symbol.asyncIterator in result);
}

function operation(
  definitions: readonly OperationDefinitionNode[],
  name: string | undefined,
): string | undefined {
  const operations = definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const found =
    name === undefined ? operations[0] : operations.find((each) => each.name?.value === name);
  return found?.operation;
}
