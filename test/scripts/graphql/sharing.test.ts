/*
 * Workspaces that are alike are served by one API, on one connection and with prepared statements: none
 * ever sees what is another's, whatever changes meanwhile, and errors name each one's own fields.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createEndpoints, type Endpoints } from '../../../scripts/graphql/endpoints.ts';
import { type ApiPool, createPool } from '../../../scripts/graphql/pool.ts';
import type { Claims } from '../../../scripts/graphql/session.ts';
import { createLogger } from '../../../scripts/log.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { createObject, createWorkspace, type Workspace } from '../../support/workspaces.ts';

const log = createLogger('silent');
const NAMES = ['red', 'blue'] as const;
type Name = (typeof NAMES)[number];

let database: TestDatabase;
let pool: ApiPool;
let endpoints: Endpoints;
const workspaces = {} as Record<Name, Workspace>;
const claims = {} as Record<Name, Claims>;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ connectionString: database.apiUrl, log, max: 1 });
  const authenticate = async (name: string | undefined) => claims[name as Name];
  endpoints = createEndpoints({ pool, authenticate, log });
  for (const name of NAMES) {
    const workspace = await createWorkspace(database, name);
    workspaces[name] = workspace;
    claims[name] = { workspaceId: workspace.id, role: 'ADMIN' };
    await createObject(database, workspace, 'gadget', [
      { name: 'owner', type: 'TEXT' },
      { name: 'code', type: 'TEXT', isUnique: true },
      { name: 'size', type: 'TEXT' },
      { name: 'price', type: 'NUMBER', settings: { min: 0 } },
      {
        name: 'maker',
        type: 'RELATION',
        settings: {
          relationType: 'MANY_TO_ONE',
          relationTargetObjectId: await workspace.objectId('company'),
          onDelete: 'RESTRICT',
        },
      },
    ]);
  }
});

afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

interface Body {
  // biome-ignore lint/suspicious/noExplicitAny: what a query answers is what the test says it does
  readonly data?: any;
  readonly errors?: readonly { message: string; extensions: Record<string, unknown> }[];
}

async function ask(name: Name, query: string, variables = {}): Promise<Body> {
  const request = { query, variables };
  const answer = await endpoints.records(name, request, new AbortController().signal);
  return JSON.parse(answer.body) as Body;
}

async function data(name: Name, query: string, variables = {}) {
  const body = await ask(name, query, variables);
  expect(body.errors).toBeUndefined();
  return body.data;
}

const QUERIES = [
  '{ gadgets { totalCount edges { node { owner size maker { name } } } } }',
  '{ gadgets(orderBy: [{ code: AscNullsLast }]) { edges { node { owner size code } } } }',
  '{ companies { edges { node { name gadgets { edges { node { owner size } } } } } } }',
];

/** Everybody asks everything, all at once; nobody sees the other's owner or size. */
async function interleave(sizes: Record<Name, unknown>): Promise<void> {
  const asked = Array.from({ length: 60 }, (_, i) => ({
    name: NAMES[i % 2] as Name,
    query: QUERIES[i % QUERIES.length] as string,
  }));
  const answers = await Promise.all(asked.map(({ name, query }) => data(name, query)));
  for (const [index, answer] of answers.entries()) {
    const name = asked[index]?.name as Name;
    const text = JSON.stringify(answer);
    const owners = [...text.matchAll(/"owner":"(\w+)"/g)].map((match) => match[1]);
    const seen = [...text.matchAll(/"size":("?\w+"?)/g)].map((match) => JSON.parse(match[1] ?? ''));
    expect(owners).toEqual([name, name]);
    expect(seen).toEqual([sizes[name], sizes[name]]);
  }
}

const changeSize = (name: Name, type: string) =>
  database.query(
    `update core."fieldMetadata" f set type = $2 from core."objectMetadata" o
     where o.id = f."objectMetadataId" and o."workspaceId" = $1 and f.name = 'size'`,
    [workspaces[name].id, type],
  );

