/*
 * docs/reading.md does what it says: its queries run on the demo workspace and give the JSON that follows
 * them, and its table has the operators that there are.
 */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seedDemo } from '../../scripts/demo/seed.ts';
import { FILTER_KINDS } from '../../scripts/graphql/filters.ts';
import { type Api, type Caller, startApi } from '../scripts/graphql/support.ts';
import { ROOT } from '../support/programs.ts';

const PAGE = fs.readFileSync(path.join(ROOT, 'docs', 'reading.md'), 'utf8');
const BLOCKS = [...PAGE.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
  ([, language = '', code = '']) => ({ language, code }),
);

let api: Api;
let caller: Caller;

beforeAll(async () => {
  api = await startApi();
  await seedDemo(api.database.url);
  const [acme] = await api.database.query<{ id: string }>('select id from core.workspace');
  caller = await api.caller(acme?.id ?? '');
});
afterAll(() => api?.stop());

test('the queries run and give their output', async () => {
  expect(BLOCKS.filter(({ language }) => language === 'graphql').length).toBeGreaterThan(4);
  for (const [place, { language, code }] of BLOCKS.entries()) {
    if (language !== 'graphql') continue;
    const { status: _status, ...body } = await caller.ask(code);
    const next = BLOCKS[place + 1];
    if (next?.language === 'json') {
      expect({ code, body }).toMatchObject({ code, body: JSON.parse(next.code) });
    } else {
      expect({ code, errors: body.errors }).toEqual({ code, errors: undefined });
      expect(JSON.stringify(body.data)).not.toMatch(/"edges":\[\]|"totalCount":0/);
    }
  }
});

test('the table of operators', () => {
  const rows = [...PAGE.matchAll(/^\| `(\w+Filter)` +\|[^|]+\|([^|]+)\|$/gm)].map(
    ([, name = '', operators = '']) => [
      name,
      [...operators.matchAll(/`(\w+)`/g)].map(([, operator]) => operator).toSorted(),
    ],
  );
  const kinds = Object.values(FILTER_KINDS).map(({ typeName, operators }) => [
    typeName,
    operators.toSorted(),
  ]);
  expect(Object.fromEntries(rows)).toEqual({
    ...Object.fromEntries(kinds),
    CurrencyFilter: ['amount', 'currency', 'is'],
  });
});

test('files that it links to exist', () => {
  for (const [, link = ''] of PAGE.matchAll(/\]\(([^)]+)\)/g)) {
    expect([link, fs.existsSync(path.join(ROOT, 'docs', link))]).toEqual([link, true]);
  }
});
