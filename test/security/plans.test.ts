/*
 * Row-level security must not cost the indexes: the plans of a USER, entered as the API does, on a
 * table of twenty thousand records.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createObject, createWorkspace, enter, type Workspace } from '../support/workspaces.ts';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

let database: TestDatabase;
let api: pg.Client;
let acme: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await database.client(database.apiUrl);
  acme = await createWorkspace(database, 'acme');
  await createObject(database, acme, 'item', [
    { name: 'name', type: 'TEXT' },
    { name: 'code', type: 'TEXT', isUnique: true },
    { name: 'amount', type: 'NUMBER', settings: { precision: 12, scale: 2 } },
    {
      name: 'tags',
      type: 'MULTI_SELECT',
      settings: { options: ['common', 'rare'].map((value) => ({ value, label: value })) },
    },
    {
      name: 'stage',
      type: 'SELECT',
      settings: { options: ['open', 'lost'].map((value) => ({ value, label: value })) },
    },
    {
      name: 'company',
      type: 'RELATION',
      settings: {
        relationType: 'MANY_TO_ONE',
        relationTargetObjectId: await acme.objectId('company'),
      },
    },
  ]);
  const table = `${acme.schema}.item`;
  await database.query(
    `insert into ${acme.schema}.company (id, name) select gen_random_uuid(), i::text from generate_series(1, 200) i`,
  );
  await database.query(`
    insert into ${table} (name, code, amount, tags, stage, "companyId")
    select 'item number ' || i, 'code-' || lpad(i::text, 5, '0'), i + 0.5,
      case when i % 1000 = 0 then '{rare}' else '{common}' end::varchar[],
      case when i % 1000 = 0 then 'lost' else 'open' end, c.id
    from generate_series(1, 20000) i
    join (select id, row_number() over () as place from ${acme.schema}.company) c on c.place = i % 200 + 1`);
  // Indexes that no field has of its own; the owner makes them.
  await database.query(`create index item_amount on ${table} (amount)`);
  await database.query(`create index item_tags on ${table} using gin (tags)`);
  await database.query(`create index item_name on ${table} (name)`);
  await database.query(`vacuum analyze ${table}`);
});

afterEach(async () => {
  await api.query('rollback');
});

afterAll(() => database.drop());

/** The names of the indexes that a USER's query reads, and what they are searched for. */
async function indexesOf(query: string): Promise<(readonly [string, string | undefined])[]> {
  await enter(api, acme, 'USER');
  const { rows } = await api.query(`explain (format json) ${query}`);
  const [{ Plan: root }] = rows[0]['QUERY PLAN'] as [{ Plan: PlanNode }];
  const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
  return nodes(root).flatMap((node) =>
    node['Index Name'] === undefined ? [] : [[node['Index Name'], node['Index Cond']] as const],
  );
}

describe('a USER reads by the index', () => {
  test.each([
    ['numeric', 'item_amount', 'amount = 4242.5'],
    ['numeric', 'item_amount', 'amount between 100 and 110'],
    ['array', 'item_tags', `tags && '{rare}'`],
    ['array', 'item_tags', `tags @> '{rare}'`],
    // The database's locale is C.UTF-8: a plain btree serves a prefix.
    ['LIKE', 'item_name', `name like 'item number 4242%'`],
    [
      'text search',
      'IDX_item_name_search',
      `to_tsvector('english', name) @@ websearch_to_tsquery('english', '4242')`,
    ],
    ['unique', 'IDX_item_code_unique', `code = 'code-04242' and "deletedAt" is null`],
    ['LIKE', 'IDX_item_code_unique', `code like 'code-0424%' and "deletedAt" is null`],
    ['SELECT', 'IDX_item_stage', `stage = 'lost' and "deletedAt" is null`],
    [
      'relation',
      'IDX_item_companyId',
      `"companyId" = (select id from company limit 1) and "deletedAt" is null`,
    ],
  ])('of %s: %s', async (_kind, index, condition) => {
    const found = await indexesOf(`select * from item where ${condition}`);
    expect(found).toContainEqual([index, expect.any(String)]);
  });

  test('of createdAt, in order and with a limit', async () => {
    const found = await indexesOf(
      'select * from item where "deletedAt" is null order by "createdAt" limit 10',
    );
    expect(found).toEqual([['IDX_item_createdAt', undefined]]);
  });
});

test('a policy of another form would cost them: these plans can fail', async () => {
  const policy = `workspace_roles_${(await acme.objectId('item')).replaceAll('-', '')}`;
  const alter = `alter policy ${policy} on ${acme.schema}.item using`;
  await database.query(`${alter} ("position" >= 0)`);
  try {
    expect(await indexesOf('select * from item where amount = 4242.5')).toEqual([]);
  } finally {
    await api.query('rollback');
    await database.query(`${alter} (true)`);
  }
});
