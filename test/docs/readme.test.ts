/*
 * README.md names what there is: folders, npm scripts, settings.
 */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readDocument } from '../support/documents.ts';
import { ROOT } from '../support/programs.ts';

const README = readDocument('README.md');

describe('what README names exists', () => {
  test('folders', () => {
    const folders = [...README.matchAll(/^\| `(\w+)\/` +\|/gm)].map(([, name = '']) => name);
    expect(folders.length).toBeGreaterThan(3);
    for (const folder of folders)
      expect(fs.statSync(path.join(ROOT, folder)).isDirectory()).toBe(true);
  });

  test('npm scripts', () => {
    const { scripts } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...README.matchAll(/`?npm (start|test|run (?:--silent )?(\w+))/g)].map(
      ([, whole = '', name]) => name ?? whole,
    );
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
    expect(named).toEqual(expect.arrayContaining(['start', 'test', 'token', 'db']));
  });

  test('settings, all of them', () => {
    const config = fs.readFileSync(path.join(ROOT, 'scripts', 'config.ts'), 'utf8');
    const read = [...config.matchAll(/(?:text\(|env\.)'?([A-Z_]+)/g)].map(([, name = '']) => name);
    const [, table = ''] = /## Configuration\n(.*?)\n## /s.exec(README) ?? [];
    const rows = table.split('\n').map((line) => line.split('|')[1] ?? '');
    const documented = rows.flatMap((row) =>
      [...row.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
    );
    expect(documented.toSorted()).toEqual([...new Set(read)].toSorted());
  });
});
