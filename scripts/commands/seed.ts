/*
 * `seed`: realistic records for any workspace, all of them or none.
 */
import { randomInt } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { type Command, InvalidArgumentError } from 'commander';
import type { SeededObject } from '../seed/seed.ts';
import { workspaceOf } from './find-workspace.ts';
import { atLeast } from './numbers.ts';
import { runWithClient, type Session } from './open-client.ts';
import { counted, type OutputOptions, print, table } from './output.ts';
import { showProgress } from './progress.ts';

const EXAMPLES = `
Examples:
  npm run seed -- --workspace acme --records 10000
  npm run seed -- --workspace acme --records 500 --object company person
  npm run seed -- --workspace acme --records 10000 --seed 42 --today 2026-01-31 --json

How the records are spread: an object gets three times as many as those that its relations point to
(companies 1, people 3, deals with people 9), together as many as --records says. Relations point to
records that are there already or that come along. An object whose unique fields have no more values
gets fewer; the summary says so. Members of the workspace are not made up: they come with their users.

The same metadata and the same --seed give the same records, ids included; dates are seen from --today.
All is one transaction: after an error or Ctrl-C (exit code 130) no record of it is there.`;

interface SeedOptions extends OutputOptions {
  readonly workspace: string;
  readonly records: number;
  readonly object?: readonly string[];
  readonly seed?: number;
  readonly today?: Date;
}

/** Adds the command. */
export function addSeedCommand(program: Command): void {
  program
    .command('seed')
    .description('write realistic records into a workspace')
    .requiredOption('--workspace <workspace>', 'subdomain or id of the workspace')
    .option('--records <number>', 'how many, all objects together', atLeast(1), 1_000)
    .option('--object <names...>', 'only these objects (default: all active ones)')
    .option('--seed <number>', 'makes the records repeatable (default: any)', atLeast(0))
    .option('--today <date>', 'the day that dates are seen from (default: today)', day)
    .option('--json', 'print the summary as JSON')
    .addHelpText('after', EXAMPLES)
    .action((options: SeedOptions) => runWithClient((session) => seed(session, options)));
}

/** Reads a day from an option. */
function day(text: string): Date {
  const date = new Date(`${text}T00:00:00Z`);
  // The 31st of February is another day to JavaScript.
  const isDay = /^[1-9]\d{3}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime());
  if (isDay && date.toISOString().startsWith(text)) return date;
  throw new InvalidArgumentError('Give a day, such as 2026-01-31.');
}

async function seed({ client, lifecycle }: Session, options: SeedOptions): Promise<void> {
  const workspace = await workspaceOf(client, options.workspace);
  const { seedWorkspace } = await import('../seed/seed.ts');
  const number = options.seed ?? randomInt(2 ** 32);
  let isSent = false;
  const bar = await showProgress(lifecycle, {
    total: options.records,
    unit: 'records',
    interrupted: () => interruption(isSent),
  });
  const start = performance.now();
  const { records, object: objects = [], today = new Date() } = options;
  const seeded = await seedWorkspace(client, workspace, {
    records,
    objects,
    seed: number,
    today,
    onRecords: bar.add,
    onCommit: () => {
      isSent = true;
    },
  }).finally(() => bar.stop());
  report(seeded, { options, seed: number, seconds: (performance.now() - start) / 1000 });
}

function interruption(isSent: boolean): string {
  return isSent
    ? 'at the very end, so that either all of the records are there or none.'
    : 'no record was written.';
}

function report(
  objects: readonly SeededObject[],
  { options, seed, seconds }: { options: SeedOptions; seed: number; seconds: number },
): void {
  const records = objects.reduce((sum, object) => sum + object.records, 0);
  const rows = objects.map((object) => [
    object.object,
    object.records,
    object.records < object.wanted
      ? `of ${object.wanted.toLocaleString('en')}: its unique fields have no more values`
      : '',
  ]);
  const rate = Math.round(records / seconds).toLocaleString('en');
  print(
    { workspace: options.workspace, seed, records, seconds: Number(seconds.toFixed(3)), objects },
    `${table([['object', 'records', ''], ...rows])}\n\n` +
      `${counted(records, 'record')} in ${seconds.toFixed(1)} s (${rate} a second), seed ${seed}.`,
    options,
  );
}
