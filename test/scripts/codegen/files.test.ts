/*
 * Files are written where they differ, and left alone where they do not; whole at every moment; and what
 * was not generated stays as it is.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { MARK, staleFiles, writeFiles } from '../../../scripts/codegen/files.ts';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-files-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

test('only what changed is written', () => {
  const files = new Map([
    ['a.ts', `// ${MARK}`],
    ['runtime/b.ts', `// ${MARK}\n`],
  ]);
  expect(writeFiles(folder, files)).toEqual(['a.ts', 'runtime/b.ts']);
  const long = new Date('2020-01-01');
  for (const name of files.keys()) fs.utimesSync(path.join(folder, name), long, long);
  expect(staleFiles(folder, files)).toEqual([]);
  expect(writeFiles(folder, files)).toEqual([]);
  expect(writeFiles(folder, new Map([...files, ['a.ts', 'changed']]))).toEqual(['a.ts']);
  expect(fs.readFileSync(path.join(folder, 'a.ts'), 'utf8')).toBe('changed');
  expect(fs.statSync(path.join(folder, 'runtime/b.ts')).mtime).toEqual(long);
});

/** Every file of the folder, with what it holds. */
function contents(): Record<string, string> {
  return Object.fromEntries(
    fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file), fs.readFileSync(file, 'utf8')]),
  );
}

test('what was generated once and is not any more goes, a file of somebody else stays', () => {
  const generated = `/*\n * ${MARK}; do not edit.\n */\n`;
  writeFiles(folder, new Map([['runtime/old.ts', generated]]));
  fs.writeFileSync(path.join(folder, 'runtime/mine.ts'), 'export {};');
  fs.writeFileSync(path.join(folder, 'mine.ts'), generated);
  const files = new Map([['runtime/new.ts', generated]]);
  expect(staleFiles(folder, files)).toEqual(['runtime/new.ts', 'runtime/old.ts']);
  expect(writeFiles(folder, files)).toEqual(['runtime/new.ts', 'runtime/old.ts']);
  expect(Object.keys(contents()).toSorted()).toEqual([
    'mine.ts',
    'runtime/mine.ts',
    'runtime/new.ts',
  ]);
  expect(staleFiles(folder, files)).toEqual([]);
});

test('a file that was not generated is not overwritten, and no other is written then', () => {
  fs.writeFileSync(path.join(folder, 'types.ts'), 'export type Mine = 1;');
  const files = new Map([
    ['client.ts', `// ${MARK}`],
    ['types.ts', `// ${MARK}`],
  ]);
  expect(() => writeFiles(folder, files)).toThrow(/types\.ts was not generated/);
  expect(contents()).toEqual({ 'types.ts': 'export type Mine = 1;' });
});

test('a write that fails leaves the old text and nothing else', () => {
  const old = `// ${MARK} 1`;
  writeFiles(folder, new Map([['client.ts', old]]));
  const rename = jest.spyOn(fs, 'renameSync').mockImplementation(() => {
    throw new Error('killed');
  });
  try {
    expect(() => writeFiles(folder, new Map([['client.ts', `// ${MARK} 2`]]))).toThrow('killed');
  } finally {
    rename.mockRestore();
  }
  expect(contents()).toEqual({ 'client.ts': old });
});
