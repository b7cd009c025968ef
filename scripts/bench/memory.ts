/*
 * A process of its own, so that nothing but what is measured comes and goes in its heap: told of
 * workspaces that are alike and of some that are like no other, it answers one query of each and
 * says what that keeps.
 */
import '../graphql/environment.ts';
import { createPool } from '../graphql/pool.ts';
import { createLogger } from '../log.ts';
import { type Asking, asking } from './asking.ts';
import { heapInUse } from './heap.ts';

export interface MemoryTask {
  readonly connectionString: string;
  readonly alike: readonly string[];
  readonly own: readonly string[];
}

/** Megabytes. */
export interface MemoryResult {
  /** Of serving all that are alike, beyond the first. */
  readonly alike: number;
  /** Of each that is like no other, batch by batch. */
  readonly own: readonly number[];
  /** The same, as the process itself estimates it. */
  readonly ownEstimated: number;
}

const BATCH = 10;

async function measure(
  { alike, own }: MemoryTask,
  { ask, endpoints }: Asking,
): Promise<MemoryResult> {
  const [first = '', ...others] = alike;
  await ask(first);
  const one = await heapInUse();
  for (const id of others) await ask(id);
  const all = await heapInUse();
  const { bytes, count } = endpoints.instances.stats();
  const batches: number[] = [];
  let before = all;
  for (let from = 0; from < own.length; from += BATCH) {
    for (const id of own.slice(from, from + BATCH)) await ask(id);
    const after = await heapInUse();
    batches.push((after - before) / BATCH);
    before = after;
  }
  const stats = endpoints.instances.stats();
  if (stats.count !== count + own.length) throw new Error(`There are ${stats.count} APIs.`);
  return {
    alike: all - one,
    own: batches,
    ownEstimated: (stats.bytes - bytes) / own.length / 2 ** 20,
  };
}

process.once('message', (task: MemoryTask) => {
  const pool = createPool({
    connectionString: task.connectionString,
    log: createLogger('warn'),
  });
  measure(task, asking(pool))
    .finally(() => pool.end())
    .then(
      (result) => process.send?.(result, () => process.disconnect()),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
});
