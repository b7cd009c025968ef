/*
 * A statement of the caller's with the call in front of it that takes on their role: one
 * message to Postgres, which is one transaction.
 *
 * Postgres ends a transaction that nobody began where the message ends (at its Sync). If
 * the call fails, it skips the rest of the message: nothing ever runs with another role.
 */
import type { PoolClient, QueryConfig } from 'pg';
import {
  BoundedQuery,
  type Budget,
  type Callback,
  type DataRow,
  type PgConnection,
  type Result,
} from './bounded-query.ts';

/** The call that enters, answering one text. */
export interface Entering {
  readonly name: string;
  readonly text: string;
  readonly values: string[];
}

class EnteredQuery extends BoundedQuery {
  readonly #entering: Entering;
  #isEntered = false;
  answer: string | undefined;

  constructor(entering: Entering, budget: Budget, config: QueryConfig, callback: Callback) {
    super(budget, config, callback);
    this.#entering = entering;
  }

  /** Even without name or values: a text alone would be a message of its own. */
  override requiresPreparation(): boolean {
    return true;
  }

  override prepare(connection: PgConnection): void {
    const { name, values } = this.#entering;
    connection.bind({ statement: name, values });
    connection.execute();
    super.prepare(connection);
  }

  override handleDataRow(message: DataRow): void {
    if (this.#isEntered) super.handleDataRow(message);
    else this.answer = message.fields[0] ?? '';
  }

  override handleCommandComplete(message: object, connection: PgConnection): void {
    if (this.#isEntered) super.handleCommandComplete(message, connection);
    else this.#isEntered = true;
  }
}

export interface Entered {
  /** What the call answered, if it did not fail. */
  readonly answer: string | undefined;
  readonly failure: Error | null;
  /** Of the statement. */
  readonly result: Result;
}

/** Asks what `config` says, behind `entering`, which the connection knows already. */
export function queryEntered(
  client: PoolClient,
  entering: Entering,
  budget: Budget,
  config: QueryConfig,
): Promise<Entered> {
  return new Promise((resolve) => {
    const query = new EnteredQuery(entering, budget, config, (failure, result) =>
      resolve({ answer: query.answer, failure, result }),
    );
    client.query(query);
  });
}
