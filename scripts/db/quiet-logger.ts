/*
 * graphile-migrate prints what it does with colours and stack traces. What went wrong is in the error
 * it throws, and the CLI reports that in its own words.
 */
import { Logger } from 'graphile-migrate';

/** A logger that says nothing. */
export function quietLogger(): Logger {
  return new Logger(() => () => undefined);
}
