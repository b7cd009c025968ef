/*
 * What Jest is told about a pgTAP file: each assertion is a test, and so is whatever kept the file from
 * running to its end.
 */
import { type AssertionResult, createEmptyTestResult, type TestResult } from '@jest/test-result';
import type { TapAssertion, TapResult } from './tap.ts';

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
