/*
 * GraphiQL: on the demo workspace its examples run as they are, with the token that it fills in; who
 * gets that token, and where there is no GraphiQL.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedDemo } from '../../../scripts/demo/seed.ts';
import { METADATA_EXAMPLES, RECORD_EXAMPLES } from '../../../scripts/graphql/examples.ts';
import { BROWSER, browserOptions } from '../../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedDemo(database.url);
  server = await startTestServer(database.url);
});

afterAll(async () => {
  await server?.close();
  await database?.drop();
});

/** GETs a path under another name than the server's own, if need be. */
function get(
  url: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    http
      .get(url + path, { headers }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode, text }));
      })
      .on('error', reject);
  });
}

/** What a drawn data model begins with. */
const SVG = '<svg ';

function tokenOf(page: string): string | undefined {
  return /getItem\('token'\) \?\? '([^']+)'/.exec(page)?.[1];
}

describe('on this machine', () => {
  test.each([
    ['', '/graphql', RECORD_EXAMPLES],
    ['?endpoint=metadata', '/metadata', METADATA_EXAMPLES],
  ])('the examples of GraphiQL%s run with its token', async (query, endpoint, examples) => {
    const { text } = await get(server.url, `/graphiql${query}`);
    const token = tokenOf(text);
    expect(token).toBeDefined();
    for (const example of examples) {
      expect(text).toContain(JSON.stringify(example).slice(1, 60));
      const { data, errors } = await server.graphql(endpoint, token, example);
      expect(errors).toBeUndefined();
      const answers = Object.values(data ?? {}) as { edges?: unknown[] }[];
      for (const { edges } of answers) expect(edges ?? ['one']).not.toEqual([]);
    }
  });

  test('the landing page shows the demo workspace, as it is now', async () => {
    const before = (await get(server.url, '/')).text;
    expect(before).toMatch(/<h2>The data model of Acme<.*<svg .*<\/svg>/s);
    expect(before).toContain('<li>Product (<code>product</code>), 5 fields</li>');
    const label = '</svg><script>&';
    await database.query(
      `update core."objectMetadata" set "labelSingular" = $1 where "nameSingular" = 'product'`,
      [label],
    );
    const after = (await get(server.url, '/')).text;
    expect(after).toContain('<li>&#60;/svg&#62;&#60;script&#62;&#38; (<code>product</code>)');
    expect(after).not.toContain(label);
  });

  test('the landing page shows no other workspace', async () => {
    await database.query(`update core.workspace set subdomain = 'other' where subdomain = 'acme'`);
    expect((await get(server.url, '/')).text).not.toContain(SVG);
    await database.query(`update core.workspace set subdomain = 'acme' where subdomain = 'other'`);
  });

  test('each example is a tab with a name of its own', () => {
    for (const examples of [RECORD_EXAMPLES, METADATA_EXAMPLES]) {
      const names = examples.map((example) => /^(?:query|mutation) (\w+)/m.exec(example)?.[1]);
      expect(new Set(names).size).toBe(examples.length);
      expect(names).not.toContain(undefined);
    }
  });

  test.each(['localhost', '127.0.0.1:4000', '[::1]:4000'])(
    'asked for as %s it has the token, and the landing page the data model',
    async (host) => {
      expect(tokenOf((await get(server.url, '/graphiql', { host })).text)).toBeDefined();
      expect((await get(server.url, '/', { host })).text).toContain(SVG);
    },
  );

  test('asked for by another name, which may be that of another site, it has none', async () => {
    const headers = { host: 'evil.example:4000' };
    const { status, text } = await get(server.url, '/graphiql', headers);
    expect(status).toBe(200);
    expect(tokenOf(text)).toBeUndefined();
    expect((await get(server.url, '/', headers)).text).not.toContain(SVG);
  });

  test.each<Record<string, string>>([
    { 'x-forwarded-for': '192.0.2.1' },
    { 'x-forwarded-proto': 'https' },
    { 'x-real-ip': '192.0.2.1' },
    { 'cf-connecting-ip': '192.0.2.1' },
    { forwarded: 'for=192.0.2.1' },
    { via: '1.1 proxy' },
  ])('by way of a proxy that says %j it has none', async (headers) => {
    expect(tokenOf((await get(server.url, '/graphiql', headers)).text)).toBeUndefined();
    expect((await get(server.url, '/', headers)).text).not.toContain(SVG);
  });
});

const inBrowser = BROWSER === undefined ? describe.skip : describe;

inBrowser('in a browser', () => {
  let profile: string;

  beforeAll(() => {
    profile = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-browser-'));
  });

  afterAll(() => fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));

  /** The page as the browser has made it, once nothing more happens. */
  function visit(query: string): string {
    const still = ['--virtual-time-budget=20000', '--dump-dom'];
    return execFileSync(
      BROWSER as string,
      [...browserOptions(profile), ...still, `${server.url}/graphiql${query}`],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
  }

  function tabs(page: string): string[] {
    return [...page.matchAll(/class="graphiql-un-styled graphiql-tab-button"[^>]*>([^<]*)</g)].map(
      ([, title]) => title as string,
    );
  }

  test('each example is a tab, on the first visit and on the next, of its own endpoint', () => {
    const expected = {
      '': ['People', 'LargeDeals', 'Orders', 'CreateNote'],
      '?endpoint=metadata': ['Objects', 'CreateObject', 'Roles', 'Blueprint'],
    };
    for (const _visit of ['first', 'second']) {
      for (const [query, titles] of Object.entries(expected))
        expect(tabs(visit(query))).toEqual(titles);
    }
  });
});

describe.each<[string, Record<string, string>, boolean, hasModel?: boolean]>([
  ['switched off', { GRAPHIQL: 'off' }, false],
  ['in production', { NODE_ENV: 'production' }, false],
  ['in production, asked for', { NODE_ENV: 'production', GRAPHIQL: 'on' }, true],
  ['asked for without a token', { GRAPHIQL: 'on' }, true, true],
  ['bound to every address', { HOST: '0.0.0.0' }, true],
])('%s', (_where, environment, isThere, hasModel = false) => {
  let other: TestServer;

  beforeAll(async () => {
    other = await startTestServer(database.url, environment);
  });

  afterAll(() => other?.close());

  test(
    isThere ? 'it is there, without a token' : 'it is not there, and nothing points to it',
    async () => {
      const url = other.url.replace('0.0.0.0', '127.0.0.1');
      const { status, text } = await get(url, '/graphiql');
      expect(status).toBe(isThere ? 200 : 404);
      expect(tokenOf(text)).toBeUndefined();
      for (const path of ['/', '/graphql', '/metadata']) {
        const page = await get(url, path);
        expect(page.text.includes('graphiql')).toBe(isThere);
        expect(page.text.includes(SVG)).toBe(hasModel && path === '/');
      }
    },
  );
});
