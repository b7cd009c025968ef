/*
 * Why a write was refused: which record of a batch it was, which field, and which
 * record holds a value that must be unique.
 *
 * Postgres names a constraint, not a row of the statement. So the same is done
 * again record by record, in a transaction that is taken back: the first that
 * fails in the same way is the one. Everything is asked as the caller, so that an
 * error tells of no record that they may not read.
 */
import type { PgClient, PgExecutorContext } from 'postgraphile/@dataplan/pg';
import { type SQL, sql } from 'postgraphile/pg-sql2';
import { constraintOf } from '../constraints.ts';
import { isPostgresError, type PostgresError, RefusedWrite, type WriteFacts } from '../errors.ts';
import { isLive, type RecordResource, singularName } from '../records.ts';
import { type Job, type Part, plainId, type Query, type Row } from './jobs.ts';
import { statementOf, uuid, uuids, type Write } from './statements.ts';

const UNIQUE_VIOLATION = '23505';
/** The one predicate that the compiler gives a unique index, as Postgres prints it. */
const LIVE = '("deletedAt" IS NULL)';

/** Asks in the transaction of `client`. */
export function queryOn(client: PgClient): Query {
  return async (statement) => {
    const { text, values } = sql.compile(statement);
    const { rows } = await client.query<Row>({ text, values: [...values], arrayMode: true });
    return rows;
  };
}

const TOO_LONG_FOR_INDEX = '54000';

/** Classes 22 and 23: what was given, and what the constraints say of it. */
function isAboutData({ code }: PostgresError): boolean {
  return code.startsWith('22') || code.startsWith('23') || code === TOO_LONG_FOR_INDEX;
}

/** What to throw for what Postgres said. */
export async function refusalOf(
  error: unknown,
  job: Job,
  resource: RecordResource,
  { withPgClient, pgSettings }: PgExecutorContext<null>,
): Promise<unknown> {
  if (!isPostgresError(error) || !isAboutData(error)) return error;
  const taken = new Error('taken back');
  let facts: WriteFacts = {};
  try {
    await withPgClient(pgSettings, async (client) => {
      facts = await findFacts(error, job, resource, client);
      throw taken;
    });
  } catch (thrown) {
    if (thrown !== taken) throw thrown;
  }
  const isInUse = job.write.kind === 'destroy';
  return new RefusedWrite(error, { object: resource.name, isInUse, ...facts });
}

/** Tries a statement and answers its rows, or how it failed. */
async function attempt(client: PgClient, statement: SQL): Promise<readonly Row[] | PostgresError> {
  try {
    return await client.withTransaction((inner) => queryOn(inner)(statement));
  } catch (error) {
    if (isPostgresError(error)) return error;
    throw error;
  }
}

function isSameFault(a: PostgresError, b: PostgresError): boolean {
  const says = ({ code, message, detail, table, column, constraint }: PostgresError) =>
    JSON.stringify([code, message, withoutRow(code, detail), table, column, constraint]);
  return says(a) === says(b);
}

/** A failing CHECK or NOT NULL tells the row, which has the time in it: that differs from one attempt to the next. */
function withoutRow(code: string, detail: string | undefined): string | undefined {
  return code === '23514' || code === '23502' ? undefined : detail;
}

async function findFacts(
  error: PostgresError,
  job: Job,
  resource: RecordResource,
  client: PgClient,
): Promise<WriteFacts> {
  const alias = sql.identifier(Symbol(resource.name));
  const query = queryOn(client);
  for (const part of await job.parts(query)) {
    const result = await attempt(client, statementOf(resource, alias, part.write));
    if (!isPostgresError(result) || !isSameFault(result, error)) continue;
    if (await namesLaterRecord(error, part, job, query)) continue;
    if (error.code === UNIQUE_VIOLATION) {
      return { ...part.of, ...(await holderOf(error, part, job, resource, client)) };
    }
    if (error.code.startsWith('22')) {
      return { ...part.of, ...(await unfitFields(error, part.write, resource, client)) };
    }
    return part.of;
  }
  return {};
}

