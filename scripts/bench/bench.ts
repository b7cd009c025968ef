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
import { compare, printTable } from './harness.ts';
import { printServing, servingRows } from './serving-cases.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 30);
const SERVING_ROUNDS = Math.min(ROUNDS, 5);

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-bench-'));
// Writing to disk is the machine's time, not ours; both sides of a ratio go without it.
const cluster = await openCluster({ dataDir, durable: false });
try {
  await migrate(cluster.url);
  const rows = await withClient(cluster.url, async (client) => {
    const measured = [];
    for (const bench of await compilerCases(client)) {
      measured.push(await compare(bench, ROUNDS));
    }
    return measured;
  });
  printTable(
    `Compiler, beside the same DDL by hand in one block (median of ${ROUNDS} rounds)`,
    rows,
  );
  printServing(
    `GraphQL under load, requests a second (median of ${SERVING_ROUNDS} rounds)`,
    await servingRows(cluster.url, SERVING_ROUNDS),
  );
} finally {
  await cluster.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
}
