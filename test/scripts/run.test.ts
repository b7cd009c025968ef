/*
 * The guard in front of every program: which Node may run it.
 */
import { spawn } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { ROOT, watch } from '../support/programs.ts';

function run(...args: string[]) {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const { ready, ended } = watch(child);
  ready.catch(() => undefined);
  return ended;
}

test('a Node that is too old ends with one line and exit code 1', async () => {
  const ended = await run(
    '--require',
    './test/support/old-node.cjs',
    'scripts/run.cjs',
    'scripts/cli.ts',
  );
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(ended.stderr).toMatch(/^Node 20\.20\.2 is too old .*: install Node 22\.12 or newer .*\n$/);
});

test('arguments reach the program as if it had been called itself', async () => {
  const ended = await run('scripts/run.cjs', 'scripts/cli.ts', '--version');
  expect(ended).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' });
});
