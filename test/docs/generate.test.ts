/*
 * docs/generate.md: its TypeScript compiles against the demo workspace's client and runs, in order, on
 * the demo workspace. Its shell is in commands.test.ts.
 */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as clientModule from '../../generated/acme/client.ts';
import * as documents from '../../generated/acme/documents.ts';
import { seedDemo } from '../../scripts/demo/seed.ts';
import { compilerErrors } from '../client/compile.ts';
import { run } from '../client/guide.ts';
import { type Api, startApi } from '../scripts/graphql/support.ts';
import { ROOT } from '../support/programs.ts';

const IMPORT = /^import .*;\n/gm;
const PAGE = fs.readFileSync(path.join(ROOT, 'docs', 'generate.md'), 'utf8');
const BLOCKS = [...PAGE.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code);
const CODE = BLOCKS.map((code) => code.replace(IMPORT, '')).join('\n');
/** What a running program has of it: no types. */
const PLAIN = CODE.replace(/\$query<.*?>\(/g, '$query(');

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await seedDemo(api.database.url);
});
afterAll(() => api?.stop());

test('it compiles', () => {
  const imports = BLOCKS.flatMap((code) => code.match(IMPORT) ?? []).join('');
  const file = path.join(ROOT, 'docs', 'generate.test-page.ts');
  fs.writeFileSync(file, `${imports}declare const token: string;\n${CODE}`);
  try {
    expect(compilerErrors(file, '--lib', 'es2024,dom', '--types', '')).toEqual([]);
  } finally {
    fs.rmSync(file);
  }
});

test('it runs', async () => {
  expect(BLOCKS.length).toBeGreaterThan(5);
  const [acme] = await api.database.query<{ id: string }>('select id from core.workspace');
  const { token } = await api.caller(acme?.id ?? '');
  const lines: unknown[][] = [];
  const answer = await run(
    `${PLAIN.replaceAll('http://127.0.0.1:4000', api.server.url)}
return { products, orders, page, next, one, totalCount, groups, lamp, companies };`,
    {
      ...clientModule,
      ...documents,
      token,
      console: { log: (...said: unknown[]) => lines.push(said) },
    },
  );
  expect(answer).toMatchObject({
    products: expect.arrayContaining([
      { id: expect.any(String), name: expect.any(String), price: expect.anything() },
    ]),
    orders: expect.arrayContaining([expect.objectContaining({ orderItems: expect.any(Array) })]),
    page: { records: expect.any(Array) },
    one: { domainName: expect.stringMatching(/\.example$/) },
    lamp: { category: 'electronics' },
    companies: { totalCount: expect.any(Number) },
  });
  expect(lines.at(-2)).toEqual([1, ['quantity']]);
});
