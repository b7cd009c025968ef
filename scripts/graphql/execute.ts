/*
 * One GraphQL request: parsed and validated (once for each text), refused if it costs
 * too much, executed by Grafast, its errors put in our words.
 */
import {
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  OperationTypeNode,
} from 'graphql';
import { execute, stringifyPayload } from 'postgraphile/grafast';
import type { Variables } from './cost.ts';
import type { Documents, Operation, ParsedDocument } from './documents.ts';
import { type ErrorContext, formatError } from './errors.ts';
import type { GraphQLRequest } from './request.ts';

export interface Executable {
  readonly documents: Documents;
}

/** A request that is ready to be executed, or why it is not. */
export type Prepared =
  | {
      readonly document: NonNullable<ParsedDocument['document']>;
      readonly schema: GraphQLSchema;
      /** Undefined where the request does not say which it means. */
      readonly operation: Operation | undefined;
      readonly cost: number;
      readonly errors?: never;
    }
  | {
      readonly operation: Operation | undefined;
      readonly cost: number;
      readonly errors: readonly GraphQLError[];
    };

export interface Executed {
  /** The body of the answer, as JSON. */
  readonly body: string;
  readonly errors: readonly GraphQLFormattedError[];
}

const NO_VARIABLES: Variables = Object.freeze({});

/** The request's operation, by its text and what is known of the schema. */
export function prepareRequest(
  { documents }: Executable,
  { query, operationName, variables }: GraphQLRequest,
  costMax: number,
): Prepared {
  const parsed = documents(query);
  if (parsed.errors) return { errors: parsed.errors, operation: undefined, cost: 0 };
  const { document, schema, operations } = parsed;
  const operation =
    operationName === undefined && operations.length > 1
      ? undefined
      : operations.find(({ name }) => operationName === undefined || name === operationName);
  const cost = operation?.cost(variables ?? NO_VARIABLES) ?? 0;
  return cost > costMax
    ? { errors: [tooExpensive(cost, costMax)], operation, cost }
    : { document, schema, operation, cost };
}

function tooExpensive(cost: number, max: number): GraphQLError {
  return new GraphQLError(
    `The query costs ${cost}; at most ${max} is allowed. Ask for smaller pages ("first"), fewer lists within lists, fewer fields, or fewer conditions.`,
    { extensions: { limit: 'cost', asked: cost, max } },
  );
}

export function isMutation({ operation }: Prepared): boolean {
  return operation?.type === OperationTypeNode.MUTATION;
}

export async function executeRequest(
  prepared: Prepared,
  request: GraphQLRequest,
  contextValue: Partial<Grafast.Context>,
  errorContext: ErrorContext,
): Promise<Executed> {
  const { variables } = request;
  if (prepared.errors) return answer({ errors: prepared.errors }, errorContext);
  const result = await execute({
    schema: prepared.schema,
    document: prepared.document,
    contextValue,
    variableValues: variables ?? null,
    operationName: request.operationName ?? null,
    outputDataAsString: true,
  });
  if (!isSingleResult(result))
    throw new Error('A result came in parts, though no directive for that is in the schema.');
  return answer(result, { ...errorContext, document: prepared.document, variables });
}

/** `data`, if there is any, is JSON already. */
function answer(
  { data, errors: failures }: Pick<ExecutionResult, 'data' | 'errors'>,
  errorContext: ErrorContext,
): Executed {
  const errors = failures?.map((error) => formatError(error, errorContext)) ?? [];
  const payload = {
    ...(errors.length > 0 ? { errors } : {}),
    ...(data === undefined ? {} : { data }),
  };
  return { body: stringifyPayload(payload as never, true), errors };
}

function isSingleResult(result: object): result is ExecutionResult {
  return !(Symbol.asyncIterator in result);
}
