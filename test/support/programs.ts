/*
 * Programs of the project as child processes.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** The repository's root. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that is running. */
export interface Program {
  readonly child: ChildProcess;
  /** Resolves with the first line it prints; rejects if it ends before. */
  readonly ready: Promise<string>;
  readonly ended: Promise<Ended>;
}

/** Starts a TypeScript file; `undefined` in the environment removes a variable. */
export function startProgram(
  file: string,
  args: readonly string[] = [],
  environment: Record<string, string | undefined> = {},
): Program {
  return watch(
    spawn(process.execPath, ['scripts/run.cjs', file, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

/** Runs a TypeScript file to its end. */
export function runProgram(...args: Parameters<typeof startProgram>): Promise<Ended> {
  const { ready, ended } = startProgram(...args);
  ready.catch(() => undefined);
  return ended;
}

/** Follows a child process whose output is piped. */
export function watch(child: ChildProcess): Program {
  const output = { stdout: '', stderr: '' };
  child.stderr?.on('data', (chunk: Buffer) => {
    output.stderr += chunk;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, ...output }));
  });
  const ready = new Promise<string>((resolve, reject) => {
    if (child.stdout === null) return reject(new Error('Its output is not piped.'));
    createInterface({ input: child.stdout }).on('line', (line) => {
      output.stdout += `${line}\n`;
      resolve(line);
    });
    ended.then(({ stderr }) => reject(new Error(`It ended before it was ready: ${stderr}`)));
  });
  return { child, ready, ended };
}
