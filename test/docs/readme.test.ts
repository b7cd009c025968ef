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
});
