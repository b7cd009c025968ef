/*
 * Errors that are the user's to solve: a busy port, a wrong password, a bad setting. They carry one
 * line that says what happened and what to do; the CLI prints that line and exits with 1, while any
 * other error is a bug and keeps its stack trace.
 */

const USER_ERROR = 'UserError';

/** An error with a message for the person at the terminal. */
export function userError(message: string, cause?: unknown): Error {
  const error = new Error(message, cause === undefined ? undefined : { cause });
  error.name = USER_ERROR;
  return error;
}

/** Whether an error was made by `userError`. */
export function isUserError(error: unknown): error is Error {
  return error instanceof Error && error.name === USER_ERROR;
}

/** What Postgres says of what it did not do. */
export interface Refusal {
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
}

/** The compiler's own codes; a lock that is not free, a missing right, another's change, a server that stops. */
const REFUSALS = /^(MC...|55P03|42501|40001|40P01|57P01)$/;

/** Whether the database refused, for a reason that is the user's to solve. */
export function isRefusal(error: unknown): error is Error & Refusal {
  return error instanceof Error && REFUSALS.test(errorCode(error) ?? '');
}

/** The `code` of a system or Postgres error, if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The message of anything that was thrown. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
