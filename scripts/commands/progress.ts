/*
 * A progress bar on standard error, where that is a terminal; nothing anywhere else.
 */
import { Presets, SingleBar } from 'cli-progress';
import type { Lifecycle } from '../lifecycle.ts';

/** How far a command is. */
interface Progress {
  readonly total: number;
  /** How much of it was done before. */
  readonly done?: number;
  readonly unit: string;
  /** What to say when a signal ends it before its time. */
  readonly interrupted: () => string;
}

/** Shows it until the command ends or a signal ends it. */
export async function showProgress(
  lifecycle: Lifecycle,
  { total, done = 0, unit, interrupted }: Progress,
): Promise<{ add(count: number): void; stop(): void }> {
  const bar = new SingleBar(
    {
      format: `{bar} {percentage}%  {value}/{total} ${unit}  {eta_formatted} left`,
      hideCursor: true,
      clearOnComplete: true,
      stopOnComplete: false,
      // The lifecycle hears the signals.
      gracefulExit: false,
      noTTYOutput: false,
      stream: process.stderr,
    },
    Presets.shades_classic,
  );
  bar.start(total, done);
  await lifecycle.own(Promise.resolve(bar), async () => {
    bar.stop();
    if (lifecycle.stopping) console.error(`Interrupted: ${interrupted()}`);
  });
  return { add: (count) => bar.increment(count), stop: () => bar.stop() };
}
