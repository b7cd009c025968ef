/*
 * The TypeScript compiler on files of a test.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../support/programs.ts';

const TSC = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
const FLAGS = [
  ...['--noEmit', '--strict', '--skipLibCheck', '--ignoreConfig'],
  ...['--allowImportingTsExtensions', '--erasableSyntaxOnly', '--noUncheckedIndexedAccess'],
  ...['--target', 'es2024', '--module', 'nodenext'],
];

/** What strict consumers add to --strict; skipLibCheck stays off for them. */
export const EVERY_FLAG = [
  '--exactOptionalPropertyTypes',
  '--noPropertyAccessFromIndexSignature',
  '--noImplicitReturns',
  '--noImplicitOverride',
  '--noFallthroughCasesInSwitch',
  '--noUnusedLocals',
  '--noUnusedParameters',
  '--verbatimModuleSyntax',
  '--isolatedModules',
  ...['--declaration', '--isolatedDeclarations'],
  ...['--skipLibCheck', 'false'],
];

/** What the compiler says of a file; nothing where it is fine. */
export function compilerErrors(file: string, ...flags: readonly string[]): string[] {
  const { stdout, error } = spawnSync(process.execPath, [TSC, ...FLAGS, ...flags, file], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (error) throw error;
  return stdout.split('\n').filter((line) => line !== '');
}
