/*
 * Every error of the API becomes a GraphQL error with extensions.code.
 *
 * By SQLSTATE for what Postgres refuses; by its own code for what we refuse;
 * anything else is masked and carries an id that is in the log. Never shows a
 * value of another record: Postgres' DETAIL is passed on for our own errors alone
 * (class MC, and what core.authorize() refuses).
 */
import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { SafeError } from 'postgraphile/grafast';
import type { ErrorFields } from './constraints.ts';

export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'TIMEOUT'
  | 'METADATA_VALIDATION_FAILED'
  | 'INTERNAL_SERVER_ERROR';

/** The fields of pg's DatabaseError that count here. */
export interface PostgresError extends Error {
  readonly code: string;
  readonly severity: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
  /** The function in Postgres' source that reported it. */
  readonly routine?: string;
}

/** What an error says, apart from where in the query it was. */
export interface PublicError {
  readonly message: string;
  readonly extensions: { readonly code: ErrorCode; readonly [key: string]: unknown };
}

/** Writes an internal error to the log under the id that the client was told. */
export type ReportInternal = (id: string, error: unknown) => void;

export interface ErrorContext {
  readonly report: ReportInternal;
  /** What the caller's instance knows of the fields that constraints are about. */
  readonly fields?: ErrorFields;
}

const CODES: Readonly<Record<string, ErrorCode>> = {
  '23001': 'BAD_USER_INPUT',
  '23502': 'BAD_USER_INPUT',
  '23503': 'BAD_USER_INPUT',
  '23514': 'BAD_USER_INPUT',
  '23505': 'CONFLICT',
  '28000': 'UNAUTHENTICATED',
  '42501': 'FORBIDDEN',
  '57014': 'TIMEOUT',
  '55P03': 'TIMEOUT',
  '40001': 'TIMEOUT',
  '40P01': 'TIMEOUT',
};

/** 28000 is about the token where a function raises it; where Postgres does, about the API's login. */
function isAboutConnection({ code, severity, routine }: PostgresError): boolean {
  return severity === 'FATAL' || (code === '28000' && routine !== 'exec_stmt_raise');
}

function codeOf(error: PostgresError): ErrorCode {
  const { code: sqlstate } = error;
  if (isAboutConnection(error)) return 'INTERNAL_SERVER_ERROR';
  const known = CODES[sqlstate];
  if (known) return known;
  if (sqlstate.startsWith('22')) return 'BAD_USER_INPUT';
  return sqlstate.startsWith('MC') ? 'METADATA_VALIDATION_FAILED' : 'INTERNAL_SERVER_ERROR';
}

/** What a field's CHECK says, by the field's type. */
const RULES: Readonly<Record<string, string>> = {
  SELECT: 'must be one of its options',
  MULTI_SELECT: 'must hold its options only',
  EMAIL: 'must be an e-mail address',
  PHONE: 'must be a phone number',
  URL: 'must be a web address',
  RATING: 'must be a whole number from 1 to its maximum',
  CURRENCY: 'must be { amount, currency } within its precision',
  NUMBER: 'must be within its limits',
  DATE: 'must be a date',
  DATE_TIME: 'must be a point in time',
};

export function isPostgresError(error: unknown): error is PostgresError {
  return (
    error instanceof Error &&
    'severity' in error &&
    'code' in error &&
    typeof error.code === 'string'
  );
}

