/*
 * The HTTP side: health, pages for people, and requests that are none.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { type Api, type Caller, code, startApi } from './support.ts';

let api: Api;
let caller: Caller;

beforeAll(async () => {
  api = await startApi();
  caller = await api.caller(await api.createWorkspace('http'));
});

afterAll(() => api?.stop());

const get = (path: string) => fetch(api.server.url + path);

function post(
  body: string,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) {
  return fetch(`${api.server.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${caller.token}`, ...headers },
    body,
  });
}

describe('pages', () => {
  test.each(['/healthz', '/readyz'])('%s says ok', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok' });
  });

  test('the landing page links to GraphiQL', async () => {
    const response = await get('/');
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('href="/graphiql"');
  });

  test.each([
    ['', '/graphql'],
    ['?endpoint=metadata', '/metadata'],
  ])('GraphiQL%s is for %s and loads nothing from elsewhere', async (query, endpoint) => {
    const page = await (await get(`/graphiql${query}`)).text();
    expect(page).toContain(`"endpoint": "${endpoint}"`);
    const sources = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, source]) => source as string,
    );
    expect(sources.filter((source) => !source.startsWith('/'))).toEqual([]);
    const scripts = sources.filter((source) => source.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect((await get(script)).status).toBe(200);
  });

  test('elsewhere there is nothing', async () => {
    const response = await get('/nowhere?a=b');
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'There is nothing at /nowhere: the endpoints are /graphql and /metadata.',
          extensions: { code: 'NOT_FOUND' },
        },
      ],
    });
  });

  test('GET on an endpoint says to POST', async () => {
    const response = await get('/graphql');
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });
});

describe('requests that are refused', () => {
  test.each([
    ['no JSON', '{', 400],
    ['no query', '{}', 400],
    ['a list', '[{"query":"{ __typename }"}]', 400],
    ['variables that are no object', '{"query":"{ __typename }","variables":[1]}', 400],
    [
      'more than 1 MB',
      JSON.stringify({ query: `{ __typename } #${'x'.repeat(1024 * 1024)}` }),
      413,
    ],
  ])('%s', async (_case, body, status) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(code((await response.json()) as never)).toBe('BAD_USER_INPUT');
  });

  test('what a form of another site could send', async () => {
    const response = await post('{"query":"{ __typename }"}', { 'content-type': 'text/plain' });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({
      errors: [{ message: 'Send JSON, with the header content-type: application/json.' }],
    });
  });

  test.each([
    ['a syntax error', '{ companies '],
    ['an unknown field', '{ companies { nothing } }'],
    ['an operation of a type that there is not', 'subscription { companies { totalCount } }'],
    ['an unknown operation', 'query a { __typename } query b { __typename }'],
    [
      'a variable that is missing',
      'query ($id: ID!) { company(filter: { id: { eq: $id } }) { id } }',
    ],
  ])('%s is BAD_USER_INPUT', async (_case, query) => {
    expect(code(await caller.ask(query))).toBe('BAD_USER_INPUT');
    expect(code(await caller.askMetadata(query))).toBe('BAD_USER_INPUT');
  });

  test('fragments that spread one another until no memory is left', async () => {
    const spreads = Array.from(
      { length: 25 },
      (_, index) => `fragment F${index} on CompanyConnection { ...F${index + 1} ...F${index + 1} }`,
    );
    const query = `{ companies { ...F0 } } ${spreads.join(' ')} fragment F25 on CompanyConnection { totalCount }`;
    const answer = await caller.ask(query);
    expect(code(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toContain('at most 2000');
  });

  test('a subscription, which neither API has', async () => {
    for (const ask of [caller.ask, caller.askMetadata]) {
      expect((await ask('subscription { __typename }')).errors).toEqual([
        {
          message: 'The API of your role has no subscriptions.',
          locations: [{ line: 1, column: 1 }],
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ]);
    }
  });

  test('more than ten levels; the standard introspection is exempt', async () => {
    const path = [
      'person(filter: {})',
      'company',
      'people',
      'edges',
      'node',
      'company',
      'people',
      'edges',
      'node',
      'company',
      'id',
    ];
    const nest = (fields: string[]) =>
      `${fields.map((field) => `{ ${field}`).join(' ')}${' }'.repeat(fields.length)}`;
    const answer = await caller.ask(nest(path));
    expect(code(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toContain('11 levels');
    const fragment = 'fragment Deep on Person { company { id } }';
    const spread = await caller.ask(`${nest([...path.slice(0, 9), '...Deep'])} ${fragment}`);
    expect(code(spread)).toBe('BAD_USER_INPUT');
    expect((await caller.ask(nest([...path.slice(0, 9), 'id']))).errors).toBeUndefined();
    expect((await caller.ask(getIntrospectionQuery())).errors).toBeUndefined();
  });
});
