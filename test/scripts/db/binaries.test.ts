/*
 * The programs of the platform package, as npm unpacks it without install scripts.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findBinaries, hydrateSymlinks } from '../../../scripts/db/binaries.ts';
import { databaseUser } from '../../../scripts/db/system-user.ts';

let packageDir: string;

beforeEach(() => {
  packageDir = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-binaries-'));
});

afterEach(() => fs.rmSync(packageDir, { recursive: true, force: true }));

test('symlinks are made from the list, and once', () => {
  const library = path.join(packageDir, 'native', 'lib');
  fs.mkdirSync(library, { recursive: true });
  fs.writeFileSync(path.join(library, 'libx.so.1.2'), 'x');
  fs.writeFileSync(
    path.join(packageDir, 'native', 'pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }]),
  );
  hydrateSymlinks(packageDir);
  hydrateSymlinks(packageDir);
  expect(fs.readFileSync(path.join(library, 'libx.so.1'), 'utf8')).toBe('x');
  expect(fs.readlinkSync(path.join(library, 'libx.so.1'))).toBe('libx.so.1.2');
});

const asRoot = process.getuid?.() === 0 ? test : test.skip;

asRoot(
  'as root, programs below a private directory are copied to where Postgres can run them',
  () => {
    const installed = path.resolve(findBinaries(undefined).initdb, '../../..');
    fs.cpSync(installed, packageDir, {
      recursive: true,
      filter: (source) => !fs.lstatSync(source).isSymbolicLink(),
    });
    fs.chmodSync(packageDir, 0o700);
    const user = databaseUser();
    const { initdb } = findBinaries(user, packageDir);
    try {
      expect(initdb.startsWith(packageDir)).toBe(false);
      expect(findBinaries(user, packageDir).initdb).toBe(initdb);
      const version = execFileSync(initdb, ['--version'], { ...user, cwd: '/', encoding: 'utf8' });
      expect(version).toMatch(/^initdb \(PostgreSQL\) \d+/);
    } finally {
      fs.rmSync(path.resolve(initdb, '../../..'), { recursive: true });
    }
  },
);
