/*
 * Jest's runner for *.tap.sql: each assertion of a file is a Jest test. Files run in transactions that
 * are rolled back, in a few lanes with a database each, so that they cannot wait for one another's
 * rows.
 */
import fs from 'node:fs';
import os from 'node:os';
import type { Test, TestResult } from '@jest/test-result';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { runTap } from './tap.ts';
import { toTestResult } from './tap-result.ts';

type Report = (test: Test, result: TestResult) => Promise<void>;
type ReportFailure = (test: Test, error: { message: string; stack: string }) => Promise<void>;

/** Jest makes its runners with `new`. */
export default class TapRunner {
  readonly isSerial = false;
  readonly supportsEventEmitters = false;

  async runTests(
    tests: readonly Test[],
    watcher: { isInterrupted(): boolean },
    onStart: (test: Test) => Promise<void>,
    onResult: Report,
    onFailure: ReportFailure,
  ): Promise<void> {
    const queue = [...tests];
    const runLane = async (): Promise<void> => {
      const database = await createTestDatabase();
      try {
        for (let test = queue.shift(); test && !watcher.isInterrupted(); test = queue.shift()) {
          await onStart(test);
          try {
            await onResult(test, await runFile(database, test));
          } catch (error) {
            const { message, stack = '' } = error as Error;
            await onFailure(test, { message, stack });
          }
        }
      } finally {
        await database.drop();
      }
    };
    const lanes = Math.min(tests.length, os.availableParallelism(), 4);
    await Promise.all(Array.from({ length: lanes }, runLane));
  }
}

async function runFile(database: TestDatabase, test: Test): Promise<TestResult> {
  const start = Date.now();
  const client = await database.client();
  try {
    const tap = await runTap(client, fs.readFileSync(test.path, 'utf8'));
    return toTestResult(test.path, tap, start);
  } finally {
    await client.end();
  }
}
