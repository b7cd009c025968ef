/*
 * The SQL of writes: each is one statement, whatever the number of records.
 */
import { TYPES } from 'postgraphile/@dataplan/pg';
import { type SQL, sql } from 'postgraphile/pg-sql2';
import { isUpdatable } from '../plugins/WritableFieldsPlugin.ts';
import { type RecordResource, readableFields } from '../records.ts';
import { type End, POSITION, type RecordData } from './data.ts';

/** Which records a statement is about: a condition on its table's alias. */
export type Target = (alias: SQL) => SQL;

export type Write =
  | { readonly kind: 'insert'; readonly records: readonly NewRecord[]; readonly upsert: boolean }
  | { readonly kind: 'update'; readonly data: RecordData; readonly target: Target }
  | { readonly kind: 'destroy'; readonly target: Target };

/** A record whose id is known beforehand, so that what comes back finds its place. */
export interface NewRecord extends RecordData {
  readonly id: string;
}

const column = (name: string): SQL => sql.identifier(name);

export function uuid(id: unknown): SQL {
  return sql`${sql.value(id as string)}::${TYPES.uuid.sqlType}`;
}

export function uuids(ids: readonly string[]): SQL {
  return sql`${sql.value(ids as string[])}::uuid[]`;
}

/** The statement of a write, but for RETURNING; `alias` is its table's. */
export function statementOf(resource: RecordResource, alias: SQL, write: Write): SQL {
  const table = sql`${resource.from as SQL} as ${alias}`;
  switch (write.kind) {
    case 'insert':
      return insertion(resource, alias, write.records, write.upsert);
    case 'update':
      return sql`update ${table} set ${assignments(resource, write.data)} where ${write.target(alias)}`;
    case 'destroy':
      return sql`delete from ${table} where ${write.target(alias)}`;
  }
}

function assignments(resource: RecordResource, { values, end }: RecordData): SQL {
  const position =
    end === 'first'
      ? sql`(select coalesce(min(${column(POSITION)}), 0) - 1 from ${resource.from as SQL})`
      : sql`(select coalesce(max(${column(POSITION)}), 0) + 1 from ${resource.from as SQL})`;
  return sql.join(
    [...values, ...(end ? ([[POSITION, position]] as const) : [])].map(
      ([name, value]) => sql`${column(name)} = ${value}`,
    ),
    ', ',
  );
}

const ENDS = sql.identifier('ends');

function insertion(
  resource: RecordResource,
  alias: SQL,
  records: readonly NewRecord[],
  upsert: boolean,
): SQL {
  const names = new Set(['id', ...records.flatMap(({ values }) => [...values.keys()])]);
  const positions = endPositions(records);
  if (positions.size > 0) names.add(POSITION);
  const kept = upsert ? requiredColumns(resource) : new Set<string>();
  const columns = [...new Set([...names, ...kept])];
  // In the order of ids, two sessions that upsert the same records wait for each other one way only.
  const ordered = upsert ? records.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : records;
  const rows = ordered.map((record) => {
    const row = columns.map((name) =>
      name === 'id'
        ? uuid(record.id)
        : (record.values.get(name) ??
          (name === POSITION ? positions.get(record) : undefined) ??
          (kept.has(name) ? currentValue(resource, record, name) : sql`default`)),
    );
    return sql`(${sql.join(row, ', ')})`;
  });
  // Read once, not once a record.
  const ends =
    positions.size > 0
      ? sql`with ${ENDS} as materialized (
  select coalesce(min(${column(POSITION)}), 0) as low, coalesce(max(${column(POSITION)}), 0) as high
  from ${resource.from as SQL}) `
      : sql.blank;
  return sql`${ends}insert into ${resource.from as SQL} as ${alias} (${sql.join(columns.map(column), ', ')})
values ${sql.join(rows, ',\n')}${upsert ? onConflict(alias, columns, records) : sql.blank}`;
}

/** The columns that a new record must give, of those that the role may read. */
function requiredColumns({ codec }: RecordResource): ReadonlySet<string> {
  return new Set(
    readableFields(codec)
      .filter(([, { notNull, hasDefault }]) => notNull && !hasDefault)
      .map(([name]) => name),
  );
}

/** Postgres looks for missing values before it looks for the record that is there: that one's own is given. */
function currentValue(resource: RecordResource, { id }: NewRecord, name: string): SQL {
  const alias = sql.identifier(Symbol('current'));
  return sql`(select ${alias}.${column(name)} from ${resource.from as SQL} as ${alias} where ${withId(id)(alias)})`;
}

/** Records that go to the same end keep their order among one another. */
function endPositions(records: readonly RecordData[]): Map<RecordData, SQL> {
  const at = (end: End) => records.filter((record) => record.end === end);
  const [first, last] = [at('first'), at('last')];
  const number = (value: number) => sql.literal(value);
  return new Map([
    ...first.map(
      (record, index) =>
        [record, sql`(select low - ${number(first.length - index)} from ${ENDS})`] as const,
    ),
    ...last.map(
      (record, index) => [record, sql`(select high + ${number(index + 1)} from ${ENDS})`] as const,
    ),
  ]);
}

/** What is there is updated: what all records give from each, what some give from those. */
function onConflict(alias: SQL, columns: readonly string[], records: readonly NewRecord[]): SQL {
  const updates = columns.filter(isUpdatable).flatMap((name) => {
    const given = records.filter(
      ({ values, end }) => values.has(name) || (name === POSITION && end !== undefined),
    );
    if (given.length === 0) return [];
    const value = sql`excluded.${column(name)}`;
    const kept = sql`${alias}.${column(name)}`;
    return given.length === records.length
      ? sql`${column(name)} = ${value}`
      : sql`${column(name)} = case when excluded.id = any(${uuids(given.map(({ id }) => id))}) then ${value} else ${kept} end`;
  });
  // With nothing to update, the record must be in what comes back all the same.
  const set = updates.length > 0 ? sql.join(updates, ', ') : sql`id = excluded.id`;
  return sql`\non conflict (id) do update set ${set}`;
}

/** The records of `resource` whose id is one of `ids`. */
export function withId(id: unknown): Target {
  return (alias) => sql`${alias}.id = ${uuid(id)}`;
}