const FOREIGN_KEY_VIOLATION = '23503';

/** Alone, a record fails that names one of its batch; within the batch it does not. */
async function namesLaterRecord(
  error: PostgresError,
  { write }: Part,
  job: Job,
  query: Query,
): Promise<boolean> {
  const [key] = constraintOf(error)?.columns ?? [];
  const value = key === undefined ? undefined : valuesOf(write).get(key);
  if (error.code !== FOREIGN_KEY_VIOLATION || job.write.kind !== 'insert' || !value) return false;
  const ids = job.write.records.map(({ id }) => id);
  const [found] = await query(sql`select (${value} = any(${uuids(ids)}))::text`);
  return found?.[0] === 'true';
}

function valuesOf(write: Write): ReadonlyMap<string, SQL> {
  if (write.kind === 'update') return write.data.values;
  return (write.kind === 'insert' && write.records[0]?.values) || new Map();
}

/** The fields whose value does not fit their column: each is tried alone. */
async function unfitFields(
  error: PostgresError,
  write: Write,
  resource: RecordResource,
  client: PgClient,
): Promise<Pick<WriteFacts, 'fields'>> {
  const fields: string[] = [];
  // As a type, the name of a table alone may mean one of Postgres' own: point, text.
  const [schema] = await queryOn(client)(sql`select current_schema()::text`);
  const row = sql.identifier(schema?.[0] ?? '', singularName(resource.codec));
  for (const [name, value] of valuesOf(write)) {
    const result = await attempt(
      client,
      sql`select json_populate_record(null::${row}, json_build_object(${sql.literal(name)}::text, ${value}))`,
    );
    const isIt = isPostgresError(result) && result.code === error.code;
    if (isIt && result.message === error.message) fields.push(name);
  }
  return fields.length > 0 ? { fields } : {};
}

/** The record that has the value already: one of the workspace, or an earlier one of the batch. */
async function holderOf(
  error: PostgresError,
  { write, of }: Part,
  job: Job,
  resource: RecordResource,
  client: PgClient,
): Promise<Pick<WriteFacts, 'conflictingRecordId' | 'conflictingIndex'>> {
  const { columns = [], predicate = null } = constraintOf(error) ?? {};
  const values = columns.map((name) => proposed(resource, write, name));
  const isOfOthers = predicate !== null && predicate !== LIVE;
  if (columns.length === 0 || values.includes(undefined) || isOfOthers) return {};
  const alias = sql.identifier(Symbol(resource.name));
  const conditions = [
    ...columns.map(
      (name, index) => sql`${alias}.${sql.identifier(name)} = ${values[index] as SQL}`,
    ),
    ...(predicate === LIVE ? [isLive(alias)] : []),
  ];
  const found = await attempt(
    client,
    sql`select ${alias}.id::text from ${resource.from as SQL} as ${alias} where ${sql.join(conditions, ' and ')} limit 1`,
  );
  // A field that the role may write but not read: then nothing is said of who has its value.
  if (isPostgresError(found)) return {};
  const id = found[0]?.[0];
  if (id == null) return {};
  const earlier = job.write.kind === 'insert' ? job.write.records.slice(0, of.index ?? 0) : [];
  const conflictingIndex = earlier.findIndex((record) => plainId(record.id) === plainId(id));
  return conflictingIndex >= 0 ? { conflictingIndex } : { conflictingRecordId: id };
}

/** The value a record would have: the given one, or for one that is there its own. */
function proposed(resource: RecordResource, write: Write, name: string): SQL | undefined {
  if (write.kind === 'insert') {
    const [record] = write.records;
    return name === 'id' && record ? uuid(record.id) : record?.values.get(name);
  }
  if (write.kind === 'destroy') return undefined;
  const given = write.data.values.get(name);
  if (given) return given;
  const alias = sql.identifier(Symbol(resource.name));
  return sql`(select ${alias}.${sql.identifier(name)} from ${resource.from as SQL} as ${alias} where ${write.target(alias)})`;
}
