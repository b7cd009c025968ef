/*
 * Random changes of roles, permissions and of what they are on. After each, what every role may do is
 * compared with what the metadata says, computed apart: each right on each column (rights.ts), and for
 * each record whether it is seen, changed, put into the trash, destroyed (rights-records.ts). Nothing drifts, and history
 * gives the same catalog.
 *
 * RIGHTS_RUNS=1000 runs more sequences than the 10 of CI, MODEL_SEED=<n> others.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { compareCatalog, compareReplay, type Past, readPast } from './catalog.ts';
import { type Access, brokenRules, comparePrivileges, readState } from './rights.ts';
import { COMMANDS } from './rights-commands.ts';
import { ATTEMPT, compareRecords } from './rights-records.ts';
import { act } from './rights-step.ts';
import { makePick } from './step.ts';

const RUNS = Number(process.env.RIGHTS_RUNS ?? 10);
const SEED = Number(process.env.MODEL_SEED ?? 20260101);
const STEPS = Number(process.env.MODEL_STEPS ?? 60);

let database: TestDatabase;
let copy: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  copy = await createTestDatabase();
  client = await database.client();
  await client.query(ATTEMPT);
  await client.query(
    `insert into core.workspace ("displayName", subdomain) values ('Other', 'other')`,
  );
});

afterAll(async () => {
  await copy.drop();
  await database.drop();
});

test(
  `${RUNS} sequences of ${STEPS} changes`,
  async () => {
    let run = 0;
    const seen = new Set<string>();
    const result = await fc.check(
      fc.asyncProperty(
        fc.noBias(
          fc.array(fc.record({ command: fc.constantFrom(...COMMANDS), seed: fc.nat() }), {
            minLength: 1,
            maxLength: STEPS,
            size: 'max',
          }),
        ),
        async (intents) => {
          run += 1;
          await runSequence(run, intents, seen);
        },
      ),
      {
        seed: SEED,
        numRuns: RUNS,
        endOnFailure: process.env.MODEL_SHRINK === '0',
      },
    );
    if (result.failed) throw result.errorInstance;
    // A command that is always refused would prove nothing.
    expect(COMMANDS.map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([]);
  },
  120_000 + RUNS * 20_000,
);

type Intents = readonly { command: (typeof COMMANDS)[number]; seed: number }[];

async function runSequence(run: number, intents: Intents, seen: Set<string>): Promise<void> {
  const id = uuid(run, 1);
  const script = [setUp(run, id)];
  let past: Past;
  await client.query(setUp(run, id));
  try {
    await runSteps(run, id, intents, script, seen);
    await compareCatalog(client, { id });
    past = await readPast(client, {
      id,
      schema: (await readState(client, id, '')).schema,
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${script.join('\n')}\n`);
  } finally {
    await client.query('rollback');
    await client.query(`update core.workspace set "deletedAt" = now() where id = '${id}'`);
    await client.query(`select core.destroy_workspace('${id}')`);
  }
  const other = await copy.client();
  await compareReplay(other, past);
  await other.end();
}

async function runSteps(
  run: number,
  id: string,
  intents: Intents,
  script: string[],
  seen: Set<string>,
): Promise<void> {
  const access: Access = new Map();
  const settings = new Map<string, Map<string, string[]>>();
  let count = 255;
  for (const { command, seed } of intents) {
    const state = await readState(client, id, uuid(run, 3));
    const pick = makePick(seed, () => {
      count += 1;
      return uuid(run, count);
    });
    const change = command(state, pick);
    if (change === undefined) continue;
    const refusal = await say(script, change.sql);
    if (refusal === undefined) {
      seen.add(command.name);
      act(change, state, settings, access);
    }
    const next = await readState(client, id, uuid(run, 3));
    const faults = [
      ...brokenRules(next, access),
      ...(await comparePrivileges(client, next, access)),
      ...(await compareRecords(client, next)),
    ];
    if (faults.length > 0) throw new Error(faults.slice(0, 20).join('\n'));
  }
}

/** Runs a change; answers its refusal, which is the compiler's. */
async function say(script: string[], sql: string): Promise<string | undefined> {
  script.push(`begin;\n${sql};\ncommit;`);
  try {
    await client.query(`begin;\n${sql};\ncommit`);
    return undefined;
  } catch (error) {
    await client.query('rollback');
    if (!(error instanceof pg.DatabaseError)) throw error;
    const refusal = `${String(error.code)}: ${error.message}`;
    script.push(`-- ${refusal}`);
    if (!String(error.code).startsWith('MC')) throw new Error(refusal);
    return refusal;
  }
}

/** A workspace with two related objects, a member, and records of which filters find some. */
const setUp = (run: number, id: string): string => `
insert into core.workspace (id, "displayName", subdomain) values ('${id}', 'W', 'w${id}');
insert into core.role ("workspaceId", name) values ('${id}', 'Guest');
insert into core."user" (id, email) values ('${uuid(run, 2)}', '${uuid(run, 2)}@example.com');
insert into core."userWorkspace" (id, "userId", "workspaceId", "roleId")
select '${uuid(run, 3)}', '${uuid(run, 2)}', '${id}', r.id from core.role r where r."workspaceId" = '${id}' and r.name = 'ADMIN';
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('${uuid(run, 4)}', '${id}', 'alpha', 'alphas'), ('${uuid(run, 5)}', '${id}', 'beta', 'betas');
insert into core."fieldMetadata" ("objectMetadataId", name, type, settings)
select o, name, type, settings::jsonb
from unnest('{${uuid(run, 4)},${uuid(run, 5)}}'::uuid[]) o cross join lateral (values
  ('title', 'TEXT', null), ('code', 'TEXT', null), ('number', 'NUMBER', '{"dataType": "int"}'), ('flag', 'BOOLEAN', null),
  ('state', 'SELECT', '{"options": [{"value": "A", "label": "A"}, {"value": "B", "label": "B"}]}'),
  ('owner', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetFieldName', 'owned' || right(o::text, 1),
    'relationTargetObjectId',
    (select id from core."objectMetadata" where "workspaceId" = '${id}' and "nameSingular" = 'workspaceMember'))::text)) f (name, type, settings);
${['alpha', 'beta']
  .map(
    (name) => `
do $$ begin execute format('insert into %I.${name} (title, code, number, flag, state, "ownerId", "deletedAt") values
  (''one'', ''two'', 1, true, ''A'', ''${uuid(run, 3)}'', null), (''two'', ''one'', -2, false, ''B'', null, null), (null, ''one'', null, null, null, null, null),
  (''other'', null, 3, true, null, ''${uuid(run, 3)}'', now())', (select "schemaName" from core.workspace where id = '${id}')); end $$`,
  )
  .join(';')}`;

const uuid = (run: number, count: number): string =>
  `${run.toString(16).padStart(8, '0')}-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
