/*
 * A statement whose rows count against what the answer to the request may hold: those
 * that are too many are let go as they arrive.
 */
import pg, { type PoolClient, type QueryArrayResult, type QueryConfig, type QueryResult } from 'pg';
import { SafeError } from 'postgraphile/grafast';
import { ANSWER_BYTES_MAX } from './limits.ts';

/** What pg's own class does; its types leave it out. */
export interface PgConnection {
  bind(config: { statement: string; values: readonly string[] }): void;
  execute(): void;
}

export interface DataRow {
  /** In bytes. */
  readonly length: number;
  readonly fields: readonly (string | null)[];
}

interface PgQuery {
  requiresPreparation(): boolean;
  prepare(connection: PgConnection): void;
  handleDataRow(message: DataRow): void;
  handleCommandComplete(message: object, connection: PgConnection): void;
}

export type Result = QueryResult | QueryArrayResult;
export type Callback = (failure: Error | null, result: Result) => void;

const PgQuery = pg.Query as unknown as new (
  config: QueryConfig,
  callback: Callback,
) => PgQuery & pg.Query;

/** How many bytes a request may yet read. */
export interface Budget {
  left: number;
}

function tooLarge(): SafeError {
  return new SafeError(
    `The answer would have more than ${ANSWER_BYTES_MAX} bytes. Ask for smaller pages ("first"), or fewer fields; each value once.`,
    { code: 'BAD_USER_INPUT', limit: 'answer', max: ANSWER_BYTES_MAX },
  );
}

export class BoundedQuery extends PgQuery {
  readonly #budget: Budget;

  constructor(budget: Budget, config: QueryConfig, callback: Callback) {
    super(config, (failure, result) =>
      callback(failure ?? (budget.left < 0 ? tooLarge() : null), result),
    );
    this.#budget = budget;
  }

  override handleDataRow(message: DataRow): void {
    this.#budget.left -= message.length;
    if (this.#budget.left >= 0) super.handleDataRow(message);
  }
}

/** Asks what `config` says. */
export function queryBounded(
  client: PoolClient,
  budget: Budget,
  config: QueryConfig,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    client.query(
      new BoundedQuery(budget, config, (failure, result) =>
        failure ? reject(failure) : resolve(result),
      ),
    );
  });
}
