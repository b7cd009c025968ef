/*
 * The step of a mutation that writes records: one statement for all of them, in a
 * transaction, which answers with what was selected of each.
 */
import {
  type PgCodec,
  PgCondition,
  type PgConditionCapableParent,
  type PgExecutorContext,
  type WithPgClient,
} from 'postgraphile/@dataplan/pg';
import {
  type ExecutionDetails,
  type FieldArgs,
  first,
  type GrafastResultsList,
  Step,
  UnbatchedStep,
} from 'postgraphile/grafast';
import { type SQL, sql } from 'postgraphile/pg-sql2';
import type { RecordResource } from '../records.ts';
import type { ApplyFilter, Job, Row } from './jobs.ts';
import { queryOn, refusalOf } from './refusals.ts';
import { statementOf } from './statements.ts';

export type Arguments = Readonly<Record<string, unknown>>;
/** Makes a job of a field's arguments. */
export type Prepare = (given: Arguments, applyFilter: ApplyFilter) => Job;

export class RecordWriteStep extends Step<readonly Row[]> {
  override isSyncAndSafe = false;
  private readonly prepare: Prepare;
  private readonly alias: SQL;
  /** The id comes first, whatever the query asks for. */
  private readonly selects: SQL[];
  private readonly contextId: number;
  private readonly argumentsId: number;
  private readonly filterIds: number[] = [];
  readonly resource: RecordResource;

  constructor(resource: RecordResource, fieldArgs: FieldArgs, prepare: Prepare) {
    super();
    this.resource = resource;
    this.prepare = prepare;
    this.alias = sql.identifier(Symbol(resource.name));
    this.selects = [sql`${this.alias}.id::text`];
    this.contextId = this.addUnaryDependency(resource.executor.context());
    this.argumentsId = this.addUnaryDependency(fieldArgs.getRaw());
    this.hasSideEffects = true;
  }

  /** For fieldArgs.apply(): what it makes puts the filter's conditions into a query. */
  apply($filter: Step): void {
    this.filterIds.push(this.addUnaryDependency($filter));
  }

  /** The place in a row where the attribute is, as text. */
  select(name: string): { readonly place: number; readonly codec: PgCodec } {
    const attribute = this.resource.codec.attributes[name];
    if (!attribute) throw new Error(`${this.resource.name} has no attribute ${name}`);
    const { codec, notNull } = attribute;
    const column = sql`${this.alias}.${sql.identifier(name)}`;
    const text = codec.castFromPg?.(column, notNull) ?? sql`${column}::text`;
    const known = this.selects.findIndex((select) => sql.isEquivalent(select, text));
    return { place: known >= 0 ? known : this.selects.push(text) - 1, codec };
  }

  listItem($row: Step<Row>): WrittenRecordStep {
    return new WrittenRecordStep(this, $row);
  }

  /** The record of a field that writes one. */
  only(): WrittenRecordStep {
    return new WrittenRecordStep(this, first(this) as Step<Row>);
  }

  override execute({ indexMap, values }: ExecutionDetails): GrafastResultsList<readonly Row[]> {
    const context = values[this.contextId]?.unaryValue() as PgExecutorContext<null>;
    const given = values[this.argumentsId]?.unaryValue() as Arguments;
    const filters = this.filterIds.map(
      (id) => values[id]?.unaryValue() as (query: PgConditionCapableParent) => void,
    );
    return indexMap(() =>
      this.write(
        this.prepare(given, (query) => {
          for (const filter of filters) filter(query as PgConditionCapableParent);
        }),
        context,
      ),
    );
  }

  private async write(job: Job, context: PgExecutorContext<null>): Promise<readonly Row[]> {
    if (job.write.kind === 'insert' && job.write.records.length === 0) return [];
    const { text, values } = sql.compile(
      sql`${statementOf(this.resource, this.alias, job.write)}\nreturning ${sql.join(this.selects, ', ')}`,
    );
    // What came back is looked at before the transaction ends: a refusal leaves nothing behind.
    const withPgClient: WithPgClient = (settings, callback) =>
      context.withPgClient(settings, async (client) => {
        const result = await callback(client);
        const { rows } = result as { rows: readonly Row[] };
        await job.check(rows.length, queryOn(client));
        return result;
      });
    try {
      const { rows } = await this.resource.executor.executeMutation<Row>({
        context: { ...context, withPgClient },
        text,
        values,
      });
      return job.arrange(rows);
    } catch (error) {
      throw await refusalOf(error, job, this.resource, context);
    }
  }
}

/** Hands a filter's conditions to the query of a write. */
export function applyFilterTo($write: RecordWriteStep, fieldArgs: FieldArgs): void {
  fieldArgs.apply(
    $write,
    'filter',
    (query: PgConditionCapableParent) => new PgCondition(query, { mode: 'AND' }),
  );
}

/** A record that was written, as it is afterwards; or, when it was destroyed, as it was. */
class WrittenRecordStep extends UnbatchedStep<Row> {
  override isSyncAndSafe = true;
  private readonly writeId: number;

  constructor($write: RecordWriteStep, $row: Step<Row>) {
    super();
    this.writeId = $write.id;
    this.addDependency($row);
  }

  get(name: string): WrittenValueStep {
    return this.cacheStep('get', name, () => {
      const { place, codec } = (this.getStep(this.writeId) as RecordWriteStep).select(name);
      return new WrittenValueStep(this, place, codec);
    });
  }

  override unbatchedExecute(_extra: unknown, row: Row): Row {
    return row;
  }
}

class WrittenValueStep extends UnbatchedStep<unknown> {
  override isSyncAndSafe = true;
  private readonly place: number;
  readonly pgCodec: PgCodec;

  constructor($record: WrittenRecordStep, place: number, pgCodec: PgCodec) {
    super();
    this.place = place;
    this.pgCodec = pgCodec;
    this.addDependency($record);
  }

  override unbatchedExecute(_extra: unknown, row: Row): unknown {
    const text = row[this.place];
    return text == null ? null : this.pgCodec.fromPg(text);
  }
}
