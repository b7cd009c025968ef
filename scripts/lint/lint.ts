/*
 * `npm run lint`: Biome (format and lint of TypeScript), the TypeScript compiler, and our rules for
 * SQL. All of them run, so that one call shows everything; the exit code says whether all agreed.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from '../paths.ts';
import { lintSql } from './sql.ts';

const checks = [
  () => runPackage('@biomejs/biome', 'biome', ['check', '--error-on-warnings']),
  () => runPackage('typescript', 'tsc', ['--project', '.']),
  reportSql,
];

const results: boolean[] = [];
for (const check of checks) results.push(await check());
process.exitCode = results.every(Boolean) ? 0 : 1;

async function reportSql(): Promise<boolean> {
  const { files, faults, untested } = await lintSql(ROOT);
  for (const { file, line, message } of faults) console.error(`${file}:${line}: ${message}`);
  if (untested.length > 0) {
    console.error('Functions without a test (test/functions/<folder>/<function>.tap.sql):');
    for (const file of untested) console.error(`  ${file}`);
  }
  console.log(`Checked ${files} SQL files: ${faults.length} faults, ${untested.length} untested.`);
  return faults.length === 0 && untested.length === 0;
}

/** Runs a package's program with the Node of this process, on any platform. */
function runPackage(name: string, program: string, args: readonly string[]): boolean {
  const manifestFile = createRequire(import.meta.url).resolve(`${name}/package.json`);
  const { bin } = JSON.parse(fs.readFileSync(manifestFile, 'utf8')) as {
    bin: Record<string, string>;
  };
  const entry = path.join(path.dirname(manifestFile), bin[program] ?? '');
  return (
    spawnSync(process.execPath, [entry, ...args], { cwd: ROOT, stdio: 'inherit' }).status === 0
  );
}
