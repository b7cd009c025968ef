/*
 * The frame of every command: what it opens is closed, a user error is one line on standard error, a
 * refusal of the database its message, detail and hint, a bug shows its stack trace. All exit with 1.
 */
import { errorMessage, isRefusal, isUserError } from '../errors.ts';
import { createLifecycle, type Lifecycle } from '../lifecycle.ts';
import { plainLines } from '../plain-text.ts';

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
  console.error(
    isUserError(error) ? plainLines(`Error: ${errorMessage(error)}`) : described(error),
  );
}

/** What the database refuses is for the user to correct, as psql would show it. */
function described(error: unknown): unknown {
  if (!isRefusal(error)) return error;
  const { message, detail, hint } = error;
  const lines = [`Error: ${message}`, detail && `Detail: ${detail}`, hint && `Hint: ${hint}`];
  return plainLines(lines.filter(Boolean).join('\n'));
}
