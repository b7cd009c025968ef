/*
 * Random sequences of changes of metadata and records, valid and invalid, over two workspaces, against
 * a small model. After each step: what the model says is what the database has, nothing drifts, and
 * the other workspace is as it was. At the end their history, run in another database, gives the same
 * catalog.
 *
 * MODEL_RUNS=1000 runs more sequences than the 25 of CI, MODEL_SEED=<n> others. A counterexample shrinks
 * to a script.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { compareCatalog, compareReplay, fingerprint, type Past, readPast } from './catalog.ts';
import { COMMANDS } from './commands/index.ts';
import { adoptIds, compare, compareRows, readModel } from './database.ts';
import type { Model } from './state.ts';
import { makePick, type Refusal, type Step } from './step.ts';

const RUNS = Number(process.env.MODEL_RUNS ?? 25);
const SEED = Number(process.env.MODEL_SEED ?? 20260101);
const STEPS = Number(process.env.MODEL_STEPS ?? 30);

const CODES: Readonly<Record<Refusal, RegExp>> = {
  MC: /^MC/,
  record: /^(22|23)/,
  denied: /^42501$/,
};

let database: TestDatabase;
let copy: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  copy = await createTestDatabase();
  client = await database.client();
  await client.query(`set timezone = 'UTC'`);
});

afterAll(async () => {
  await copy.drop();
  await database.drop();
});

const intent = fc.record({
  command: fc.constantFrom(...COMMANDS),
  seed: fc.nat(),
  isOther: fc.boolean(),
});
type Intent = typeof intent extends fc.Arbitrary<infer Value> ? Value : never;

test(
  `${RUNS} sequences of ${STEPS} steps`,
  async () => {
    let run = 0;
    const result = await fc.check(
      fc.asyncProperty(
        fc.array(intent, { minLength: 1, maxLength: STEPS, size: 'max' }),
        async (intents) => {
          run += 1;
          await runSequence(run, intents);
        },
      ),
      { seed: SEED, numRuns: RUNS, endOnFailure: process.env.MODEL_SHRINK === '0' },
    );
    // Not fast-check's own report: the script says more than the numbers that it was made from.
    if (result.failed) throw result.errorInstance;
    expect(run).toBe(RUNS);
  },
  120_000 + RUNS * 20_000,
);

/** Two new workspaces, step after step; then their history in another database. */
async function runSequence(run: number, intents: readonly Intent[]): Promise<void> {
  const script: string[] = [];
  const ids = [1, 2].map((place) => uuid(run, place));
  const models: Model[] = [];
  const pasts: Past[] = [];
  try {
    for (const id of ids) models.push(await createWorkspace(run, id, script));
    await runSteps(run, intents, models, script);
    for (const model of models) pasts.push(await readPast(client, model));
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${script.join('\n')}\n`);
  } finally {
    await client.query('rollback');
    for (const id of ids) {
      await client.query(`update core.workspace set "deletedAt" = now() where id = '${id}'`);
      await client.query(`select core.destroy_workspace('${id}')`);
    }
  }
  try {
    const other = await copy.client();
    for (const past of pasts) await compareReplay(other, past);
    await other.end();
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${script.join('\n')}\n`);
  }
}

async function createWorkspace(run: number, id: string, script: string[]): Promise<Model> {
  const place = Number.parseInt(id.slice(-1), 16) * 16;
  const sql = `
insert into core.workspace (id, "displayName", subdomain) values ('${id}', 'W', 'w${id}');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('${uuid(run, place)}', '${id}', 'alpha', 'alphas'), ('${uuid(run, place + 1)}', '${id}', 'beta', 'betas');`;
  script.push(sql);
  await client.query(sql);
  return readModel(client, id);
}

async function runSteps(
  run: number,
  intents: readonly Intent[],
  models: Model[],
  script: string[],
): Promise<void> {
  let count = 255;
  for (const { command, seed, isOther } of intents) {
    const [own, other] = isOther ? [1, 0] : [0, 1];
    const model = models[own] as Model;
    const pick = makePick(seed, () => {
      count += 1;
      return uuid(run, count);
    });
    const step = command(model, pick);
    if (step === undefined) continue;
    const outcome = step.next === undefined ? `, refused (${step.refusal}): ${step.why}` : '';
    script.push(`-- ${command.name}${outcome}\nbegin;\n${step.sql};\ncommit;`);
    models[own] = await runStep(step, model, models[other] as Model);
  }
}

/** Runs a step; answers the workspace after it. */
async function runStep(step: Step, model: Model, other: Model): Promise<Model> {
  const before = await fingerprint(client, model);
  const beside = await fingerprint(client, other);
  const refusal = await refusalOf(step.sql);
  const next = await checkOutcome(step, model, refusal);
  await compare(client, next);
  const isTouched = before !== (await fingerprint(client, model));
  if (step.next === undefined && isTouched) throw new Error('refused, but not without a trace');
  if (isTouched) await compareCatalog(client, next); // records alone cannot make it drift
  if (beside !== (await fingerprint(client, other))) throw new Error('the other workspace changed');
  await compareRows(client, other);
  return next;
}

/** Whether the step was refused, and how, as the model has it. */
async function checkOutcome(
  step: Step,
  model: Model,
  refusal: pg.DatabaseError | undefined,
): Promise<Model> {
  if (step.next === undefined) {
    if (refusal === undefined) throw new Error(`not refused, although ${step.why}`);
    if (!CODES[step.refusal].test(refusal.code ?? ''))
      throw new Error(`refused by ${refusal.code}: ${refusal.message}`);
    return model;
  }
  if (refusal !== undefined) {
    const { code, message, detail } = refusal;
    throw new Error(`refused, although nothing is wrong: ${code}: ${message}\n${detail}`);
  }
  return adoptIds(client, step.next);
}

async function refusalOf(sql: string): Promise<pg.DatabaseError | undefined> {
  try {
    await client.query(`begin;\n${sql};\ncommit`);
    return undefined;
  } catch (error) {
    await client.query('rollback');
    if (error instanceof pg.DatabaseError) return error;
    throw error;
  }
}

const uuid = (run: number, count: number): string =>
  `${run.toString(16).padStart(8, '0')}-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
