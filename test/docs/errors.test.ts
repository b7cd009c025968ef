/*
 * docs/errors.md lists every code there is, and no other.
 */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../support/programs.ts';

function read(...parts: string[]): string {
  return fs.readFileSync(path.join(ROOT, ...parts), 'utf8');
}

/** What stands in the first column of the tables, in order. */
function documented(pattern: RegExp): string[] {
  return [...read('docs', 'errors.md').matchAll(/^\| `(\w+)` +\|/gm)]
    .map(([, code = '']) => code)
    .filter((code) => pattern.test(code));
}

/** Different matches of a pattern's group, sorted. */
function found(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, code = '']) => code))].toSorted();
}

test('every SQLSTATE of class MC that functions/ knows is documented, and no other', () => {
  const sources = fs
    .readdirSync(path.join(ROOT, 'functions'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .map((file) => read('functions', file));
  const raised = found(sources.join('\n'), /\b(MC\d{3})\b/g);
  expect(raised).toContain('MC101');
  expect(documented(/^MC/)).toEqual(raised);
});

test('every code of the API is documented, and no other', () => {
  const [union = ''] = /type ErrorCode =[^;]+;/.exec(read('scripts', 'graphql', 'errors.ts')) ?? [];
  const codes = found(union, /'([A-Z_]+)'/g);
  expect(codes).toHaveLength(8);
  expect(documented(/_|^[A-Z]+$/).toSorted()).toEqual(codes);
});

test('no code stands in the tables twice', () => {
  const codes = documented(/./);
  expect(new Set(codes).size).toBe(codes.length);
});
