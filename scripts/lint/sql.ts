/*
 * The SQL check: reads every file of sql/ and functions/, applies the rules, and asks for a test of
 * every function.
 */
import fs from 'node:fs';
import path from 'node:path';
import { loadModule } from 'libpg-query';
import { checkFunctionFile, checkParses, type Fault } from './sql-rules.ts';

/** What was looked at and what is wrong. */
export interface SqlLint {
  readonly files: number;
  readonly faults: readonly Fault[];
  /** Function files that no test has heard of. */
  readonly untested: readonly string[];
}

/** Checks the SQL of a checkout. */
export async function lintSql(root: string): Promise<SqlLint> {
  await loadModule();
  const migrations = sqlFiles(root, 'sql');
  const functions = sqlFiles(root, 'functions').filter(
    (file) => !file.startsWith('functions/plv8/'),
  );
  const tests = testFiles(root);
  const faults = [
    ...migrations.flatMap((file) => checkParses(file, read(root, file))),
    ...functions.flatMap((file) => checkFunctionFile(file, read(root, file))),
  ];
  const untested = functions.filter((file) => !isTested(file, read(root, file), tests));
  return { files: migrations.length + functions.length, faults, untested };
}

/** Whether a function file has a test file of its own, or another test names its function. */
export function isTested(file: string, text: string, tests: ReadonlyMap<string, string>): boolean {
  const name = path.posix.basename(file, '.sql');
  if (!text.includes(`.${name}(`) || tests.has(`test/${file.replace(/\.sql$/, '.tap.sql')}`))
    return true;
  const mention = new RegExp(`\\b${name}\\b`);
  return [...tests.values()].some((content) => mention.test(content));
}

function sqlFiles(root: string, folder: string): string[] {
  return filesBelow(root, folder).filter((file) => file.endsWith('.sql'));
}

/** Test files by path, with their text. */
function testFiles(root: string): Map<string, string> {
  const files = filesBelow(root, 'test').filter((file) => /\.(tap\.sql|test\.ts)$/.test(file));
  return new Map(files.map((file) => [file, read(root, file)]));
}

function filesBelow(root: string, folder: string): string[] {
  if (!fs.existsSync(path.join(root, folder))) return [];
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join('/'))
    .sort();
}

function read(root: string, file: string): string {
  return fs.readFileSync(path.join(root, file), 'utf8');
}
