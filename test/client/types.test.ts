/*
 * The types of the client: what must compile does, what must not does not; nothing is `any`; a browser
 * has all that it uses.
 */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { DEMO_CLIENT_FOLDER, ROOT } from '../../scripts/paths.ts';
import { compilerErrors } from './compile.ts';

const TYPES = path.join(ROOT, 'test', 'client', 'types.ts');
const BROWSER = ['--lib', 'es2024,dom', '--types', ''];
const FILES = fs
  .readdirSync(DEMO_CLIENT_FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'));

test('types.ts compiles, with the types of a browser', () => {
  expect(compilerErrors(TYPES, ...BROWSER)).toEqual([]);
});

test('each line that must not compile does not', () => {
  const text = fs.readFileSync(TYPES, 'utf8');
  const marked = text.match(/@ts-expect-error (?!")/g) ?? [];
  expect(marked.length).toBeGreaterThan(25);
  const unmarked = path.join(ROOT, 'test', 'client', 'unmarked.ts');
  fs.writeFileSync(unmarked, text.replace(/@ts-expect-error/g, 'expected:'));
  try {
    expect(
      compilerErrors(unmarked, ...BROWSER, '--pretty', 'false').filter(isHeading),
    ).toHaveLength(marked.length);
  } finally {
    fs.rmSync(unmarked);
  }
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
