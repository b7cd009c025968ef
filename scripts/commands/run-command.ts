/*
 * The frame of every command: what it opens is closed, a user error is one line on standard error,
 * a bug shows its stack trace. Both exit with 1.
 */
import { errorMessage, isUserError } from '../errors.ts';
import { createLifecycle, type Lifecycle } from '../lifecycle.ts';

/** Runs a command to its end. */
export async function runCommand(work: (lifecycle: Lifecycle) => Promise<void>): Promise<void> {
  const lifecycle = createLifecycle();
  try {
    await work(lifecycle);
  } catch (error) {
    reportFailure(error, lifecycle);
  } finally {
    await lifecycle.close();
  }
}

/** Says what went wrong and sets the exit code; silent when a signal is the reason. */
export function reportFailure(error: unknown, lifecycle: Lifecycle): void {
  if (lifecycle.stopping) return;
  process.exitCode = 1;
  console.error(isUserError(error) ? `Error: ${errorMessage(error)}` : error);
}
