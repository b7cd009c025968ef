/*
 * One GraphQL request: parsed and validated (once for each text), executed by
 * Grafast, its errors put in our words.
 */
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
} from 'graphql';
import { execute } from 'postgraphile/grafast';
import type { Documents } from './documents.ts';
import { type ErrorContext, formatError } from './errors.ts';
import type { GraphQLRequest } from './request.ts';

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
  const { variables } = request;
  const result = await execute({
    schema,
    document: parsed.document,
    contextValue,
    variableValues: variables ?? null,
    operationName: request.operationName ?? null,
  });
  if (!isSingleResult(result))
    throw new Error('A result came in parts, though no directive for that is in the schema.');
  const { data, errors } = result;
  const asked = { ...errorContext, document: parsed.document, variables };
  return {
    response: {
      ...(errors ? { errors: errors.map((error) => formatError(error, asked)) } : {}),
      ...(data === undefined ? {} : { data }),
    },
    isMutation: isMutation(parsed.document, request.operationName),
  };
}

function isSingleResult(result: object): result is ExecutionResult {
  return !(Symbol.asyncIterator in result);
}

function isMutation({ definitions }: DocumentNode, name: string | undefined): boolean {
  const operations = definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const found = operations.find((each) => name === undefined || each.name?.value === name);
  return found?.operation === OperationTypeNode.MUTATION;
}
