/*
 * What a hostile client, a page of another site or a proxy may make of HTTP: each is refused in the API's own
 * form, or means what it says, and nothing has changed.
 */
import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Api, type Caller, code, startApi } from '../scripts/graphql/support.ts';
import { everything } from '../support/snapshot.ts';

const QUERY = 'mutation { createCompany(data: { name: "smuggled" }) { id } }';
const BODY = JSON.stringify({ query: QUERY });

let api: Api;
let admin: Caller;
let before: string;

beforeAll(async () => {
  api = await startApi();
  admin = await api.caller(await api.createWorkspace('protocol'));
  await admin.data('{ companies { totalCount } }');
  before = await everything(api.database);
});

afterAll(() => api?.stop());

afterEach(async () => expect(await everything(api.database)).toBe(before));

interface Said {
  readonly status: number;
  readonly headers: string;
  readonly code: unknown;
}

/** Sends bytes as they are and reads what comes until the server closes. */
async function send(head: readonly string[], body = ''): Promise<readonly Said[]> {
  const { hostname, port } = new URL(api.server.url);
  const socket = net.connect(Number(port), hostname);
  socket.write(`${[...head].join('\r\n')}\r\n\r\n${body}`);
  let text = '';
  for await (const chunk of socket) text += chunk;
  return text
    .split(/^(?=HTTP\/1\.1 )/m)
    .filter((part) => part !== '')
    .map((part) => {
      const [headers = '', content = ''] = part.split('\r\n\r\n');
      return { status: Number(part.slice(9, 12)), headers, code: code(JSON.parse(content)) };
    });
}

const head = (path: string, ...others: string[]): string[] => [
  `POST ${path} HTTP/1.1`,
  'host: localhost',
  'connection: close',
  'content-type: application/json',
  `authorization: Bearer ${admin.token}`,
  ...others,
];
const LENGTH = `content-length: ${BODY.length}`;
const chunked = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;

