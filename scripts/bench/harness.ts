/*
 * Compares a case with its yardstick: both are run in turn, round by round, so that whatever else the
 * machine does hits both alike.
 */
import { performance } from 'node:perf_hooks';

/** What is measured, what it is measured against, and what the ratio should be at most. */
export interface BenchCase {
  readonly name: string;
  readonly aim: number;
  /** Runs once; `round` is unique within the case. */
  readonly measured: (round: number) => Promise<void>;
  /** Prepares what the measured run is compared with; only what it answers with is timed. */
  readonly yardstick: (round: number) => Promise<() => Promise<void>>;
  /** The yardstick and the rows that a change leaves, by hand: what no compiler can fall below. */
  readonly floor?: (round: number) => Promise<() => Promise<void>>;
  /** Runs before each of the two, outside the measurement. */
  readonly before?: () => Promise<void>;
}

/** Medians in milliseconds, and their ratio. */
export interface BenchRow {
  readonly name: string;
  readonly measured: number;
  readonly yardstick: number;
  readonly floor: number | undefined;
  readonly ratio: number;
  readonly aim: number;
}

const WARM_UP = 3;

/** Runs a case, its yardstick and its floor `rounds` times each, in turn, after a warm-up. */
export async function compare(bench: BenchCase, rounds: number): Promise<BenchRow> {
  const measured: number[] = [];
  const yardstick: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < rounds + WARM_UP; round++) {
    const ours = await time(bench, () => bench.measured(round));
    const theirs = await time(bench, await bench.yardstick(round));
    const least = bench.floor && (await time(bench, await bench.floor(round)));
    if (round < WARM_UP) continue;
    measured.push(ours);
    yardstick.push(theirs);
    if (least !== undefined) floor.push(least);
  }
  return {
    name: bench.name,
    measured: median(measured),
    yardstick: median(yardstick),
    floor: floor.length === 0 ? undefined : median(floor),
    ratio: median(measured) / median(yardstick),
    aim: bench.aim,
  };
}

/** Prints rows as a table with a title; a missed aim stands out. */
export function printTable(title: string, rows: readonly BenchRow[]): void {
  printLines(title, [
    ['case', 'ours (ms)', 'by hand (ms)', 'with rows (ms)', 'ratio', 'aim', ''],
    ...rows.map((row) => [
      row.name,
      row.measured.toFixed(1),
      row.yardstick.toFixed(1),
      row.floor?.toFixed(1) ?? '',
      `${row.ratio.toFixed(2)}x`,
      `<= ${row.aim}x`,
      row.ratio > row.aim ? 'MISSED' : 'ok',
    ]),
  ]);
}

/** Prints lines of cells, the first of them the columns' names. */
export function printLines(title: string, lines: readonly (readonly string[])[]): void {
  const widths =
    lines[0]?.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0))) ?? [];
  console.log(`\n${title}\n`);
  for (const line of lines) {
    console.log(
      line
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    );
  }
}

async function time(bench: BenchCase, work: () => Promise<void>): Promise<number> {
  await bench.before?.();
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return ((sorted[middle] ?? 0) + (sorted[sorted.length - 1 - middle] ?? 0)) / 2;
}
