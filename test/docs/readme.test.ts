/*
 * README.md does what it says: its SQL and GraphQL run, in order, and give the output that follows
 * them. Ids, points in time and names of schemas differ from run to run and are not compared.
 */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedDemo } from '../../scripts/demo/seed.ts';
import { type Api, type Caller, startApi } from '../scripts/graphql/support.ts';
import { cells, readDocument, run, snippets, stable } from '../support/documents.ts';
import { withObjectIds } from '../support/guide.ts';
import { ROOT } from '../support/programs.ts';

const README = readDocument('README.md');
const SNIPPETS = snippets(README);

let api: Api;
let caller: Caller;

beforeAll(async () => {
  api = await startApi();
  await seedDemo(api.database.url);
  const [acme] = await api.database.query<{ id: string }>('select id from core.workspace');
  caller = await api.caller(acme?.id ?? '');
});
afterAll(() => api?.stop());

test('the SQL runs and gives its output', async () => {
  const client = await api.database.client();
  const walk = SNIPPETS.filter(({ language }) => language === 'sql');
  expect(walk.length).toBeGreaterThan(4);
  for (const { code, output } of walk) {
    const answer = await run(client, code);
    if (output === undefined) expect(answer.join()).not.toContain('ERROR');
    else expect({ code, answer }).toEqual({ code, answer: cells(output) });
  }
});

test('the GraphQL runs and gives its output', async () => {
  const walk = SNIPPETS.filter(({ language }) => language === 'graphql');
  expect(walk.length).toBeGreaterThan(4);
  for (const { code, output } of walk) {
    const isMetadata = code.startsWith('# POST /metadata\n');
    expect(code).toMatch(/^# POST \/(metadata|graphql)\n/);
    const { status: _status, ...body } = await (isMetadata ? caller.askMetadata : caller.ask)(
      await withIds(code),
    );
    expect(JSON.parse(stable(JSON.stringify(body)))).toMatchObject(
      JSON.parse(stable(output ?? 'null')),
    );
  }
});

async function withIds(text: string): Promise<string> {
  if (!text.includes('-object-id')) return text;
  const { objects } = await caller.metadata('{ objects { edges { node { id nameSingular } } } }');
  const ids = objects.edges.map(({ node }: { node: { id: string; nameSingular: string } }) => [
    node.nameSingular,
    node.id,
  ]);
  return withObjectIds(text, Object.fromEntries(ids));
}

describe('what README names exists', () => {
  test('files that it links to', () => {
    const links = [...README.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
    expect(links.length).toBeGreaterThan(1);
    for (const link of links)
      expect([link, fs.existsSync(path.join(ROOT, link))]).toEqual([link, true]);
  });

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

  test('settings, all of them', () => {
    const config = fs.readFileSync(path.join(ROOT, 'scripts', 'config.ts'), 'utf8');
    const read = [...config.matchAll(/(?:text\(|env\.)'?([A-Z_]+)/g)].map(([, name = '']) => name);
    const [, table = ''] = /## Configuration\n(.*?)\n## /s.exec(README) ?? [];
    const rows = table.split('\n').map((line) => line.split('|')[1] ?? '');
    const documented = rows.flatMap((row) =>
      [...row.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
    );
    expect(documented.toSorted()).toEqual([...new Set(read)].toSorted());
  });
});
