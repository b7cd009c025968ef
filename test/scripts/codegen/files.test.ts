/*
 * Files are written where they differ, and left alone where they do not.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { staleFiles, writeFiles } from '../../../scripts/codegen/files.ts';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-files-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

test('only what changed is written', () => {
  const files = new Map([
    ['a.ts', 'a'],
    ['inner/b.ts', 'b'],
  ]);
  expect(writeFiles(folder, files)).toEqual(['a.ts', 'inner/b.ts']);
  const long = new Date('2020-01-01');
  for (const name of files.keys()) fs.utimesSync(path.join(folder, name), long, long);
  expect(staleFiles(folder, files)).toEqual([]);
  expect(writeFiles(folder, files)).toEqual([]);
  expect(writeFiles(folder, new Map([...files, ['a.ts', 'changed']]))).toEqual(['a.ts']);
  expect(fs.readFileSync(path.join(folder, 'a.ts'), 'utf8')).toBe('changed');
  expect(fs.statSync(path.join(folder, 'inner/b.ts')).mtime).toEqual(long);
});
