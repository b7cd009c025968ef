/*
 * What is in use of a process's heap.
 */
import { setImmediate as others } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const SETTLED_BYTES = 10_000;
const READINGS_MAX = 20;

/** Megabytes, when nothing more can be collected: what a collection frees may free more in the next. */
export async function heapInUse(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let reading = 0; reading < READINGS_MAX; reading++) {
    await others();
    collectGarbage();
    const { heapUsed } = process.memoryUsage();
    if (heapUsed > least - SETTLED_BYTES) break;
    least = heapUsed;
  }
  return least / 2 ** 20;
}
