/*
 * docs/operations.md: its metrics exist, all of them.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Api, type Caller, startApi } from '../scripts/graphql/support.ts';
import { readDocument } from '../support/documents.ts';

const TEXT = readDocument('docs', 'operations.md');

let api: Api;
let caller: Caller;

beforeAll(async () => {
  api = await startApi();
  caller = await api.caller(await api.createWorkspace('operations'));
});
afterAll(() => api?.stop());

function firstColumn(heading: string): string[] {
  const [section = ''] = new RegExp(`## ${heading}\n.*?(?=\n## |$)`, 's').exec(TEXT) ?? [];
  return [...section.matchAll(/^\| `(\w+)`/gm)].map(([, name = '']) => name);
}

test('the metrics of ours are all there, and no other', async () => {
  await caller.data('{ companies { totalCount } }');
  const text = await (await fetch(`${api.server.url}/metrics`)).text();
  const ours = [...text.matchAll(/^# TYPE (dual_schema_\w+)/gm)].map(([, name]) => name);
  expect(firstColumn('Health and metrics').toSorted()).toEqual(ours.toSorted());
  for (const name of ['process_resident_memory_bytes', 'nodejs_eventloop_lag_seconds']) {
    expect(text).toContain(`\n${name} `);
  }
});
