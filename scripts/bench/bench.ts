/*
 * `npm run bench`: measures on an embedded cluster of its own and prints tables; `npm run bench -- serving`
 * does one part or several, by name. Machines are noisy: every case stands beside its yardstick, measured
 * in turn in the same run, and the ratio is what counts.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withClient } from '../db/client.ts';
import { openCluster } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { compilerCases } from './compiler-cases.ts';
import { measureGeneration } from './generate-cases.ts';
import { type BenchCase, type BenchRow, compare, printTable } from './harness.ts';
import { recordCases } from './record-cases.ts';
import { printScale } from './scale.ts';
import { seedCases } from './seed-cases.ts';
import { printServing, servingRows } from './serving-cases.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 30);
const SEED_RECORDS = Number(process.env.BENCH_SEED_RECORDS ?? 10_000);
const SEED_ROUNDS = Math.min(ROUNDS, 5);
const SERVING_ROUNDS = Math.min(ROUNDS, 5);

const PARTS: Readonly<Record<string, (url: string) => Promise<void>>> = {
  compiler: (url) =>
    withClient(url, async (client) => {
      const rows = await measure(await compilerCases(client));
      printTable(`Compiler (medians of ${ROUNDS} rounds, each measured in turn)`, rows);
      console.log(`
ours: the statement on metadata, from the client and back, with validation, DDL and history.
by hand: the very DDL that it left in core."workspaceMigration", in one DO block. The ratio is to this.
with rows: that DDL, the metadata row and its history row, written by hand in one message without
triggers or checks: the floor of a change whose DDL takes less time than the row itself.`);
    }),
  records: (url) =>
    withClient(url, async (client) => {
      const { cases, close } = await recordCases(client, url);
      const rows = await measure(cases).finally(close);
      printTable(`Records (medians of ${ROUNDS} rounds, each measured in turn)`, rows);
      console.log(`
ours: one mutation, HTTP apart. by hand: the same rows in one INSERT, in a transaction of that role.`);
    }),
  seeds: (url) =>
    withClient(url, async (client) => {
      const rows = await measure(seedCases(client, SEED_RECORDS), SEED_ROUNDS);
      printTable(`Seed (medians of ${SEED_ROUNDS} rounds, each measured in turn)`, rows);
      console.log(`
ours: as npm run seed, ANALYZE included. by hand: COPY of the same rows. BENCH_SEED_RECORDS says how many.`);
    }),
  generation: (url) =>
    withClient(url, async (client) => {
      const table = await measureGeneration(client, url);
      console.log(`\nTyped client of the demo's data model (medians)\n\n${table}`);
    }),
  scale: printScale,
  serving: async (url) =>
    printServing(
      `GraphQL under load, requests a second (median of ${SERVING_ROUNDS} rounds)`,
      await servingRows(url, SERVING_ROUNDS),
    ),
};

async function measure(cases: readonly BenchCase[], rounds = ROUNDS): Promise<BenchRow[]> {
  const measured = [];
  for (const bench of cases) measured.push(await compare(bench, rounds));
  return measured;
}

const asked = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PARTS);
const unknown = asked.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  console.error(
    `There is no part ${unknown.join(', ')}: give some of ${Object.keys(PARTS).join(', ')}, or none for all.`,
  );
  process.exit(1);
}

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-bench-'));
// Writing to disk is the machine's time, not ours; both sides of a ratio go without it.
const cluster = await openCluster({ dataDir, durable: false });
try {
  await migrate(cluster.url);
  for (const name of asked) await PARTS[name]?.(cluster.url);
} finally {
  await cluster.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
}