describe.each(['/graphql', '/metadata'])('%s', (path) => {
  test.each<[string, () => readonly string[], string]>([
    [
      'two tokens, the good one first',
      () => head(path, LENGTH, 'authorization: Bearer other'),
      BODY,
    ],
    [
      'the same token twice',
      () => head(path, LENGTH, `authorization: Bearer ${admin.token}`),
      BODY,
    ],
    ['a token beside another', () => [...head(path, LENGTH).map(withTwo)], BODY],
    ['a token of another scheme', () => head(path, LENGTH).map(asBasic), BODY],
    [
      'a token in a cookie',
      () => [...head(path, LENGTH).filter(isNoToken), `cookie: token=${admin.token}`],
      BODY,
    ],
  ])('%s is UNAUTHENTICATED', async (_what, lines, body) => {
    expect(await send(lines(), body)).toMatchObject([{ status: 401, code: 'UNAUTHENTICATED' }]);
  });

  test.each<[string, () => readonly string[], string]>([
    ['a length and chunks', () => head(path, LENGTH, 'transfer-encoding: chunked'), chunked],
    ['chunks and a length', () => head(path, 'transfer-encoding: chunked', LENGTH), chunked],
    ['two lengths', () => head(path, LENGTH, 'content-length: 3'), BODY],
    ['a length that is none', () => head(path, 'content-length: 0x20'), BODY],
    ['a coding that is not known', () => head(path, 'transfer-encoding: xchunked'), chunked],
    ['chunked, but not last', () => head(path, 'transfer-encoding: chunked, identity'), chunked],
    ['a header over two lines', () => head(path, LENGTH, 'x-a: 1', ' 2'), BODY],
    ['a header with a space', () => head(path, LENGTH, 'transfer-encoding : chunked'), BODY],
    ['lines that end with half', () => [head(path, LENGTH).join('\n')], BODY],
    ['a chunk whose length lies', () => head(path, 'transfer-encoding: chunked'), `3\r\n${BODY}`],
  ])('%s is BAD_USER_INPUT, and no second request', async (_what, lines, body) => {
    const smuggled = [...head(path, LENGTH), '', BODY].join('\r\n');
    expect(await send(lines(), body + smuggled)).toMatchObject([
      { status: 400, code: 'BAD_USER_INPUT' },
    ]);
  });

  const post = (body: RequestInit['body'], headers: Record<string, string> = {}, method = 'POST') =>
    fetch(api.server.url + path, {
      method,
      headers: { authorization: `Bearer ${admin.token}`, ...headers },
      ...(method === 'GET' || method === 'OPTIONS' ? {} : { body }),
    });
  const json = { 'content-type': 'application/json' };
  const form = new FormData();
  form.append('operations', BODY);
  form.append('query', QUERY);

  test.each<[string, RequestInit['body'], Record<string, string>]>([
    ['a form', new URLSearchParams({ query: QUERY }), {}],
    ['a form with files', form, {}],
    ['plain text', BODY, { 'content-type': 'text/plain' }],
    ['plain text that says JSON', BODY, { 'content-type': 'text/plain; application/json' }],
    ['nothing', Buffer.from(BODY), {}],
    ['a query alone', QUERY, { 'content-type': 'application/graphql' }],
  ])('%s as content type is BAD_USER_INPUT', async (_what, body, headers) => {
    const response = await post(body, headers);
    expect([response.status, code((await response.json()) as never)]).toEqual([
      415,
      'BAD_USER_INPUT',
    ]);
  });

  test.each<[string, RequestInit['body'], Record<string, string>]>([
    ['compressed', gzipSync(BODY), { 'content-encoding': 'gzip' }],
    ['a bomb', gzipSync(' '.repeat(50_000_000)), { 'content-encoding': 'gzip' }],
    ['a list of operations', `[${BODY}]`, {}],
    [
      'a query that the server is to know',
      '{ "extensions": { "persistedQuery": { "version": 1, "sha256Hash": "x" } } }',
      {},
    ],
    ['with a prototype', BODY.replace('{', '{ "__proto__": { "query": 1 },'), {}],
    [
      'with a prototype in the variables',
      BODY.replace('{', '{ "variables": { "a": { "__proto__": {} } },'),
      {},
    ],
    [
      'with a constructor in the variables',
      BODY.replace('{', '{ "variables": { "constructor": { "prototype": {} } },'),
      {},
    ],
    ['nothing', '', {}],
    ['null', 'null', {}],
    ['brackets alone', '['.repeat(500_000), {}],
  ])('a body that is %s is BAD_USER_INPUT', async (_what, body, headers) => {
    const response = await post(body, { ...json, ...headers });
    expect([response.status, code((await response.json()) as never)]).toEqual([
      400,
      'BAD_USER_INPUT',
    ]);
  });

  test('of bytes that are no text only other characters are made', async () => {
    const [start = '', end = ''] = JSON.stringify({ query: '{ __typename } #!' }).split('!');
    const body = Buffer.concat([
      Buffer.from(start),
      Buffer.from([0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80]),
      Buffer.from(end),
    ]);
    expect(await (await post(body, json)).json()).toEqual({ data: { __typename: 'Query' } });
  });

  test.each(['GET', 'PUT', 'DELETE', 'PATCH'])('%s does nothing', async (method) => {
    const url = `${api.server.url}${path}?query=${encodeURIComponent(QUERY)}`;
    const headers = {
      ...json,
      authorization: `Bearer ${admin.token}`,
      'x-http-method-override': 'POST',
    };
    const response = await fetch(url, { method, headers });
    expect([404, 405, 400]).toContain(response.status);
    expect(['BAD_USER_INPUT', 'NOT_FOUND']).toContain(code((await response.json()) as never));
  });

  test('a page of another site is allowed nothing', async () => {
    const headers = {
      origin: 'https://elsewhere.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization, content-type',
    };
    const asked = await post('', headers, 'OPTIONS');
    expect([asked.status, code((await asked.json()) as never)]).toEqual([404, 'NOT_FOUND']);
    const sent = await post('{ "query": "{ __typename }" }', { ...json, ...headers });
    for (const response of [asked, sent]) {
      const names = [...response.headers.keys()];
      expect(names.filter((name) => /^(access-control-|set-cookie)/.test(name))).toEqual([]);
    }
  });
});

const isNoToken = (line: string) => !line.startsWith('authorization');
const withTwo = (line: string) => (isNoToken(line) ? line : `${line}, Bearer other`);
const asBasic = (line: string) => line.replace('Bearer', 'Basic');

test.each([
  '/graphiql/static/..%2f..%2fpackage.json',
  '/graphiql/static/%2e%2e/%2e%2e/package.json',
  '/graphiql/static/%00',
  '/graphql/',
  '//graphql',
  '/%',
  '/graphiql/static/%',
])('%s leads nowhere', async (path) => {
  const [answer] = await send([`GET ${path} HTTP/1.1`, 'host: localhost', 'connection: close']);
  expect(answer).toMatchObject(
    path.endsWith('%')
      ? { status: 400, code: 'BAD_USER_INPUT' }
      : { status: 404, code: 'NOT_FOUND' },
  );
});

test.each(['/', '/graphiql', '/metrics', '/healthz', '/readyz'])(
  '%s tells nobody of a workspace, by whatever name it is asked for',
  async (path) => {
    for (const host of ['localhost', 'protocol.example', '127.0.0.1"><script>']) {
      const response = await fetch(api.server.url + path, {
        headers: { 'x-forwarded-host': host },
      });
      const text = await response.text();
      expect(text).not.toContain(admin.workspaceId);
      expect(text).not.toMatch(/protocol|workspace_[0-9a-z]{20}|role_[0-9a-f]{32}|<script>"/);
    }
  },
);

test('none of it was an error of ours', () => {
  expect(api.server.log()).not.toContain('internal error');
});
