/*
 * `npm run bench`: measures on an embedded cluster of its own and prints tables. Machines are noisy:
 * every case stands beside its yardstick, measured in turn in the same run, and the ratio is what counts.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withClient } from '../db/client.ts';
import { openCluster } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { compilerCases } from './compiler-cases.ts';
import { type BenchCase, type BenchRow, compare, printTable } from './harness.ts';
import { seedCases } from './seed-cases.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 30);
const SEED_RECORDS = Number(process.env.BENCH_SEED_RECORDS ?? 10_000);
const SEED_ROUNDS = Math.min(ROUNDS, 5);

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-bench-'));
// Writing to disk is the machine's time, not ours; both sides of a ratio go without it.
const cluster = await openCluster({ dataDir, durable: false });
try {
  await migrate(cluster.url);
  await withClient(cluster.url, async (client) => {
    printTable(
      `Compiler, beside the same DDL by hand in one block (median of ${ROUNDS} rounds)`,
      await compareAll(await compilerCases(client), ROUNDS),
    );
    printTable(
      `Seed, beside raw COPY of the same rows (median of ${SEED_ROUNDS} rounds; BENCH_SEED_RECORDS=100000 for more)`,
      await compareAll(seedCases(client, SEED_RECORDS), SEED_ROUNDS),
    );
  });
} finally {
  await cluster.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
}

async function compareAll(cases: readonly BenchCase[], rounds: number): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const bench of cases) rows.push(await compare(bench, rounds));
  return rows;
}
