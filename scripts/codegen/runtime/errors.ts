/*
 * What the server refuses, as classes: one for each extensions.code.
 */

/** What a refusal may say of itself, beside its code. */
export interface ErrorFacts {
  /** The object that was written to, and the fields whose values do not fit. */
  readonly object?: string;
  readonly fields?: readonly string[];
  /** The place in `data`, or the id, of the record it is about. */
  readonly index?: number;
  readonly recordId?: string;
  /** Who has a value that must be unique: a record, or another one of `data`. */
  readonly conflictingRecordId?: string;
  readonly conflictingIndex?: number;
  readonly sqlstate?: string;
  readonly detail?: string;
  readonly hint?: string;
  /** All that is wrong with a change of metadata. */
  readonly faults?: readonly Fault[];
  /** What an internal error has in the server's log. */
  readonly id?: string;
}

/** One thing that is wrong with a change of metadata. */
export interface Fault {
  readonly sqlstate: string;
  readonly message: string;
  readonly detail?: string | null;
  readonly hint?: string | null;
  readonly field?: string | null;
}

/** An entry of `errors` in an answer. */
export interface Failure {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: ErrorFacts & { readonly code?: string };
}

/** Any error of the API. */
export class ApiError extends Error {
  /** Written out: a bundler may shorten the names of classes. */
  override readonly name: string = 'ApiError';
  readonly code: string;
  readonly facts: ErrorFacts;
  readonly fields: readonly string[];
  readonly index: number | undefined;
  /** All errors of the answer; this one is about the first. */
  readonly failures: readonly Failure[];

  constructor(failures: readonly [Failure, ...Failure[]]) {
    const [{ message, extensions = {} }] = failures;
    super(message);
    const { code = 'INTERNAL_SERVER_ERROR', ...facts } = extensions;
    this.code = code;
    this.facts = facts;
    this.fields = facts.fields ?? [];
    this.index = facts.index;
    this.failures = failures;
  }
}

/** The token is missing, not valid (any more), or not for this workspace. */
export class UnauthenticatedError extends ApiError {
  override readonly name = 'UnauthenticatedError';
}
/** The role may not do this. */
export class ForbiddenError extends ApiError {
  override readonly name = 'ForbiddenError';
}
/** Something in the request does not fit: `fields` and `index` say what, where it is known. */
export class BadUserInputError extends ApiError {
  override readonly name = 'BadUserInputError';
}
/** There is no such record. */
export class NotFoundError extends ApiError {
  override readonly name = 'NotFoundError';
}
/** Another record has a value that must be unique: `facts.conflictingRecordId`, if the role may see it. */
export class ConflictError extends ApiError {
  override readonly name = 'ConflictError';
}
/** It took too long, or another change was in the way: trying again may help. */
export class TimeoutError extends ApiError {
  override readonly name = 'TimeoutError';
}
/** The compiler refuses a change of metadata: `facts.faults` lists all that is wrong. */
export class MetadataValidationError extends ApiError {
  override readonly name = 'MetadataValidationError';
}
/** The server failed: `facts.id` is in its log. */
export class InternalServerError extends ApiError {
  override readonly name = 'InternalServerError';
}

/** The server cannot be reached, or what answers is not it. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

const CLASSES = new Map<string, typeof ApiError>([
  ['UNAUTHENTICATED', UnauthenticatedError],
  ['FORBIDDEN', ForbiddenError],
  ['BAD_USER_INPUT', BadUserInputError],
  ['NOT_FOUND', NotFoundError],
  ['CONFLICT', ConflictError],
  ['TIMEOUT', TimeoutError],
  ['METADATA_VALIDATION_FAILED', MetadataValidationError],
  ['INTERNAL_SERVER_ERROR', InternalServerError],
]);

/** The error of an answer, by the code of its first failure. */
export function apiError(failures: readonly [Failure, ...Failure[]]): ApiError {
  const ErrorClass = CLASSES.get(failures[0].extensions?.code ?? '') ?? ApiError;
  return new ErrorClass(failures);
}
