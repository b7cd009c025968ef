/*
 * What a process must close before it ends: whatever was opened is closed in reverse order, at the
 * end of a command, after an error and on Ctrl-C alike. A second Ctrl-C hurries it: what is under way
 * is not waited for. npm and the terminal both deliver a Ctrl-C, so two within a moment are one.
 */
import fs from 'node:fs';
import { userError } from './errors.ts';

/** Keeps what is open. */
export interface Lifecycle {
  /** Waits for something to open and closes it at the end, even if a signal comes meanwhile. */
  own<T>(
    opening: Promise<T>,
    close: (opened: T, hurry: AbortSignal) => Promise<unknown>,
  ): Promise<T>;
  /** Closes everything, last opened first. */
  close(): Promise<void>;
  /** Whether a signal is ending the process. */
  readonly stopping: boolean;
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const PARENT_CHECK_MS = 500;
/** Signals that come so close to each other are one key that was pressed. */
const SAME_SIGNAL_MS = 500;

/** Takes over the signals of the process. `cleanExit`: being told to stop is a normal end (a server). */
export function createLifecycle({ cleanExit = false } = {}): Lifecycle {
  const opening = new Set<Promise<unknown>>();
  const closers: (() => Promise<unknown>)[] = [];
  const hurry = new AbortController();
  let stopping = false;
  let stoppedAt = 0;

  let closing = Promise.resolve();

  const closeAll = async (): Promise<void> => {
    await Promise.allSettled(opening);
    for (let next = closers.pop(); next !== undefined; next = closers.pop()) await next();
  };
  // Whoever closes while somebody else does waits for the same end.
  const close = (): Promise<void> => {
    closing = closing.then(closeAll);
    return closing;
  };
  const stop = async (exitCode: number): Promise<void> => {
    if (stopping) {
      if (performance.now() - stoppedAt > SAME_SIGNAL_MS) hurry.abort();
      return;
    }
    stopping = true;
    stoppedAt = performance.now();
    await close().then(
      () => process.exit(cleanExit ? 0 : exitCode),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const [signal, exitCode] of Object.entries(SIGNALS))
    process.on(signal, () => stop(exitCode));
  stopWithNpm(() => stop(SIGNALS.SIGHUP));

  return {
    get stopping() {
      return stopping;
    },
    close,
    own: async (promise, closeOpened) => {
      const registered = promise.then((opened) => {
        closers.push(() => closeOpened(opened, hurry.signal));
        return opened;
      });
      opening.add(registered);
      try {
        const opened = await registered;
        if (stopping) throw userError('Interrupted.');
        return opened;
      } finally {
        opening.delete(registered);
      }
    },
  };
}

/** npm killed hard cannot pass the signal on: whoever it started notices that it is gone. */
function stopWithNpm(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const started = lineToNpm();
  const check = setInterval(() => {
    if (lineToNpm() === started) return;
    clearInterval(check);
    stop();
  }, PARENT_CHECK_MS).unref();
}

/** Our parent is npm, or the shell in between (which stays when npm goes), then its parent is. */
function lineToNpm(): string {
  const parent = process.ppid;
  if (process.platform !== 'linux') return String(parent);
  try {
    const status = fs.readFileSync(`/proc/${parent}/status`, 'utf8');
    const isShell = /^Name:\s+(ba|da|a|z)?sh$/m.test(status);
    return isShell ? `${parent} ${/^PPid:\s+(\d+)$/m.exec(status)?.[1]}` : String(parent);
  } catch {
    return '';
  }
}
