/*
 * Every error of the API becomes a GraphQL error with extensions.code.
 *
 * By SQLSTATE for what Postgres refuses; by its own code for what we refuse;
 * anything else is masked and carries an id that is in the log. Never shows a
 * value of another record: Postgres' DETAIL is passed on for our own errors alone
 * (class MC, and what core.authorize() refuses).
 */
import { randomUUID } from 'node:crypto';
import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLFormattedError,
} from 'graphql';
import { SafeError } from 'postgraphile/grafast';
import { constraintMessage, type ErrorFields } from './constraints.ts';
import { faultsOf } from './faults.ts';
import { inWords, placeOfMisfit } from './misfits.ts';
import { isUnavailable, unavailable } from './unavailable.ts';

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
  /** What was running, the innermost call first. */
  readonly where?: string;
}

/** What an error says, apart from where in the query it was. */
export interface PublicError {
  readonly message: string;
  readonly extensions: { readonly code: ErrorCode; readonly [key: string]: unknown };
}

/** What is known of a write that Postgres refused, beyond its error. */
export interface WriteFacts {
  /** The object that was written to. */
  readonly object?: string;
  /** The place in `data`, or the id, of the record it was about. */
  readonly index?: number;
  readonly recordId?: string;
  /** The fields whose values do not fit. */
  readonly fields?: readonly string[];
  /** Who has a value that must be unique. */
  readonly conflictingRecordId?: string;
  readonly conflictingIndex?: number;
  /** Whether a foreign key was kept from losing its record. */
  readonly isInUse?: boolean;
}

/** An error of Postgres, with what was found out about it. */
export class RefusedWrite extends Error {
  readonly facts: WriteFacts;

  constructor(cause: PostgresError, facts: WriteFacts) {
    super(cause.message, { cause });
    this.facts = facts;
  }
}

/** Writes an internal error to the log under the id that the client was told. */
export type ReportInternal = (id: string, error: unknown) => void;

export interface ErrorContext {
  readonly report: ReportInternal;
  /** What the caller's instance knows of the fields that constraints are about. */
  readonly fields?: ErrorFields;
  /** Where in the query it happened, and what was asked with: which argument an error concerns. */
  readonly node?: FieldNode | undefined;
  readonly document?: DocumentNode | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

const CODES: Readonly<Record<string, ErrorCode>> = {
  '23001': 'BAD_USER_INPUT',
  '23502': 'BAD_USER_INPUT',
  '23503': 'BAD_USER_INPUT',
  '23514': 'BAD_USER_INPUT',
  '23505': 'CONFLICT',
  '28000': 'UNAUTHENTICATED',
  '42501': 'FORBIDDEN',
  '54000': 'BAD_USER_INPUT',
  '54001': 'BAD_USER_INPUT',
  '54011': 'BAD_USER_INPUT',
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

/** Whether the claims of a token do not fit, or no longer. */
export function isAboutToken(error: unknown): boolean {
  return isPostgresError(error) && codeOf(error) === 'UNAUTHENTICATED';
}

export function isPostgresError(error: unknown): error is PostgresError {
  return (
    error instanceof Error &&
    'severity' in error &&
    'code' in error &&
    typeof error.code === 'string'
  );
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
  '54000': 'A text is too long for the index of its field.',
  '54001': 'The request asks for too much at once.',
  '54011': 'The request asks for too much at once.',
  '57014': 'The statement took too long and was cancelled.',
  '55P03': 'Another change holds a lock. Try again.',
  '40001': 'Another change came first. Try again.',
  '40P01': 'Two changes waited for each other. Try again.',
};

/** What DDL and what counts records before it meet where tables, columns, constraints or owners are not as they were made. */
const UNEXPECTED_CATALOG = ['3F000', '42501', '42701', '42703', '42704', '42710', '42P01', '42P07'];
const ON_TABLES =
  /^PL\/pgSQL function compiler\.(apply_statements|lock_tables|count_rows|find_duplicates|find_records)\(/m;

/**
 * Whether a change of metadata found the workspace's tables otherwise than metadata says. The compiler leaves this to
 * us: an exception block around its DDL would cost every change a fifth.
 */
function isDrift({ code, where }: PostgresError): boolean {
  return UNEXPECTED_CATALOG.includes(code) && where !== undefined && ON_TABLES.test(where);
}

function fromDrift(error: PostgresError): PublicError {
  const fault = {
    sqlstate: error.code,
    message: 'the tables of the workspace are not what its metadata says',
    detail: `Postgres says: ${error.message}. Nothing was changed.`,
    hint: 'Ask for drift, which lists the differences; an operator repairs them with core.repair().',
  };
  return {
    message: fault.message,
    extensions: {
      code: 'METADATA_VALIDATION_FAILED',
      sqlstate: fault.sqlstate,
      detail: fault.detail,
      hint: fault.hint,
      faults: [{ ...fault, field: null }],
    },
  };
}

function fromPostgres(
  error: PostgresError,
  context: ErrorContext,
  facts: WriteFacts = {},
): PublicError {
  if (isDrift(error)) return fromDrift(error);
  const code = codeOf(error);
  if (code === 'INTERNAL_SERVER_ERROR') return masked(error, context);
  const { code: sqlstate, detail, hint, message } = error;
  // core.authorize() explains itself and says what to do; the server's own 28000 has no hint, and is not for clients.
  const explained = code === 'UNAUTHENTICATED' && hint !== undefined;
  if (explained) return { message, extensions: { code, sqlstate, detail, hint } };
  if (code === 'METADATA_VALIDATION_FAILED') {
    return {
      message,
      extensions: { code, sqlstate, detail, hint, faults: faultsOf(error, context) },
    };
  }
  const { index, recordId, conflictingRecordId, conflictingIndex } = facts;
  const said = constraintMessage(error, context.fields, facts) ?? {
    message: MESSAGES[sqlstate] ?? ofValue(error, context),
    extensions: { code, sqlstate },
  };
  return {
    message: index === undefined ? said.message : `data[${index}]: ${said.message}`,
    extensions: {
      ...said.extensions,
      ...(index === undefined ? {} : { index }),
      ...(recordId === undefined ? {} : { recordId }),
      ...(conflictingRecordId === undefined ? {} : { conflictingRecordId }),
      ...(conflictingIndex === undefined ? {} : { conflictingIndex }),
    },
  };
}

/** What is wrong with a value, and where in the request it stands. */
function ofValue(error: PostgresError, context: ErrorContext): string {
  const place = placeOfMisfit(error, context);
  return place === undefined ? inWords(error) : `${place}: ${inWords(error)}.`;
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
  if (isUnavailable(error)) return unavailable(error, context);
  if (isPostgresError(error)) return fromPostgres(error, context);
  if (error instanceof RefusedWrite && isPostgresError(error.cause)) {
    return fromPostgres(error.cause, context, error.facts);
  }
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
  // Of a variable, the outermost error says where in it.
  const said =
    cause instanceof GraphQLError && path === undefined
      ? {
          message: error.message,
          extensions: { ...cause.extensions, code: 'BAD_USER_INPUT' as const },
        }
      : publicError(cause, { ...context, node: error.nodes?.[0] as FieldNode | undefined });
  return { ...said, ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
}

function rootCause(error: GraphQLError): unknown {
  const { originalError } = error;
  if (!originalError) return error;
  return originalError instanceof GraphQLError ? rootCause(originalError) : originalError;
}
