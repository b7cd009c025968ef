/*
 * The plans of the API's own statements, as a USER's, on a table of twenty thousand records: an order by an
 * indexed field is read from its index, and a page deep in it begins there.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type pg from 'pg';
import { changing, done } from './changing.ts';
import {
  type Api,
  type Caller,
  createField,
  createObject,
  objectId,
  startApi,
  statementsOf,
} from './support.ts';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

let api: Api;
let caller: Caller;
let connection: pg.Client;

beforeAll(async () => {
  api = await startApi({ LOG_LEVEL: 'debug' });
  const workspaceId = await api.createWorkspace('plans');
  caller = await api.caller(workspaceId, 'USER');
  const admin = await api.caller(workspaceId);
  const item = await createObject(admin, 'item', 'items');
  const change = changing(admin);
  for (const type of ['NUMBER', 'TEXT']) {
    const field = await createField(admin, item, { name: type.toLowerCase(), type });
    await done(
      change.createIndex({ objectMetadataId: item, fields: [{ fieldMetadataId: field }] }),
    );
  }
  await createField(admin, item, {
    name: 'company',
    type: 'RELATION',
    settings: {
      relationType: 'MANY_TO_ONE',
      relationTargetObjectId: await objectId(admin, 'company'),
    },
  });
  const [{ schema }] = (await api.database.query<{ schema: string }>(
    'select "schemaName" as schema from core.workspace',
  )) as [{ schema: string }];
  await api.database.query(
    `insert into ${schema}.company (name) select i::text from generate_series(1, 200) i`,
  );
  await api.database.query(`
    insert into ${schema}.item (number, text, "companyId", "createdAt")
    select nullif(i % 2000, 0), 'text ' || i, c.id, timestamptz '2024-01-01Z' + i * interval '1 minute'
    from generate_series(1, 20000) i
    join (select id, row_number() over () as place from ${schema}.company) c on c.place = i % 200 + 1`);
  await api.database.query(`vacuum analyze ${schema}.item, ${schema}.company`);
  // The first request of a role also introspects.
  await caller.data('{ __typename }');
  connection = await api.database.client(api.database.apiUrl);
});

afterAll(() => api?.stop());

/** The only statement of a query, planned for any values of its parameters. */
async function plan(query: string, variables?: Record<string, unknown>): Promise<PlanNode[]> {
  const statements = await statementsOf(api, caller, () => caller.data(query, variables));
  expect(statements).toHaveLength(1);
  await connection.query('begin');
  await connection.query('select core.enter_workspace($1)', [
    { workspaceId: caller.workspaceId, role: 'USER' },
  ]);
  const { rows } = await connection.query(`explain (generic_plan, format json) ${statements[0]}`);
  await connection.query('rollback');
  const [{ Plan: root }] = rows[0]['QUERY PLAN'] as [{ Plan: PlanNode }];
  const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
  return nodes(root);
}

/** The indexes that are read, with what they are searched for. */
function indexes(nodes: readonly PlanNode[]): Record<string, string | undefined> {
  return Object.fromEntries(
    nodes.flatMap((node) => {
      const name = node['Index Name']?.replace(/^pk_.*/, 'pk');
      return name ? [[name, node['Index Cond']]] : [];
    }),
  );
}

const types = (nodes: readonly PlanNode[]) => nodes.map((node) => node['Node Type']);
const PAGE =
  'edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

const ORDERS = [
  ['', 'pk'],
  ['{ createdAt: AscNullsFirst }', 'IDX_item_createdAt'],
  ['{ createdAt: DescNullsLast }', 'IDX_item_createdAt'],
  ['{ number: AscNullsLast }', 'IDX_item_number_all'],
  ['{ number: DescNullsFirst }', 'IDX_item_number_all'],
  ['{ text: AscNullsLast }', 'IDX_item_text_all'],
] as const;

test.each(ORDERS)('[%s] is read from its index', async (orderBy, index) => {
  const nodes = await plan(`{ items(orderBy: [${orderBy}]) { ${PAGE} } }`);
  expect(indexes(nodes)).toEqual({ [index]: undefined });
  expect(types(nodes)).not.toContain('Sort');
});

/** A page in the midst of an order. */
async function deepPage(orderBy: string, side: 'first' | 'last') {
  const { items } = await caller.data(
    `{ items(first: 1, offset: 9000, orderBy: [${orderBy}]) { edges { cursor } } }`,
  );
  const beyond = side === 'first' ? 'after' : 'before';
  return plan(
    `query ($cursor: String) { items(${side}: 60, ${beyond}: $cursor, orderBy: [${orderBy}]) { ${PAGE} } }`,
    { cursor: items.edges[0].cursor },
  );
}

// Where nulls are still to come, one search does not find all that follows.
const DEEP = ORDERS.flatMap(([orderBy, index]) =>
  (['first', 'last'] as const)
    .filter(
      (side) => !/number|text/.test(orderBy) || orderBy.includes(side === 'first' ? 'Desc' : 'Asc'),
    )
    .map((side) => [side, orderBy, index] as const),
);

test.each(DEEP)(
  '%s, deep in [%s], begins at its place in the index',
  async (side, orderBy, index) => {
    const nodes = await deepPage(orderBy, side);
    expect(indexes(nodes)).toEqual({ [index]: expect.any(String) });
    expect(types(nodes)).not.toContain('Sort');
  },
);

test('deep in an order with nulls still to come, the index gives the order', async () => {
  const nodes = await deepPage('{ number: AscNullsLast }', 'first');
  expect(Object.keys(indexes(nodes))).toEqual(['IDX_item_number_all']);
  expect(types(nodes)).not.toContain('Sort');
});

test.each(['', '{ createdAt: DescNullsLast }', '{ number: AscNullsLast }'])(
  'the lists of many records, by [%s], are found by their key, whatever index has the order',
  async (orderBy) => {
    const nodes = await plan(
      `{ companies { edges { node { items(first: 5, orderBy: [${orderBy}]) { ${PAGE} } } } } }`,
    );
    expect(indexes(nodes)).toEqual({ pk: undefined, IDX_item_companyId: expect.any(String) });
  },
);

test('the list of one record may be read in the order of an index', async () => {
  const statements = await statementsOf(api, caller, () =>
    caller.data(
      '{ company(filter: { name: { eq: "7" } }) { items(first: 5) { edges { cursor } } } }',
    ),
  );
  expect(statements).toEqual([expect.not.stringContaining('least(')]);
});

test('records are found by a field of the one they lead to', async () => {
  const nodes = await plan(
    '{ items(filter: { company: { name: { eq: "7" } } }) { edges { node { id } } } }',
  );
  expect(indexes(nodes)).toMatchObject({ IDX_item_companyId: expect.any(String) });
});