/** A constraint that is about one or several fields, in words. */
function constraintMessage(
  error: PostgresError,
  fieldsOf: ErrorFields | undefined,
): PublicError | undefined {
  const { table } = error;
  const fields = fieldsOf?.(error) ?? [];
  const [first] = fields;
  if (!first || !table) return undefined;
  const names = fields.map((field) => field.name);
  const list = names.join(', ');
  switch (error.code) {
    case '23502':
      return fieldError('BAD_USER_INPUT', `${table}.${list} must not be null.`, table, names);
    case '23505':
      return fieldError('CONFLICT', `Another ${table} has this ${list}.`, table, names);
    case '23514': {
      const rule = RULES[first.fieldType ?? ''] ?? 'is not allowed to have this value';
      return fieldError('BAD_USER_INPUT', `${table}.${list} ${rule}.`, table, names);
    }
    // Postgres 18 has a code of its own for what ON DELETE RESTRICT refuses.
    case '23001':
    case '23503':
      return fieldError(
        'BAD_USER_INPUT',
        `${table}.${list} does not fit: the record it names is missing, or is still in use.`,
        table,
        names,
      );
    default:
      return undefined;
  }
}

function fieldError(
  code: ErrorCode,
  message: string,
  object: string,
  fields: readonly string[],
): PublicError {
  return { message, extensions: { code, object, fields } };
}

/** Messages where Postgres' own would not help, or would say more than it should. */
const MESSAGES: Readonly<Record<string, string>> = {
  '23001': 'A record is still in use.',
  '23502': 'A required value is missing.',
  '23503': 'A record this one names is missing, or is still in use.',
  '23505': 'Another record has the same value.',
  '23514': 'A value is not allowed.',
  '28000': 'The token is not valid (any more) for this workspace and role.',
  '42501': 'Your role may not do this.',
  '57014': 'The statement took too long and was cancelled.',
  '55P03': 'Another change holds a lock. Try again.',
  '40001': 'Another change came first. Try again.',
  '40P01': 'Two changes waited for each other. Try again.',
};

function fromPostgres(error: PostgresError, context: ErrorContext): PublicError {
  const code = codeOf(error);
  if (code === 'INTERNAL_SERVER_ERROR') return masked(error, context);
  const { code: sqlstate, detail, hint, message } = error;
  // core.authorize() explains itself and says what to do; the server's own 28000 has no hint, and is not for clients.
  const explained = code === 'UNAUTHENTICATED' && hint !== undefined;
  if (code === 'METADATA_VALIDATION_FAILED' || explained) {
    return { message, extensions: { code, sqlstate, detail, hint } };
  }
  return (
    constraintMessage(error, context.fields) ?? {
      message: MESSAGES[sqlstate] ?? message,
      extensions: { code, sqlstate },
    }
  );
}

/** An API could not be built; it is tried again in a moment. */
export class BuildError extends Error {
  constructor(cause: unknown) {
    super('The API of a workspace could not be built.', { cause });
  }
}

function masked(error: unknown, { report }: ErrorContext): PublicError {
  const id = randomUUID();
  report(id, error);
  const what =
    error instanceof BuildError
      ? "The workspace's API cannot be served as it is now."
      : 'Something went wrong on our side.';
  return {
    message: `${what} The log has it under ${id}.`,
    extensions: { code: 'INTERNAL_SERVER_ERROR', id },
  };
}

/** What may be said about anything that was thrown. */
export function publicError(error: unknown, context: ErrorContext): PublicError {
  if (isPostgresError(error)) return fromPostgres(error, context);
  if (error instanceof SafeError) {
    return { message: error.message, extensions: { code: 'BAD_USER_INPUT', ...error.extensions } };
  }
  return masked(error, context);
}

/** A GraphQL error as it is sent: where it happened stays, what it says is what publicError() says. */
export function formatError(error: GraphQLError, context: ErrorContext): GraphQLFormattedError {
  const { locations, path } = error.toJSON();
  const cause = rootCause(error);
  // Without a cause it is GraphQL's own word: on the query itself, which has no path, or on what we answered.
  const said =
    cause instanceof GraphQLError && path === undefined
      ? {
          message: cause.message,
          extensions: { ...cause.extensions, code: 'BAD_USER_INPUT' as const },
        }
      : publicError(cause, context);
  return { ...said, ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
}

function rootCause(error: GraphQLError): unknown {
  const { originalError } = error;
  if (!originalError) return error;
  return originalError instanceof GraphQLError ? rootCause(originalError) : originalError;
}
