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

/** The `code` of a system or Postgres error, if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The message of anything that was thrown. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
