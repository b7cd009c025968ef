/*
 * Errors of a database that cannot be asked at the moment: they are nobody's fault who asks, and the same
 * request may be answered shortly.
 */
import { randomUUID } from 'node:crypto';
import { errorCode, isUserError } from '../errors.ts';
import { type ErrorContext, isPostgresError, type PublicError } from './errors.ts';

/** The database is not there, has no connection left, ends, or takes no changes: nothing that was asked is wrong. */
const UNAVAILABLE_SQLSTATES = /^(08...|53[13]00|57P0[1-5]|25006)$/;
const UNAVAILABLE_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** What pg says of a connection that is lost or cannot be had; it has no codes for these. */
const LOST_CONNECTION =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Query read timeout)/;

/** Whether it may work in a moment, without anything having been changed in what was asked. */
export function isUnavailable(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (isPostgresError(error)) return UNAVAILABLE_SQLSTATES.test(error.code);
  if (UNAVAILABLE_CODES.has(errorCode(error) ?? '') || error.name === 'TimeoutError') return true;
  return LOST_CONNECTION.test(error.message) || (isUserError(error) && isUnavailable(error.cause));
}

/** What is said of it. */
export function unavailable(error: Error, { report }: ErrorContext): PublicError {
  const id = randomUUID();
  report(id, error);
  const what =
    errorCode(error) === '25006'
      ? 'The database takes no changes at the moment.'
      : 'The database does not answer at the moment.';
  return {
    message: `${what} Try again shortly. The log has it under ${id}.`,
    extensions: { code: 'TIMEOUT', id },
  };
}
