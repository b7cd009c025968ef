/*
 * What a mutation field is to do: its statement, what must come back, and how the
 * same is done record by record, where it has to be found out which was refused.
 */
import { randomUUID } from 'node:crypto';
import type { PgSelectQueryBuilder } from 'postgraphile/@dataplan/pg';
import { SafeError } from 'postgraphile/grafast';
import { type SQL, sql } from 'postgraphile/pg-sql2';
import { BATCH_RECORDS_MAX, BATCH_VALUES_MAX } from '../limits.ts';
import { DELETED_AT, isLive, mentionsDeletedAt, type RecordResource } from '../records.ts';
import { type RecordData, type RecordInput, readBatch, readData } from './data.ts';
import { type NewRecord, type Target, type Write, withId } from './statements.ts';

/** A row as text, the record's id first. */
export type Row = readonly (string | null)[];
/** Runs a statement in the transaction of the write. */
export type Query = (statement: SQL) => Promise<readonly Row[]>;

/** One record's share of a write. */
export interface Part {
  readonly write: Write;
  /** Which record it is: its place in `data`, or its id. */
  readonly of: { readonly index?: number; readonly recordId?: string };
}

export interface Job {
  readonly write: Write;
  /** Refuses a number of rows: none where there must be one, or too many. */
  check(rows: number, query: Query): Promise<void>;
  /** The rows in the order of the answer. */
  arrange(rows: readonly Row[]): readonly Row[];
  parts(query: Query): Promise<readonly Part[]>;
}

function refuse(message: string, extensions: Record<string, unknown> = {}): never {
  throw new SafeError(message, { code: 'BAD_USER_INPUT', ...extensions });
}

/** An id in one spelling: Postgres reads braces, capitals and any hyphens. */
export function plainId(id: string): string {
  return id.replaceAll(/[-{}]/g, '').toLowerCase();
}

/** New records; with `upsert`, those whose id is there already are changed instead. */
export function creation(
  resource: RecordResource,
  inputs: readonly RecordInput[],
  { upsert, isBatch }: { readonly upsert: boolean; readonly isBatch: boolean },
): Job {
  if (inputs.length > BATCH_RECORDS_MAX) {
    refuse(`data has ${inputs.length} records: give at most ${BATCH_RECORDS_MAX}.`);
  }
  const data = isBatch
    ? readBatch(resource, inputs)
    : inputs.map((each) => readData(resource, each));
  const values = data.reduce((sum, each) => sum + each.values.size, 0);
  if (values > BATCH_VALUES_MAX) {
    refuse(`data has ${values} values: give at most ${BATCH_VALUES_MAX}.`);
  }
  const records = data.map(
    (each, index): NewRecord => ({ ...each, id: (inputs[index]?.id as string) ?? randomUUID() }),
  );
  const places = new Map<string, number>();
  for (const [index, { id }] of records.entries()) {
    const other = places.get(plainId(id));
    if (other !== undefined) refuseTwins(resource, other, index);
    places.set(plainId(id), index);
  }
  return {
    write: { kind: 'insert', records, upsert },
    check: async () => {},
    arrange(rows) {
      const byId = new Map(rows.map((row) => [plainId(row[0] as string), row]));
      return records.map(({ id }) => byId.get(plainId(id)) as Row);
    },
    parts: async () =>
      records.map((record, index) => ({
        write: { kind: 'insert', records: [record], upsert },
        of: isBatch ? { index } : {},
      })),
  };
}

function refuseTwins(resource: RecordResource, conflictingIndex: number, index: number): never {
  throw new SafeError(`data[${index}] has the id of data[${conflictingIndex}].`, {
    code: 'CONFLICT',
    object: resource.name,
    fields: ['id'],
    index,
    conflictingIndex,
  });
}

/** Which records count: all, or those that are soft-deleted, or not. */
export type Among = 'live' | 'deleted' | 'all';
/** Puts the conditions of a filter into the query that looks for its records. */
export type ApplyFilter = (query: Pick<PgSelectQueryBuilder, 'alias' | 'join'> & Where) => void;
interface Where {
  where(condition: SQL): void;
}

/** What happens to the records that are there. */
export type Change = (target: Target) => Write;

function amongThese(alias: SQL, among: Among): readonly SQL[] {
  if (among === 'all') return [];
  return [
    among === 'live' ? isLive(alias) : sql`${alias}.${sql.identifier(DELETED_AT)} is not null`,
  ];
}

/** A change of the record with an id. */
export function changeOne(
  resource: RecordResource,
  id: unknown,
  among: Among,
  change: Change,
): Job {
  const target: Target = (alias) =>
    sql.join([withId(id)(alias), ...amongThese(alias, among)], ' and ');
  const write = change(target);
  return {
    write,
    async check(rows, query) {
      if (rows === 0) await refuseMissing(resource, id, among, query);
    },
    arrange: (rows) => rows,
    parts: async () => [{ write, of: {} }],
  };
}

