/*
 * The types of the client: what must compile does, what must not does not, however strict the consumer is;
 * nothing is `any`; a browser has all that it uses.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { DEMO_CLIENT_FOLDER, ROOT } from '../../scripts/paths.ts';
import { compilerErrors, EVERY_FLAG } from './compile.ts';

const PROGRAMS = ['types.ts', 'strict.ts'].map((name) => path.join(ROOT, 'test', 'client', name));
const BROWSER = ['--lib', 'es2024,dom', '--types', ''];
const FILES = fs
  .readdirSync(DEMO_CLIENT_FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'));

describe.each(PROGRAMS)('%s', (program) => {
  test('compiles, with the types of a browser', () => {
    expect(compilerErrors(program, ...BROWSER)).toEqual([]);
  });

  test('compiles under every flag of a strict consumer', () => {
    expect(compilerErrors(program, ...BROWSER, ...EVERY_FLAG)).toEqual([]);
  });

  test('each line that must not compile does not', () => {
    const text = fs.readFileSync(program, 'utf8');
    const marked = text.match(/@ts-expect-error (?!")/g) ?? [];
    expect(marked.length).toBeGreaterThan(15);
    const unmarked = path.join(ROOT, 'test', 'client', `unmarked-${path.basename(program)}`);
    fs.writeFileSync(unmarked, text.replace(/@ts-expect-error/g, 'expected:'));
    try {
      expect(
        compilerErrors(unmarked, ...BROWSER, '--pretty', 'false').filter(isHeading),
      ).toHaveLength(marked.length);
    } finally {
      fs.rmSync(unmarked);
    }
  });
});

/** An error's first line, not its explanation. */
function isHeading(line: string): boolean {
  return /^\S.*error TS\d+/.test(line);
}

describe.each(FILES)('%s', (file) => {
  const text = fs.readFileSync(path.join(DEMO_CLIENT_FOLDER, file), 'utf8');
  const code = text.replace(/\/\*.*?\*\/|\/\/[^\n]*|'[^'\n]*'|`[^`]*`/gs, '');

  test('has no any', () => {
    expect(code).not.toMatch(/\bany\b/);
  });

  test('imports nothing but its own files', () => {
    for (const [, from] of text.matchAll(/from '([^']+)'/g))
      expect(from).toMatch(/^\.{1,2}\/.+\.ts$/);
  });
});

test('emitted as ES modules and as CommonJS, it runs in Node', () => {
  const folder = fs.mkdtempSync(path.join(import.meta.dirname, 'emitted-'));
  try {
    for (const [type, load] of [
      ['module', "import { createClient, ConflictError } from './client.js';"],
      ['commonjs', "const { createClient, ConflictError } = require('./client.js');"],
    ] as const) {
      const out = path.join(folder, type);
      const source = path.join(folder, `${type}-source`);
      fs.cpSync(DEMO_CLIENT_FOLDER, source, { recursive: true });
      for (const place of [out, source]) {
        fs.mkdirSync(place, { recursive: true });
        fs.writeFileSync(path.join(place, 'package.json'), JSON.stringify({ type }));
      }
      expect(
        compilerErrors(
          path.join(source, 'client.ts'),
          ...['--noEmit', 'false', '--allowImportingTsExtensions', 'false'],
          ...['--rewriteRelativeImportExtensions', '--outDir', out, '--declaration'],
          ...BROWSER,
        ),
      ).toEqual([]);
      const run = `${load}\nconsole.log(typeof createClient({ url: 'x' }).products.findMany, typeof ConflictError);`;
      fs.writeFileSync(path.join(out, 'run.js'), run);
      const { stdout } = spawnSync(process.execPath, ['run.js'], { cwd: out, encoding: 'utf8' });
      expect(stdout).toBe('function function\n');
    }
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