test('each sees and changes its own records', async () => {
  for (const name of NAMES) {
    const { createCompany } = await data(
      name,
      'mutation ($name: String!) { createCompany(data: { name: $name }) { id } }',
      { name },
    );
    for (const code of ['1', '2']) {
      await data(
        name,
        `mutation ($owner: String, $code: String, $makerId: ID) {
          createGadget(data: { owner: $owner, code: $code, size: "7", makerId: $makerId }) { id }
        }`,
        { owner: name, code, makerId: createCompany.id },
      );
    }
  }
  expect(endpoints.instances.stats().count).toBe(1);
  await interleave({ red: '7', blue: '7' });
});

test('a change of type in one of them changes nothing for the other, while both are asked', async () => {
  for (const [name, type, sizes] of [
    ['red', 'NUMBER', { red: 7, blue: '7' }],
    ['blue', 'NUMBER', { red: 7, blue: 7 }],
    ['red', 'TEXT', { red: '7', blue: 7 }],
    ['blue', 'TEXT', { red: '7', blue: '7' }],
  ] as const) {
    await changeSize(name, type);
    await interleave(sizes);
    expect(endpoints.instances.stats().count).toBe(sizes.red === sizes.blue ? 1 : 2);
  }
});

test('requests under way when the type changes see the old or the new, and none fails', async () => {
  for (const type of ['NUMBER', 'TEXT', 'NUMBER', 'TEXT']) {
    const asking = Array.from({ length: 40 }, (_, i) =>
      data(NAMES[i % 2] as Name, '{ gadgets { edges { node { size } } } }'),
    );
    await changeSize('red', type);
    for (const [index, { gadgets }] of (await Promise.all(asking)).entries()) {
      const expected = index % 2 ? '7' : expect.anything();
      expect(gadgets.edges).toEqual([1, 2].map(() => ({ node: { size: expected } })));
    }
  }
});

test.each([
  ['createGadget(data: { code: "1" }) { id }', 'CONFLICT', 'code'],
  ['createGadget(data: { price: -1 }) { id }', 'BAD_USER_INPUT', 'price'],
  [
    'createGadget(data: { makerId: "00000000-0000-4000-8000-000000000000" }) { id }',
    'BAD_USER_INPUT',
    'makerId',
  ],
])('%s names the field in each of them', async (mutation, code, field) => {
  for (const name of NAMES) {
    const { errors } = await ask(name, `mutation { ${mutation} }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code, object: 'gadget', fields: [field] });
  }
});

test('a company that is in use is refused by the field that uses it', async () => {
  for (const name of NAMES) {
    const { companies } = await data(name, '{ companies { edges { node { id } } } }');
    const { errors } = await ask(name, 'mutation ($id: ID!) { destroyCompany(id: $id) { id } }', {
      id: companies.edges[0].node.id,
    });
    expect(errors?.[0]?.extensions).toMatchObject({ object: 'gadget', fields: ['makerId'] });
  }
});

test('a role is not told of a field that it may write but not read', async () => {
  const { id, schema, roles } = workspaces.red;
  claims.red = { workspaceId: id, role: 'USER' };
  await database.query(
    `revoke select on ${schema}.gadget from ${roles.USER};
     grant select (id, owner, "createdAt", "deletedAt") on ${schema}.gadget to ${roles.USER}`,
  );
  for (const [mutation, code] of [
    ['createGadget(data: { code: "1" }) { id }', 'CONFLICT'],
    ['createGadget(data: { price: -1 }) { id }', 'BAD_USER_INPUT'],
  ] as const) {
    const { errors } = await ask('red', `mutation { ${mutation} }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code });
    expect(errors?.[0]?.extensions).not.toHaveProperty('fields');
    expect(JSON.stringify(errors)).not.toMatch(/price|conflicting|"code":"1"/);
  }
});
