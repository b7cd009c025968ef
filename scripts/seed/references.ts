/*
 * Columns that point to other records: to such as were there, and to such as were seeded before.
 */
import pg from 'pg';
import type { Fake } from '../demo/fake.ts';
import type { Model, ModelObject } from '../workspaces/model.ts';
import type { Column, DrawnRecord } from './columns.ts';
import type { Reference } from './plan.ts';

const { escapeIdentifier } = pg;

/** Ids to point to, by object. */
export type Pools = ReadonlyMap<string, string[]>;

/** Of a large table the first ones will do. */
const EXISTING_MAX = 100_000;
const MISSING = 0.1;
const ROOTS = 0.3;
const UPDATE_BATCH = 10_000;

/** The live records of all objects that anything points to; of the others, none. */
export async function readPools(
  client: pg.ClientBase,
  schema: string,
  { objects, relations }: Model,
): Promise<Map<string, string[]>> {
  const targets = new Set(relations.map(({ fromObjectId }) => fromObjectId));
  const pools = new Map(objects.map(({ id }): [string, string[]] => [id, []]));
  for (const { id, name } of objects.filter((object) => targets.has(object.id))) {
    const { rows } = await client.query<{ id: string }>(
      `select id from ${escapeIdentifier(schema)}.${escapeIdentifier(name)}
        where "deletedAt" is null order by id limit ${EXISTING_MAX}`,
    );
    pools.set(
      id,
      rows.map((row) => row.id),
    );
  }
  return pools;
}

/** The column of a relation whose target's records are there when it is filled. */
export function referenceColumn(
  fake: Fake,
  object: ModelObject,
  { field, target, isOneToOne }: Reference,
  pools: Pools,
): Column {
  const pool = pools.get(target.id) ?? [];
  const isSelf = target.id === object.id;
  const missing = isSelf ? ROOTS : MISSING;
  const draw = ({ id }: DrawnRecord): string | null => {
    if (field.isNullable) {
      return pool.length === 0 || fake.datatype.boolean(missing) ? null : anyOf(fake, pool);
    }
    // Whoever has to point to its own kind begins with itself, which makes no circle of records.
    return isSelf && (isOneToOne || pool.length === 0) ? id : anyOf(fake, pool);
  };
  return {
    name: field.column ?? field.name,
    subject: `${object.name}.${field.name}`,
    isNullable: field.isNullable,
    draw,
    size: () => pool.length,
    at: (place) => pool[place] ?? '',
  };
}

/** Points the seeded records of an object at records that came later; of ONE_TO_ONE each is taken once. */
export async function fillLate(
  client: pg.ClientBase,
  schema: string,
  fake: Fake,
  late: {
    readonly object: string;
    readonly column: string;
    readonly isOneToOne: boolean;
    readonly records: readonly string[];
    readonly targets: readonly string[];
  },
): Promise<void> {
  const table = `${escapeIdentifier(schema)}.${escapeIdentifier(late.object)}`;
  const column = escapeIdentifier(late.column);
  const { rows } = late.isOneToOne
    ? await client.query<{ id: string }>(
        `select ${column} as id from ${table} where ${column} is not null`,
      )
    : { rows: [] };
  const taken = new Set(rows.map(({ id }) => id));
  const free = late.isOneToOne
    ? fake.helpers.shuffle(late.targets.filter((id) => !taken.has(id)))
    : [];
  const pairs = late.records.flatMap((id): [string, string][] => {
    const target = late.isOneToOne ? free.pop() : anyOf(fake, late.targets);
    return target === undefined || fake.datatype.boolean(MISSING) ? [] : [[id, target]];
  });
  for (let start = 0; start < pairs.length; start += UPDATE_BATCH) {
    const batch = pairs.slice(start, start + UPDATE_BATCH);
    await client.query(
      `update ${table} t set ${column} = v.target
         from unnest($1::uuid[], $2::uuid[]) v (id, target) where t.id = v.id`,
      [batch.map(([id]) => id), batch.map(([, target]) => target)],
    );
  }
}

function anyOf(fake: Fake, ids: readonly string[]): string {
  return ids[fake.number.int({ max: ids.length - 1 })] ?? '';
}
