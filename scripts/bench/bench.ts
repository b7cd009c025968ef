/*
 * `npm run bench`: measures on an embedded cluster of its own and prints tables. Machines are noisy:
 * every case stands beside its yardstick, measured in turn in the same run, and the ratio is what counts.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { withClient } from '../db/client.ts';
import { openCluster } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { compilerCases } from './compiler-cases.ts';
import { type BenchCase, type BenchRow, compare, printTable } from './harness.ts';
import { recordCases } from './record-cases.ts';
import { printScale } from './scale.ts';
import { seedCases } from './seed-cases.ts';
import { printServing, servingRows } from './serving-cases.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 30);
const SEED_RECORDS = Number(process.env.BENCH_SEED_RECORDS ?? 10_000);
const SEED_ROUNDS = Math.min(ROUNDS, 5);
const SERVING_ROUNDS = Math.min(ROUNDS, 5);

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-bench-'));
// Writing to disk is the machine's time, not ours; both sides of a ratio go without it.
const cluster = await openCluster({ dataDir, durable: false });
try {
  await migrate(cluster.url);
  const { compiler, records, seeds } = await withClient(cluster.url, async (client) => ({
    compiler: await measure(await compilerCases(client)),
    records: await measureRecords(client),
    seeds: await measure(seedCases(client, SEED_RECORDS), SEED_ROUNDS),
  }));
  printTable(`Compiler (medians of ${ROUNDS} rounds, each measured in turn)`, compiler);
  console.log(`
ours: the statement on metadata, from the client and back, with validation, DDL and history.
by hand: the very DDL that it left in core."workspaceMigration", in one DO block. The ratio is to this.
with rows: that DDL, the metadata row and its history row, written by hand in one message without
triggers or checks: the floor of a change whose DDL takes less time than the row itself.`);
  printTable(`Records (medians of ${ROUNDS} rounds, each measured in turn)`, records);
  console.log(`
ours: one mutation, HTTP apart. by hand: the same rows in one INSERT, in a transaction of that role.`);
  printTable(`Seed (medians of ${SEED_ROUNDS} rounds, each measured in turn)`, seeds);
  console.log(`
ours: as npm run seed, ANALYZE included. by hand: COPY of the same rows. BENCH_SEED_RECORDS says how many.`);
  await printScale(cluster.url);
  printServing(
    `GraphQL under load, requests a second (median of ${SERVING_ROUNDS} rounds)`,
    await servingRows(cluster.url, SERVING_ROUNDS),
  );
} finally {
  await cluster.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
}

async function measure(cases: readonly BenchCase[], rounds = ROUNDS): Promise<BenchRow[]> {
  const measured = [];
  for (const bench of cases) measured.push(await compare(bench, rounds));
  return measured;
}

async function measureRecords(client: pg.Client): Promise<BenchRow[]> {
  const { cases, close } = await recordCases(client, cluster.url);
  return measure(cases).finally(close);
}
