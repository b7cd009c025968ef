/*
 * `workspace diagram` from outside: where it goes and in which format.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ended, runProgram } from '../../support/programs.ts';
import { createWorkspace } from '../../support/workspaces.ts';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await createWorkspace(database, 'acme');
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-diagram-'));
});
afterAll(async () => {
  await database.drop();
  fs.rmSync(folder, { recursive: true });
});

function diagram(...args: string[]): Promise<Ended> {
  return runProgram('scripts/cli.ts', ['workspace', 'diagram', '--workspace', 'acme', ...args], {
    DATABASE_URL: database.url,
  });
}

test.each([
  [[], 'erDiagram'],
  [['--format', 'mermaid'], 'erDiagram'],
  [['--format', 'svg'], '<svg '],
])('%j prints it', async (args, beginning) => {
  const { code, stdout, stderr } = await diagram(...args);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.startsWith(beginning)).toBe(true);
});

test.each([
  ['acme.svg', [], '<svg '],
  ['acme.SVG', [], '<svg '],
  ['acme.mmd', [], 'erDiagram'],
  ['acme.txt', ['--format', 'svg'], '<svg '],
])('--out %s %j writes it', async (name, args, beginning) => {
  const out = path.join(folder, name);
  expect(await diagram('--out', out, ...args)).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(fs.readFileSync(out, 'utf8').startsWith(beginning)).toBe(true);
});

test('a mistake is one line', async () => {
  expect(await diagram('--out', 'acme.png')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Error: No picture is made as acme.png: end it with .svg or .mmd, or give --format.\n',
  });
  const out = path.join(folder, 'missing', 'acme.svg');
  expect(await diagram('--out', out)).toEqual({
    code: 1,
    stdout: '',
    stderr: `Error: Cannot write ${out} (ENOENT): give another --out.\n`,
  });
  expect(await diagram('--format', 'png')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Allowed choices are mermaid, svg'),
  });
});
