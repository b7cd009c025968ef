/*
 * Runs one pgTAP file, always rolled back, and reads what it says. The file is split into statements
 * by Postgres' own parser, so that every assertion and every error knows its line.
 */
import { loadModule, parse } from 'libpg-query';
import pg from 'pg';

/** One assertion. */
export interface TapAssertion {
  readonly number: number;
  readonly ok: boolean;
  readonly name: string;
  readonly directive: 'SKIP' | 'TODO' | undefined;
  readonly line: number;
  readonly diagnostics: string[];
}

/** What a file did; `problem` is why it counts as failed beside its assertions. */
export interface TapResult {
  readonly assertions: readonly TapAssertion[];
  readonly problem: string | undefined;
}

interface Statement {
  readonly sql: string;
  readonly line: number;
  readonly endsTransaction: boolean;
}

const TIMEOUT = '60s';
const ENDS_TRANSACTION = new Set([
  'TRANS_STMT_COMMIT',
  'TRANS_STMT_ROLLBACK',
  'TRANS_STMT_PREPARE',
]);

/** Runs the text of a file in a transaction of `client`. */
export async function runTap(client: pg.ClientBase, text: string): Promise<TapResult> {
  const assertions: TapAssertion[] = [];
  let plan: number | undefined;
  try {
    const statements = await splitStatements(text);
    await client.query(
      `begin; set local search_path = tap, public; set local client_min_messages = warning;
       set local statement_timeout = '${TIMEOUT}'`,
    );
    for (const { sql, line, endsTransaction } of statements) {
      if (endsTransaction) throw new TapError(line, 'ends the transaction: the runner rolls back.');
      for (const output of await outputOf(client, sql, line)) {
        plan = readLine(output, line, assertions) ?? plan;
      }
    }
    return { assertions, problem: planProblem(plan, assertions.length) };
  } catch (error) {
    if (!(error instanceof TapError)) throw error;
    return { assertions, problem: error.message };
  } finally {
    await client.query('rollback');
  }
}

/** An error at a line of the file. */
class TapError extends Error {
  constructor(line: number, message: string) {
    super(`line ${line}: ${message}`);
  }
}

function planProblem(plan: number | undefined, ran: number): string | undefined {
  if (plan === undefined) return 'has no plan: begin with select plan(n) or end with finish().';
  if (plan !== ran) return `planned ${plan} assertions but ran ${ran}.`;
  return ran === 0 ? 'asserts nothing.' : undefined;
}

async function splitStatements(text: string): Promise<Statement[]> {
  await loadModule();
  const bytes = Buffer.from(text);
  try {
    const { stmts = [] } = await parse(text);
    return stmts.map(({ stmt, stmt_location: start = 0, stmt_len: length }) => {
      const sql = bytes.toString('utf8', start, length ? start + length : undefined);
      const blank = /^(?:\s|--.*\n|\/\*[\s\S]*?\*\/)*/.exec(sql)?.[0].length ?? 0;
      const kind = stmt && 'TransactionStmt' in stmt ? stmt.TransactionStmt.kind : undefined;
      return {
        sql,
        line: lineOf(bytes.toString('utf8', 0, start) + sql.slice(0, blank)),
        endsTransaction: kind !== undefined && ENDS_TRANSACTION.has(kind),
      };
    });
  } catch (error) {
    const position = (error as { sqlDetails?: { cursorPosition?: number } }).sqlDetails
      ?.cursorPosition;
    throw new TapError(lineOf(text.slice(0, position ?? 0)), (error as Error).message);
  }
}

/** Every value a statement returns, line by line. */
async function outputOf(client: pg.ClientBase, sql: string, line: number): Promise<string[]> {
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows.flat().flatMap((value) => (typeof value === 'string' ? value.split('\n') : []));
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    const { position, message, code, detail, hint, where } = error;
    const offset =
      position === undefined ? 0 : lineOf(sql.trimStart().slice(0, Number(position))) - 1;
    const facts = [`${message} (${code})`, detail, hint, where].filter(Boolean).join('\n');
    throw new TapError(line + (sql === sql.trimStart() ? offset : 0), facts);
  }
}

/** Takes in one line of output; answers the plan if the line is one. */
function readLine(output: string, line: number, assertions: TapAssertion[]): number | undefined {
  const plan = /^1\.\.(\d+)/.exec(output);
  if (plan) return Number(plan[1]);
  const result = /^(not )?ok (\d+)(?: - (.*?))?(?:\s+# (SKIP|TODO)\b.*)?$/i.exec(output);
  if (result) {
    const [, failed, number, name, directive] = result;
    assertions.push({
      number: Number(number),
      ok: failed === undefined,
      name: name?.replaceAll('\\#', '#') || `assertion ${number}`,
      directive: directive?.toUpperCase() as TapAssertion['directive'],
      line,
      diagnostics: [],
    });
  } else if (output.startsWith('#')) {
    assertions.at(-1)?.diagnostics.push(output.replace(/^# ?/, ''));
  }
  return undefined;
}

function lineOf(before: string): number {
  return before.split('\n').length;
}
