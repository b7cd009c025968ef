/*
 * Records for any workspace from its metadata alone: all of them or none, in one transaction, by COPY.
 * The same metadata and the same seed give the same records, ids included; points in time are seen from
 * the day that is given. The workspace's lock is held, so that its metadata stays what was read.
 */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { inTransaction } from '../db/client.ts';
import { type Fake, fakeFrom } from '../demo/fake.ts';
import { errorCode, errorMessage, userError } from '../errors.ts';
import { readModel } from '../workspaces/model.ts';
import { type Column, fieldColumn } from './columns.ts';
import { copyLines } from './copy.ts';
import { isMembers, type ObjectPlan, planSeed } from './plan.ts';
import { recordLines, SYSTEM_COLUMNS } from './records.ts';
import { fillLate, type Pools, readPools, referenceColumn } from './references.ts';
import { readKeys, readUniqueColumns } from './unique.ts';

const { escapeIdentifier } = pg;

/** The workspace that is seeded. */
export interface SeededWorkspace {
  readonly id: string;
  readonly schemaName: string;
}

/** What is asked for. */
export interface SeedRequest {
  readonly records: number;
  readonly seed: number;
  /** The day that points in time are seen from. */
  readonly today: Date;
  /** Names of objects; none means all. */
  readonly objects: readonly string[];
  /** Hears how many more records have been sent. */
  readonly onRecords?: (count: number) => void;
  /** Hears that all are sent: from here on they may be there. */
  readonly onCommit?: () => void;
}

/** What was written of one object; less than wanted where a unique index has no more values. */
export interface SeededObject {
  readonly object: string;
  readonly wanted: number;
  readonly records: number;
}

/** Where the writing stands. */
interface Writing {
  readonly client: pg.ClientBase;
  readonly schema: string;
  readonly request: SeedRequest;
  readonly pools: Pools;
}

/** Writes records; answers how many of each object, in the order in which they were written. */
export async function seedWorkspace(
  client: pg.ClientBase,
  workspace: SeededWorkspace,
  request: SeedRequest,
): Promise<SeededObject[]> {
  const seeded = await inTransaction(client, async () => {
    const written = await write(client, workspace, request);
    request.onCommit?.();
    return written;
  });
  for (const { object } of seeded) {
    await client.query(`analyze ${tableName(workspace.schemaName, object)}`);
  }
  return seeded;
}

async function write(
  client: pg.ClientBase,
  { id, schemaName: schema }: SeededWorkspace,
  request: SeedRequest,
): Promise<SeededObject[]> {
  await client.query(`set local datestyle = 'ISO'; set local timezone = 'UTC'`);
  await client.query('select compiler.lock_workspace($1)', [id]);
  const model = await readModel(client, id);
  const pools = await readPools(client, schema, model);
  const filled = new Set([...pools].filter(([, ids]) => ids.length > 0).map(([object]) => object));
  const plans = planSeed(model, { ...request, filled });
  const writing = { client, schema, request, pools };
  const written = new Map<string, number>();
  const seeded: SeededObject[] = [];
  for (const plan of plans) {
    const records = await writeObject(writing, plan);
    written.set(plan.object.id, records);
    seeded.push({ object: plan.object.name, wanted: plan.count, records });
  }
  // The owner's own writing is nobody's edit: "updatedAt" stays.
  await client.query('set local role compiler');
  for (const plan of plans) await writeLate(writing, plan, written.get(plan.object.id) ?? 0);
  await client.query('reset role');
  return seeded;
}

async function writeObject(writing: Writing, plan: ObjectPlan): Promise<number> {
  const { client, schema, request, pools } = writing;
  const { object, count } = plan;
  if (count === 0) return 0;
  const fake = fakeFor(request, object.name);
  const columns = columnsOf(fake, plan, pools);
  const indexes = await readUniqueColumns(client, object, plan.references);
  const keys = await readKeys(client, schema, object, indexes, columns);
  const { rows } = await client.query<{ position: number }>(
    `select coalesce(max("position"), 0) + 1 as position from ${tableName(schema, object.name)}`,
  );
  const table = {
    name: object.name,
    columns,
    keys,
    position: Math.floor(rows[0]?.position ?? 1),
    ids: pools.get(object.id) ?? [],
  };
  const target = {
    schema,
    table: object.name,
    columns: [...SYSTEM_COLUMNS, ...columns.map(({ name }) => name)],
  };
  const lines = recordLines(fake, table, { seed: request.seed, count });
  try {
    return await copyLines(client, target, lines, (more) => request.onRecords?.(more));
  } catch (error) {
    throw explain(error, object.name, request.seed);
  }
}

/** In the order of the fields; relations to records that come later are left out. */
function columnsOf(fake: Fake, { object, references }: ObjectPlan, pools: Pools): Column[] {
  return object.fields.flatMap((field) => {
    if (field.column === undefined) return [];
    if (field.type !== 'RELATION') return [fieldColumn(fake, object, field)];
    const reference = references.find((candidate) => candidate.field.id === field.id);
    if (reference === undefined || reference.isLate) return [];
    const { target } = reference;
    const isEmpty = target.id !== object.id && (pools.get(target.id) ?? []).length === 0;
    if (isEmpty && !field.isNullable) {
      const remedy = isMembers(target) ? 'add a member' : `seed ${target.name} too`;
      throw userError(
        `Each ${object.name} needs a ${target.name} (${object.name}.${field.name} may not be null), and there is none: ` +
          `${remedy}, or leave ${object.name} out.`,
      );
    }
    return [referenceColumn(fake, object, reference, pools)];
  });
}

async function writeLate(
  { client, schema, request, pools }: Writing,
  { object, references }: ObjectPlan,
  records: number,
): Promise<void> {
  const ids = pools.get(object.id) ?? [];
  for (const { field, target, isOneToOne, isLate } of references) {
    const { column } = field;
    const targets = pools.get(target.id) ?? [];
    // What an index of several columns says of it is not looked at: then it stays null.
    const isShared = object.uniqueIndexes.some((index) => column && index.includes(column));
    if (!isLate || column === undefined || isShared || targets.length === 0) continue;
    const fake = fakeFor(request, `${object.name}.${field.name}`);
    const late = {
      object: object.name,
      column,
      isOneToOne,
      records: ids.slice(ids.length - records),
      targets,
    };
    await fillLate(client, schema, fake, late);
  }
}

/** Each object has its own sequence, so that another object more does not change it. */
function fakeFor({ seed, today }: SeedRequest, name: string): Fake {
  const digest = createHash('sha256').update(`${seed}/${name}`).digest();
  return fakeFrom(today, digest.readUInt32BE());
}

function tableName(schema: string, table: string): string {
  return `${escapeIdentifier(schema)}.${escapeIdentifier(table)}`;
}

/** Our own records break no rule of the metadata: what else there is was added by hand. */
function explain(error: unknown, object: string, seed: number): unknown {
  const code = errorCode(error) ?? '';
  if (
    code === '23505' &&
    !(error instanceof pg.DatabaseError && /^IDX_/.test(error.constraint ?? ''))
  ) {
    return userError(
      `A record of ${object} is there already: seed ${seed} was used on this workspace before, give another with --seed.`,
      error,
    );
  }
  if (!/^2[23]/.test(code)) return error;
  return userError(
    `The table of ${object} refuses the records (${errorMessage(error)}): see what it has beside its metadata with npm run workspace -- drift.`,
    error,
  );
}
