/*
 * Jest's runner for *.tap.sql: each assertion of a file is a Jest test. Files run in transactions that
 * are rolled back, in a few lanes with a database each, so that they cannot wait for one another's
 * rows.
 */
import fs from 'node:fs';
import os from 'node:os';
import {
  type AssertionResult,
  createEmptyTestResult,
  type Test,
  type TestResult,
} from '@jest/test-result';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { runTap, type TapAssertion, type TapResult } from './tap.ts';

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

/** What Jest reports for a file. */
export function toTestResult(
  path: string,
  { assertions, problem }: TapResult,
  start: number,
): TestResult {
  const testResults = assertions.map((assertion) => toAssertionResult(path, assertion));
  if (problem !== undefined) {
    testResults.push(assertionResult('the file runs to its end', 'failed', `${path}: ${problem}`));
  }
  const count = (status: string): number =>
    testResults.filter((result) => result.status === status).length;
  const end = Date.now();
  const empty = createEmptyTestResult();
  return {
    ...empty,
    testFilePath: path,
    testResults,
    numFailingTests: count('failed'),
    numPassingTests: count('passed'),
    numPendingTests: count('pending'),
    numTodoTests: count('todo'),
    failureMessage: failureMessage(testResults),
    perfStats: { ...empty.perfStats, start, end, runtime: end - start, slow: false },
  };
}

function toAssertionResult(path: string, assertion: TapAssertion): AssertionResult {
  const { ok, name, directive, line, diagnostics } = assertion;
  if (directive === 'SKIP') return assertionResult(name, 'pending');
  if (directive === 'TODO') return assertionResult(name, 'todo');
  if (ok) return assertionResult(name, 'passed');
  return assertionResult(name, 'failed', `${path}:${line}\n${diagnostics.join('\n')}`);
}

function assertionResult(
  title: string,
  status: AssertionResult['status'],
  failure?: string,
): AssertionResult {
  return {
    title,
    fullName: title,
    ancestorTitles: [],
    status,
    duration: 0,
    location: null,
    numPassingAsserts: status === 'passed' ? 1 : 0,
    failureMessages: failure === undefined ? [] : [failure],
    failureDetails: [],
    invocations: 1,
    retryReasons: [],
  };
}

function failureMessage(results: readonly AssertionResult[]): string | null {
  const failed = results.filter(({ status }) => status === 'failed');
  if (failed.length === 0) return null;
  return failed
    .map(({ title, failureMessages }) => {
      const text = failureMessages.join('\n').replaceAll('\n', '\n    ');
      return `  \u25cf ${title}\n\n    ${text}\n`;
    })
    .join('\n');
}
