/*
 * What a row permission costs: the plans of a USER who has one, entered as the API does, on a table of
 * a hundred thousand records. A policy that is not constant makes operators that are not LEAKPROOF wait
 * for it, and those cannot search an index; docs/permissions.md lists which ones.
 */

import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { ROOT } from '../support/programs.ts';
import {
  createObject,
  createWorkspace,
  enter,
  one,
  type Workspace,
} from '../support/workspaces.ts';

interface PlanNode {
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

let database: TestDatabase;
let api: pg.Client;
let acme: Workspace;
/** The id of a record that a USER may read. */
let id: string;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await database.client(database.apiUrl);
  acme = await createWorkspace(database, 'acme');
  const item = await createObject(database, acme, 'item', [
    { name: 'code', type: 'TEXT' },
    { name: 'count', type: 'NUMBER', settings: { dataType: 'int' } },
    { name: 'amount', type: 'NUMBER', settings: { precision: 12, scale: 2 } },
    { name: 'day', type: 'DATE' },
    {
      name: 'tags',
      type: 'MULTI_SELECT',
      settings: { options: ['common', 'rare'].map((value) => ({ value, label: value })) },
    },
  ]);
  await database.query(
    `insert into core."fieldMetadata" ("objectMetadataId", name, type, settings)
     select $1, f.name, 'RELATION', jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', o.id)
     from (values ('company', 'company'), ('owner', 'workspaceMember')) f (name, target)
     join core."objectMetadata" o on o."nameSingular" = f.target and o."workspaceId" = $2`,
    [item, acme.id],
  );
  await database.query(
    `insert into core."indexMetadata" ("objectMetadataId", fields)
     select $1, array[f] from unnest('{code,count,amount,day}'::text[]) f`,
    [item],
  );
  await database.query(
    `insert into core."indexMetadata" ("objectMetadataId", fields, "indexType") values ($1, '{tags}', 'GIN')`,
    [item],
  );
  const table = `${acme.schema}.item`;
  await database.query(`
    insert into ${acme.schema}.company (name) select i::text from generate_series(1, 1000) i;
    insert into ${acme.schema}."workspaceMember" ("firstName") select i::text from generate_series(1, 100) i;
    insert into ${table} (code, count, amount, day, tags, "companyId", "ownerId")
    select 'code-' || i, i, i + 0.5, date '2000-01-01' + i / 20,
      case when i % 1000 = 0 then '{rare}' else '{common}' end::varchar[], c.id, m.id
    from generate_series(1, 100000) i
    join (select id, row_number() over () as place from ${acme.schema}.company) c on c.place = i % 1000 + 1
    join (select id, row_number() over () as place from ${acme.schema}."workspaceMember") m on m.place = i % 100 + 1`);
  await database.query(`vacuum analyze ${table}`);
  await restrict({ day: { gte: '2001-01-01' } });
  ({ id } = await one<{ id: string }>(
    database,
    `select id from ${table} where code = 'code-50000'`,
  ));
});

afterEach(async () => {
  await api.query('rollback');
});

afterAll(() => database.drop());

/** Gives USER a row permission on the table. */
async function restrict(filter: object): Promise<void> {
  await database.query(
    `insert into core."rowPermission" ("roleId", "objectMetadataId", "readFilter")
     select r.id, $2, $3 from core.role r where r."workspaceId" = $1 and r.name = 'USER'
     on conflict ("workspaceId", "roleId", "objectMetadataId") do update set "readFilter" = excluded."readFilter"`,
    [acme.id, await acme.objectId('item'), filter],
  );
}

/** The indexes that a role's query searches. */
async function searched(condition: string, role: 'ADMIN' | 'USER'): Promise<readonly string[]> {
  await enter(api, acme, role);
  const { rows } = await api.query(`explain (format json) select * from item where ${condition}`);
  await api.query('rollback');
  const [{ Plan: root }] = rows[0]['QUERY PLAN'] as [{ Plan: PlanNode }];
  const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
  return nodes(root).flatMap((node) =>
    node['Index Name'] === undefined || node['Index Cond'] === undefined
      ? []
      : [`${node['Index Name']}: ${node['Index Cond']}`],
  );
}

/** Conditions by the columns whose index they search. */
const LEAKPROOF: Readonly<Record<string, readonly string[]>> = {
  pk: [`id = 'ID'`, `id in ('ID', '${crypto.randomUUID()}')`],
  companyId: [`"companyId" = 'ID' and "deletedAt" is null`],
  ownerId: [`"ownerId" in ('ID') and "deletedAt" is null`],
  code: [
    `code = 'code-50000'`,
    `code in ('code-1', 'code-2')`,
    `code >= 'code-99990' and code < 'code-99992'`,
  ],
  count: ['count = 50000', 'count between 50000 and 50010'],
  day: [`day = '2003-05-05'`],
  createdAt: [`"createdAt" > '2100-01-01' and "deletedAt" is null`],
};
const LEAKY: Readonly<Record<string, readonly string[]>> = {
  amount: ['amount = 4242.5', 'amount between 100 and 110'],
  code: [`code like 'code-4242%'`],
  tags: [`tags && '{rare}'`, `tags @> '{rare}'`],
};

const cases = (conditions: typeof LEAKY): [string, string][] =>
  Object.entries(conditions).flatMap(([index, all]) =>
    all.map((each): [string, string] => [each, index]),
  );

test.each(cases(LEAKPROOF))('%s searches the index', async (condition, index) => {
  const found = await searched(condition.replaceAll('ID', id), 'USER');
  expect(found).toContainEqual(
    expect.stringMatching(index === 'pk' ? /^pk_\w+: / : new RegExp(`^IDX_item_${index}(_all)?: `)),
  );
});

test.each(cases(LEAKY))(
  '%s does not, for a role with a row permission',
  async (condition, index) => {
    expect(await searched(condition, 'USER')).not.toContainEqual(
      expect.stringContaining(`IDX_item_${index}`),
    );
    expect(await searched(condition, 'ADMIN')).toContainEqual(
      expect.stringContaining(`IDX_item_${index}`),
    );
  },
);

test("the permission's own filter searches an index too", async () => {
  await restrict({ ownerId: { eq: '$currentWorkspaceMember' } });
  expect(await searched('"deletedAt" is null', 'USER')).toContainEqual(
    expect.stringMatching(/^IDX_item_ownerId(_all)?: /),
  );
});

test('what the documentation says of each type is what this server says', async () => {
  const text = fs.readFileSync(path.join(ROOT, 'docs', 'permissions.md'), 'utf8');
  const documented = [...text.matchAll(/^\| `([\w ]+)` +\| `([^`]+)` +\| (yes|no) +\|$/gm)].map(
    ([, type = '', operator = '', isLeakproof = '']) => ({
      type,
      operator,
      isLeakproof: isLeakproof === 'yes',
    }),
  );
  expect(documented.length).toBeGreaterThan(10);
  const actual = await database.query(
    `select d.type, d.operator, bool_and(p.proleakproof) as "isLeakproof"
     from jsonb_to_recordset($1) d (type text, operator text)
     join pg_operator o on o.oprname = d.operator and o.oprleft = d.type::regtype
       and (o.oprright = o.oprleft or d.operator in ('->>', '@@'))
     join pg_proc p on p.oid = o.oprcode
     group by d.type, d.operator order by d.type, d.operator`,
    [JSON.stringify(documented)],
  );
  const key = (row: Record<string, unknown>): string =>
    `${row.type} ${row.operator} ${row.isLeakproof}`;
  expect(actual.map(key).toSorted()).toEqual(documented.map(key).toSorted());
});
