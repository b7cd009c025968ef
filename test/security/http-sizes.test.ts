/*
 * Requests that are too much: refused before the database is asked, or done within limits; nothing has
 * changed, and the server goes on answering.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Api, type Caller, code, startApi } from '../scripts/graphql/support.ts';
import { everything } from '../support/snapshot.ts';

let api: Api;
let admin: Caller;
let before: string;

beforeAll(async () => {
  api = await startApi();
  admin = await api.caller(await api.createWorkspace('sizes'));
  await admin.data('mutation { createCompany(data: { name: "one" }) { id } }');
  before = await everything(api.database);
});

afterAll(() => api?.stop());

afterEach(async () => {
  expect(await admin.data('{ companies { edges { node { name } } } }')).toEqual({
    companies: { edges: [{ node: { name: 'one' } }] },
  });
  expect(await everything(api.database)).toBe(before);
});

const nested = (open: string, close: string, times: number, inside = '') =>
  open.repeat(times) + inside + close.repeat(times);
const list = (count: number, item: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => item(index)).join(' ');

describe.each(['/graphql', '/metadata'])('%s', (path) => {
  const ask = (query: string, variables?: Record<string, unknown>) =>
    api.server.graphql(path, admin.token, query, variables);

  test.each([
    ['brackets by the thousand', nested('{ a ', '}', 50_000)],
    ['lists by the thousand', `{ __type(name: ${nested('[', ']', 50_000)}) { name } }`],
    [
      'an introspection without end',
      nested('{ __schema { types { fields { type ', '} } } }', 12, '{ name }'),
    ],
    [
      'types of fields of types of fields',
      `{ __schema { types ${nested('{ fields { type ', '} }', 12, '{ name }')} } }`,
    ],
    [
      'fragments in a circle',
      'query { ...a } fragment a on Query { ...b } fragment b on Query { ...a }',
    ],
    ['a fragment on itself', 'query { ...a } fragment a on Query { ...a }'],
    ['a thousand directives', `{ __typename ${list(1000, () => '@skip(if: false)')} }`],
    ['operations by the thousand without a name', list(1000, () => '{ __typename }')],
    [
      'fragments by the thousand, each on the next',
      `{ ...f0 } ${list(2000, (index) => `fragment f${index} on Query { ...f${index + 1} }`)} fragment f2000 on Query { __typename }`,
    ],
    ['brackets behind a comment that a carriage return ends', `#\r${nested('{ a ', '}', 50_000)}`],
    ['a string of a megabyte without an end', `{ a(b: "${'\\"'.repeat(240_000)}`],
    ['an unknown directive', '{ __typename @export(as: "x") }'],
    ['a subscription', 'subscription { __typename }'],
  ])('%s is BAD_USER_INPUT', async (_what, query) => {
    expect(code(await ask(query))).toBe('BAD_USER_INPUT');
  });

  test.each([
    ['a text that is too long', 'query', `{ __typename ${' '.repeat(100_000)} }`],
    ['too many fields', 'size', `{ ${list(2001, (index) => `a${index}: __typename`)} }`],
    [
      'fragments within fragments by the thousand',
      'size',
      `{ ...f0 } ${list(1990, (index) => `fragment f${index} on Query { ...f${index + 1} }`)} fragment f1990 on Query { __typename }`,
    ],
    [
      'a schema that is asked for a thousand times over',
      'introspection',
      `{ __schema { types { fields { type { fields { ${list(1900, (index) => `n${index}: name`)} } } } } } }`,
    ],
    ['one field a thousand times', 'size', `{ ${list(1001, () => '__typename')} }`],
  ])('%s says which limit', async (_what, limit, query) => {
    const { errors } = await ask(query);
    expect(errors).toEqual([
      {
        message: expect.not.stringContaining('aborted'),
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', limit }),
        ...(/\ba0\b|__schema/.test(query) ? { locations: expect.anything() } : {}),
      },
    ]);
  });

  test('variables that nest by the thousand', async () => {
    const value = JSON.parse(nested('[', ']', 500));
    expect(code(await ask('query ($x: String) { __typename }', { x: value }))).toBe(
      'BAD_USER_INPUT',
    );
  });

  test('as many fragments as there may be, each on the next, are followed', async () => {
    const query = `{ ...f0 } ${list(498, (index) => `fragment f${index} on Query { ...f${index + 1} }`)} fragment f498 on Query { __typename }`;
    expect(await ask(query)).toMatchObject({ status: 200, data: { __typename: 'Query' } });
  });

  test('nobody without a token keeps it busy', async () => {
    const query = `{ a(b: "${'\\"'.repeat(49_000)}`;
    expect(await api.server.graphql(path, undefined, query)).toMatchObject({ status: 401 });
  });

  test('many aliases of a name are answered', async () => {
    const answer = await ask(`{ ${list(1000, (index) => `a${index}: __typename`)} }`);
    expect(answer.errors).toBeUndefined();
    expect(Object.keys(answer.data ?? {})).toHaveLength(1000);
  });
});

describe('/metadata', () => {
  test('thousands of permissions, each wrong in two ways: the first of the faults are told', async () => {
    const objectPermissions = Array.from({ length: 1500 }, () => ({
      objectMetadataId: randomUUID(),
    }));
    const answer = await admin.askMetadata(
      'mutation ($input: UpsertObjectPermissionsInput!) { upsertObjectPermissions(input: $input) { id } }',
      { input: { roleId: randomUUID(), objectPermissions } },
    );
    expect(code(answer)).toBe('METADATA_VALIDATION_FAILED');
    expect(answer.errors?.[0]?.message).toContain('2999 more faults');
    expect(answer.errors?.[0]?.extensions?.faults).toHaveLength(200);
  });
});

describe('/graphql', () => {
  test.each([
    [
      'a page that is too long',
      '{ companies(first: 100000) { totalCount edges { node { id } } } }',
    ],
    ['a page backwards of less than nothing', '{ companies(last: -1) { edges { node { id } } } }'],
    [
      'a batch that is too long',
      `mutation { createCompanies(data: [${list(201, () => '{ name: "x" }')}]) { id } }`,
    ],
    [
      'a filter of everything',
      'mutation { updateCompanies(filter: {}, data: { name: "x" }) { id } }',
    ],
    [
      'an empty filter within',
      'mutation { destroyCompanies(filter: { and: [{ or: [] }] }) { id } }',
    ],
    [
      'a filter that is too deep',
      `{ companies(filter: ${nested('{ not: ', '}', 200, '{ name: { eq: "x" } }')}) { totalCount } }`,
    ],
    [
      'records of records of records',
      `{ companies ${nested('{ edges { node { people { edges { node { company ', '} } } } } }', 3, '{ id }')} }`,
    ],
  ])('%s is BAD_USER_INPUT', async (_what, query) => {
    expect(code(await admin.ask(query))).toBe('BAD_USER_INPUT');
  });

  // While one is planned, nobody else is answered.
  test.each([
    [
      'lists under one record by the hundred',
      `{ company(filter: { name: { eq: "one" } }) { ${list(100, (index) => `a${index}: people { totalCount }`)} } }`,
      {},
    ],
    [
      'records of a list by the hundred',
      `{ people { edges { node { ${list(100, (index) => `a${index}: company { id }`)} } } } }`,
      {},
    ],
    [
      'conditions by the thousand',
      'query ($filter: CompanyFilterInput) { companies(filter: $filter) { totalCount } }',
      { filter: { or: Array.from({ length: 2000 }, () => ({ name: { eq: 'x' } })) } },
    ],
  ])('%s cost too much', async (_what, query, variables) => {
    const { errors } = await admin.ask(query, variables);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', limit: 'cost' });
  });

  test('many aliases of a list are answered, each by its own records', async () => {
    const query = `{ ${list(100, (index) => `a${index}: companies(first: 1) { totalCount }`)} }`;
    const data = await admin.data(query);
    expect(Object.values(data)).toEqual(Array.from({ length: 100 }, () => ({ totalCount: 1 })));
  });

  test('of twenty mutations, one that is wrong keeps all from being done', async () => {
    const query = list(
      20,
      (index) =>
        `a${index}: updateCompanies(filter: { name: { eq: "one" } }, data: ${index === 7 ? '{ id: "x" }' : '{ position: 1 }'}) { name }`,
    );
    // Said of the query before anything of it is done.
    expect(code(await admin.ask(`mutation { ${query} }`))).toBe('BAD_USER_INPUT');
  });

  test('an order that says the same a thousand times is that order, once in each cursor', async () => {
    const text =
      'query ($by: [CompanyOrderByInput!]) { companies(orderBy: $by) { edges { cursor } } }';
    const by = [{ name: 'AscNullsLast' }, { employees: 'AscNullsLast' }];
    const said = await admin.data(text, { by });
    const again = Array.from({ length: 1_000 }, (_, index) => ({
      [index % 3 === 0 ? 'name' : 'employees']: index % 2 === 0 ? 'AscNullsLast' : 'DescNullsLast',
    }));
    expect(await admin.data(text, { by: [...by, ...again] })).toEqual(said);
  });

  test('a list with thousands of values in a filter', async () => {
    const { companies } = await admin.data(
      'query ($names: [String!]) { companies(filter: { name: { in: $names } }) { totalCount } }',
      { names: Array.from({ length: 20_000 }, (_, index) => `n${index}`) },
    );
    expect(companies.totalCount).toBe(0);
  });
});

test('none of it was an error of ours', () => {
  expect(api.server.log()).not.toContain('internal error');
});