/** It is missing, not in the state that counts, or one that a row permission shows and does not let the role change. */
async function refuseMissing(
  resource: RecordResource,
  id: unknown,
  among: Among,
  query: Query,
): Promise<never> {
  const alias = sql.identifier(Symbol(resource.name));
  const [found] = await query(
    sql`select case when ${isLive(alias)} then 'live' else 'deleted' end from ${resource.from as SQL} as ${alias} where ${withId(id)(alias)}`,
  );
  const { name } = resource;
  const state = found?.[0];
  const message =
    state === undefined
      ? `There is no ${name} with this id.`
      : among === 'all' || among === state
        ? `There is no ${name} with this id that your role may change in this way.`
        : state === 'live'
          ? `The ${name} with this id is not deleted.`
          : `The ${name} with this id is deleted: restore it first.`;
  throw new SafeError(message, { code: 'NOT_FOUND', object: name });
}

/** A change of all records that a filter finds. */
export function changeMany(
  resource: RecordResource,
  filter: { readonly value: RecordInput; readonly apply: ApplyFilter },
  among: Among,
  change: Change,
): Job {
  if (isEmpty(filter.value)) {
    refuse('The filter is empty. To mean all records, say so: filter: { id: { is: NOT_NULL } }.');
  }
  const hidden = among === 'live' && mentionsDeletedAt(filter.value) ? 'all' : among;
  // A lock takes the right to change the record, by row permissions too: one to be destroyed has none.
  // What another session changes in between is asked again by the lock, or else by the statement itself.
  const isLocked = change !== destroying && resource.extensions?.canUpdate === true;
  const matches = matching(resource, filter.apply, hidden, isLocked);
  return {
    write: change((alias) =>
      isLocked
        ? sql`${alias}.id in (${matches})`
        : stillMatching(alias, matches, filter.apply, hidden),
    ),
    async check(rows) {
      if (rows > BATCH_RECORDS_MAX) {
        refuse(
          `The filter finds more than ${BATCH_RECORDS_MAX} records: narrow it. Nothing was changed.`,
        );
      }
    },
    arrange: (rows) => rows.toSorted(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)),
    async parts(query) {
      const rows = await query(matches);
      return rows.map(([id]) => ({
        write: change(withId(id)),
        of: { recordId: id as string },
      }));
    },
  };
}

/** Whether a filter says nothing at all. */
function isEmpty(filter: unknown): boolean {
  if (typeof filter !== 'object') return filter === undefined;
  return filter === null || Object.values(filter).every(isEmpty);
}

interface Conditions {
  readonly conditions: readonly SQL[];
  /** The related records that the conditions ask about. */
  readonly joins: readonly SQL[];
}

function conditionsOn(alias: SQL, apply: ApplyFilter, among: Among): Conditions {
  const conditions: SQL[] = [...amongThese(alias, among)];
  const joins: SQL[] = [];
  apply({
    alias,
    where: (condition) => void conditions.push(condition),
    join(spec) {
      if (typeof spec === 'function' || spec.type !== 'left') {
        throw new Error('A filter joins related records alone.');
      }
      joins.push(
        sql`\nleft join ${spec.from} as ${spec.alias} on ${sql.join([...spec.conditions], ' and ')}`,
      );
    },
  });
  return { conditions, joins };
}

/** The ids that a filter finds, one more than may be. */
function matching(resource: RecordResource, apply: ApplyFilter, among: Among, lock: boolean): SQL {
  const alias = sql.identifier(Symbol(resource.name));
  const { conditions, joins } = conditionsOn(alias, apply, among);
  const locking = lock ? sql` for update of ${alias}` : sql.blank;
  return sql`select ${alias}.id from ${resource.from as SQL} as ${alias}${sql.join([...joins], '')}
where ${sql.join([...conditions], ' and ')} order by ${alias}.id limit ${sql.literal(BATCH_RECORDS_MAX + 1)}${locking}`;
}

/**
 * Records that a filter found, and still finds when their turn comes. An array, and conditions that no
 * index knows: so all such statements take their records in one order, and none waits for another that
 * waits for it.
 */
function stillMatching(alias: SQL, matches: SQL, apply: ApplyFilter, among: Among): SQL {
  const { conditions, joins } = conditionsOn(alias, apply, among);
  const all = sql.join([...conditions], ' and ');
  const related = sql`exists (select from (select) as ${sql.identifier(Symbol('one'))}${sql.join([...joins], '')}\nwhere ${all})`;
  return sql`${alias}.id = any(array(${matches})) and (${joins.length === 0 ? all : related}) is true`;
}

/** A change that sets columns. */
export function setting(data: RecordData): Change {
  if (data.values.size === 0 && data.end === undefined) {
    refuse('data is empty: give at least one field.');
  }
  return (target) => ({ kind: 'update', data, target });
}

/** The change that removes records for good. */
export const destroying: Change = (target) => ({ kind: 'destroy', target });
