/*
 * The client in a browser: bundled, it has nothing of Node's; it runs in a context that has the web's
 * globals alone, and, where one is installed, in Chromium.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import { isBuiltin } from 'node:module';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import vm from 'node:vm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as esbuild from 'esbuild';
import { extendForCommerce } from '../../scripts/demo/commerce.ts';
import { DEMO_CLIENT_FOLDER } from '../../scripts/paths.ts';
import { type Api, startApi } from '../scripts/graphql/support.ts';
import { BROWSER, browserOptions } from '../support/browser.ts';

/** Of createClient alone, minified; gzip makes it less than half. */
const CLIENT_BYTES = 10_000;

/** What a page does with it: `run(url, token)` answers what it saw. */
const PAGE = `
import { BadUserInputError, createClient } from './client.ts';
import { ProductsDocument } from './documents.ts';
globalThis.run = async (url, token) => {
  const client = createClient({ url, token });
  const made = await client.products.create({
    data: { name: 'Lamp', price: { amount: 5 }, createdAt: new Date(0) },
    select: { name: true, createdAt: true },
  });
  const names = [];
  for await (const { name } of client.products.iterate({ pageSize: 1 })) names.push(name);
  const { products } = await client.$query(ProductsDocument, { first: 1 });
  const refused = await client.orderItems.create({ data: { quantity: 0 } }).catch((error) => error);
  const abort = new AbortController();
  const ended = client.products.findMany({ signal: abort.signal }).catch((error) => error.name);
  abort.abort();
  return {
    made,
    names,
    total: products.totalCount,
    refused: [refused instanceof BadUserInputError, refused.name, refused.fields],
    ended: await ended,
  };
};
`;
const SEEN = {
  made: { name: 'Lamp', createdAt: '1970-01-01T00:00:00.000000+00:00' },
  names: ['Lamp'],
  total: 1,
  refused: [true, 'BadUserInputError', ['quantity']],
  ended: 'AbortError',
};

let api: Api;
let token: string;
let page: esbuild.BuildResult<{ write: false; metafile: true }>;

beforeAll(async () => {
  api = await startApi();
  page = await bundle(PAGE);
});
afterAll(() => api?.stop());

function bundle(contents: string) {
  return esbuild.build({
    stdin: { contents, resolveDir: DEMO_CLIENT_FOLDER, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    logLevel: 'silent',
  });
}

/** A workspace of its own for each run: the token is for that one. */
async function freshToken(subdomain: string): Promise<string> {
  const id = await api.createWorkspace(subdomain);
  await extendForCommerce(await api.database.client(), id);
  return (await api.caller(id)).token;
}

function code({ outputFiles }: typeof page): string {
  return outputFiles[0]?.text ?? '';
}

test('a bundle has the client’s own files alone, and is small', async () => {
  const inputs = Object.keys(page.metafile.inputs).filter((name) => name !== '<stdin>');
  for (const name of inputs) expect(path.resolve(name)).toContain(DEMO_CLIENT_FOLDER);
  const imports = Object.values(page.metafile.outputs).flatMap((output) => output.imports);
  expect(imports).toEqual([]);
  for (const [name] of code(page).matchAll(/\b(?:node:\w+|process|Buffer|require|__dirname)\b/g)) {
    expect(isBuiltin(name) ? name : undefined).toBeUndefined();
  }
  const alone = await bundle(
    "import { createClient } from './client.ts'; createClient({ url: '' });",
  );
  expect(code(alone).length).toBeLessThan(CLIENT_BYTES);
  expect(code(alone)).not.toContain('query Products');
});

test('it runs where there are the web’s globals alone', async () => {
  token = await freshToken('vm');
  const context = vm.createContext({ fetch, URL, AbortController, AbortSignal, DOMException });
  vm.runInContext(code(page), context);
  const run = vm.runInContext('globalThis.run', context) as typeof SEEN extends infer Seen
    ? (url: string, token: string) => Promise<Seen>
    : never;
  const seen: unknown = JSON.parse(JSON.stringify(await run(api.server.url, token)));
  expect(seen).toEqual(SEEN);
});

(BROWSER === undefined ? test.skip : test)('it runs in Chromium, behind one origin', async () => {
  token = await freshToken('chromium');
  const { promise: posted, resolve: post } = Promise.withResolvers<unknown>();
  const site = http.createServer(async (request, response) => {
    const body = await text(request);
    if (request.url === '/seen') {
      post(JSON.parse(body));
      response.end();
    } else if (request.method === 'POST') {
      const { authorization = '', 'content-type': type = '' } = request.headers;
      const answer = await fetch(api.server.url + request.url, {
        method: 'POST',
        headers: { authorization, 'content-type': type },
        body,
      });
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(await answer.text());
    } else {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(
        `<script>${code(page).replaceAll('</script', '<\\/script')}</script><script type="module">
const seen = await run(location.origin, ${JSON.stringify(token)}).catch((error) => ({ error: String(error) }));
await fetch('/seen', { method: 'POST', body: JSON.stringify(seen) });
</script>`,
      );
    }
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-chromium-'));
  const browser = spawn(
    BROWSER ?? '',
    [
      ...browserOptions(profile),
      '--remote-debugging-port=0',
      `http://127.0.0.1:${(site.address() as AddressInfo).port}/`,
    ],
    { stdio: 'ignore' },
  );
  try {
    expect(
      await Promise.race([posted, once(browser, 'exit').then(() => 'Chromium ended')]),
    ).toEqual(SEEN);
  } finally {
    const ended = browser.exitCode === null ? once(browser, 'exit') : undefined;
    browser.kill();
    await ended;
    site.closeAllConnections();
    site.close();
    fs.rmSync(profile, { recursive: true, maxRetries: 5 });
  }
});
