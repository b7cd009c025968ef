/*
 * The rules for one SQL file, on Postgres' own parse tree. STYLE of a function file: it holds one
 * function named as the file, with its comment and its revoke; it pins its search_path; it builds SQL
 * at run time only in the apply pass. An exception is written down where it is made:
 *
 *   -- lint: no search_path, because ...
 *   -- lint: dynamic SQL, because ...
 */
import path from 'node:path';
import type { CreateFunctionStmt, Node } from '@pgsql/types';
import { parsePlPgSQLSync, parseSync, type SqlErrorDetails } from 'libpg-query';
import { definedFunctions } from '../db/function-files.ts';

/** Something wrong at a place. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

interface Statement {
  readonly node: Node;
  readonly text: string;
  readonly line: number;
}

const SEARCH_PATH = 'pg_catalog, pg_temp';
const APPLY_FOLDER = 'functions/40-apply/';
const TRIGGER_FOLDER = 'functions/80-triggers/';
/** Files that hold types or privileges for many functions. */
const COLLECTIVE = /\.(types|privileges)\.sql$/;
/** Parse tree nodes of statements that execute text. */
const DYNAMIC = /"PLpgSQL_stmt_dyn(?:execute|fors)"|"dynquery"/;

/** The file parses, PL/pgSQL bodies included. */
export function checkParses(file: string, text: string): Fault[] {
  const { statements, faults } = parseFile(file, text);
  return [...faults, ...statements.flatMap((statement) => plpgsqlFaults(file, statement))];
}

/** All rules for a file of functions/. */
export function checkFunctionFile(file: string, text: string): Fault[] {
  const { statements, faults } = parseFile(file, text);
  if (faults.length > 0) return faults;
  const fault = (line: number, message: string): Fault => ({ file, line, message });
  const functions = statements.filter(({ node }) => 'CreateFunctionStmt' in node);
  return [
    ...statements.flatMap((statement) => plpgsqlFaults(file, statement)),
    ...checkNames(file, text, functions, statements).map((message) => fault(1, message)),
    ...functions.flatMap(({ node, line, text: definition }) =>
      'CreateFunctionStmt' in node
        ? checkFunction(file, text, node.CreateFunctionStmt, definition, statements).map(
            (message) => fault(line, message),
          )
        : [],
    ),
  ];
}

function checkNames(
  file: string,
  text: string,
  functions: readonly Statement[],
  statements: readonly Statement[],
): string[] {
  if (COLLECTIVE.test(file)) return [];
  const expected = path.posix.basename(file, '.sql');
  const names = functions.map(({ node }) =>
    'CreateFunctionStmt' in node ? nameOf(node.CreateFunctionStmt.funcname) : '',
  );
  if (names.length === 0) {
    const triggers = statements.some(({ node }) => 'CreateTrigStmt' in node);
    return file.startsWith(TRIGGER_FOLDER) && triggers ? [] : ['defines no function.'];
  }
  const messages: string[] = [];
  if (names.length > 1) messages.push(`defines ${names.length} functions: one function, one file.`);
  for (const name of names) {
    if (!/^(core|compiler)\./.test(name))
      messages.push(`${name} must be in schema core or compiler.`);
    if (name.split('.').at(-1) !== expected) messages.push(`${name} is not named as its file.`);
  }
  // The loader finds definitions without a parser.
  if (definedFunctions(text).join() !== names.join()) {
    messages.push(
      'begin the definition on a line of its own: create or replace function schema.name(',
    );
  }
  return messages;
}

function checkFunction(
  file: string,
  text: string,
  definition: CreateFunctionStmt,
  source: string,
  statements: readonly Statement[],
): string[] {
  const name = nameOf(definition.funcname);
  const messages: string[] = [];
  if (!definition.replace)
    messages.push(`${name}: write create or replace, the file is loaded again.`);
  if (!statements.some(({ node }) => commentsOn(node, name))) {
    messages.push(`${name} has no comment on function.`);
  }
  if (!statements.some(({ node }) => settlesPublic(node, name))) {
    messages.push(`${name}: add revoke all on function ... from public (or grant it to public).`);
  }
  if (!pinsSearchPath(definition) && !excused(text, 'no search_path')) {
    messages.push(`${name}: add set search_path = ${SEARCH_PATH}.`);
  }
  if (isPlpgsql(definition) && isDynamic(source) && !mayBeDynamic(file, text)) {
    messages.push(`${name} executes SQL text: only ${APPLY_FOLDER} does.`);
  }
  return messages;
}

function commentsOn(node: Node, name: string): boolean {
  if (!('CommentStmt' in node)) return false;
  const { objtype, object } = node.CommentStmt;
  return (
    (objtype === 'OBJECT_FUNCTION' || objtype === 'OBJECT_PROCEDURE') &&
    object !== undefined &&
    'ObjectWithArgs' in object &&
    nameOf(object.ObjectWithArgs.objname) === name
  );
}

/** Whether a statement decides what PUBLIC may do with the function. */
function settlesPublic(node: Node, name: string): boolean {
  if (!('GrantStmt' in node)) return false;
  const { objects = [], grantees = [] } = node.GrantStmt;
  const toPublic = grantees.some(
    (grantee) => 'RoleSpec' in grantee && grantee.RoleSpec.roletype === 'ROLESPEC_PUBLIC',
  );
  return (
    toPublic &&
    objects.some(
      (object) => 'ObjectWithArgs' in object && nameOf(object.ObjectWithArgs.objname) === name,
    )
  );
}

/** A SQL-standard body is bound when it is created: it needs no path, and would not be inlined. */
function pinsSearchPath({ options = [], sql_body }: CreateFunctionStmt): boolean {
  if (sql_body !== undefined) return true;
  return options.some((option) => {
    if (!('DefElem' in option) || option.DefElem.defname !== 'set') return false;
    const setting = option.DefElem.arg;
    if (setting === undefined || !('VariableSetStmt' in setting)) return false;
    const { name, args = [] } = setting.VariableSetStmt;
    const value = args.map((arg) => ('A_Const' in arg ? arg.A_Const.sval?.sval : undefined));
    return name === 'search_path' && value.join(', ') === SEARCH_PATH;
  });
}

function isPlpgsql({ options = [] }: CreateFunctionStmt): boolean {
  return options.some(
    (option) =>
      'DefElem' in option &&
      option.DefElem.defname === 'language' &&
      option.DefElem.arg !== undefined &&
      'String' in option.DefElem.arg &&
      option.DefElem.arg.String.sval === 'plpgsql',
  );
}

function isDynamic(source: string): boolean {
  try {
    return DYNAMIC.test(JSON.stringify(parsePlpgsql(source)));
  } catch {
    // Reported by plpgsqlFaults().
    return false;
  }
}

function mayBeDynamic(file: string, text: string): boolean {
  return file.startsWith(APPLY_FOLDER) || excused(text, 'dynamic SQL');
}

function excused(text: string, rule: string): boolean {
  return new RegExp(`^-- lint: ${rule}, because \\S`, 'm').test(text);
}

/** The parser knows no types of ours and takes an array of one for a pseudo-type: any array will do. */
function parsePlpgsql(source: string): unknown {
  return parsePlPgSQLSync(source.replace(/^(returns\s+)(?:core|compiler)\.\w+\[\]/im, '$1text[]'));
}

function plpgsqlFaults(file: string, { node, text, line }: Statement): Fault[] {
  const isBlock = 'DoStmt' in node;
  if (!isBlock && !('CreateFunctionStmt' in node && isPlpgsql(node.CreateFunctionStmt))) return [];
  try {
    parsePlpgsql(text);
    return [];
  } catch (error) {
    return [{ file, line, message: `PL/pgSQL: ${(error as Error).message}` }];
  }
}

function parseFile(file: string, text: string): { statements: Statement[]; faults: Fault[] } {
  try {
    const bytes = Buffer.from(text);
    const { stmts = [] } = parseSync(text);
    const statements = stmts.flatMap(({ stmt, stmt_location: start = 0, stmt_len: length }) => {
      if (stmt === undefined) return [];
      const source = bytes.toString('utf8', start, length ? start + length : undefined);
      const blank = /^(?:\s|--.*\n|\/\*[\s\S]*?\*\/)*/.exec(source)?.[0] ?? '';
      const line = lineOf(bytes.toString('utf8', 0, start) + blank);
      return [{ node: stmt, text: source.slice(blank.length), line }];
    });
    return { statements, faults: [] };
  } catch (error) {
    const { sqlDetails } = error as { sqlDetails?: SqlErrorDetails };
    const line = lineOf(text.slice(0, sqlDetails?.cursorPosition ?? 0));
    return { statements: [], faults: [{ file, line, message: (error as Error).message }] };
  }
}

function lineOf(before: string): number {
  return before.split('\n').length;
}

function nameOf(parts: readonly Node[] | undefined): string {
  return (parts ?? []).map((part) => ('String' in part ? part.String.sval : '')).join('.');
}
