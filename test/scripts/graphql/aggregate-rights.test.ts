/*
 * Aggregates and groups as a role sees them: of the fields it may read alone, by the plans that the
 * same question by hand has.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { enter, type Workspace } from '../../support/workspaces.ts';
import { fieldsOf } from './changing.ts';
import { insertGadgets } from './gadget-records.ts';
import { type Gadgets, startGadgets } from './gadgets.ts';
import { type Caller, code, statementsOf } from './support.ts';

let gadgets: Gadgets;
let admin: Caller;

beforeAll(async () => {
  gadgets = await startGadgets({ LOG_LEVEL: 'debug' });
  admin = gadgets.caller;
  await insertGadgets(gadgets);
});

afterAll(() => gadgets?.api.stop());

describe('a role that may read some fields', () => {
  let user: Caller;

  beforeAll(async () => {
    const { api, schema } = gadgets;
    const [role] = await api.database.query<{ databaseRole: string }>(
      `select "databaseRole" from core.role where name = 'USER'`,
    );
    await api.database.query(`
      revoke select on ${schema}.gadget from ${role?.databaseRole};
      grant select (id, name, size, kind, "makerId", "createdAt", "deletedAt") on ${schema}.gadget to ${role?.databaseRole}`);
    user = await api.caller(admin.workspaceId, 'USER');
  });

  afterAll(() => gadgets?.api.database.query('select core.repair($1)', [admin.workspaceId]));

  test.each([
    'GadgetConnection',
    'GadgetGroupByConnection',
    'GadgetGroupByInput',
    'GadgetOrderByWithGroupByInput',
    'Gadget_AggregateOrderByInput',
  ])('sees no other field in %s', async (type) => {
    const hidden =
      /code|weight|serial|ratio|isNew|made|checked|marks|price|cost|stars|email|seller/i;
    const shown = await fieldsOf(user, type);
    expect((await fieldsOf(admin, type))?.filter((name) => hidden.test(name))).not.toEqual([]);
    expect(shown?.filter((name) => hidden.test(name))).toEqual([]);
    expect(shown?.filter((name) => /size/i.test(name))).not.toEqual([]);
  });

  test('counts, adds up and groups those it may read', async () => {
    const query = `{
      gadgets(filter: { size: { gt: 5 } }) { totalCount sumSize countUniqueValuesName countEmptyKind maxCreatedAt }
      gadgetsGroupBy(groupBy: [{ kind: true }]) { groupByDimensionValues totalCount avgSize }
      companies { edges { node { made { totalCount minSize } } } }
    }`;
    const answer = await user.data(query);
    expect(answer).toEqual(await admin.data(query));
    expect(answer.gadgets.totalCount).toBeGreaterThan(0);
    expect(answer.gadgetsGroupBy).toHaveLength(3);
  });

  test.each([
    '{ gadgets { sumWeight } }',
    '{ gadgets { countEmptyEmail } }',
    '{ companies { edges { node { made { sumAmountPrice } } } } }',
    '{ gadgetsGroupBy(groupBy: [{ weight: true }]) { totalCount } }',
    '{ gadgetsGroupBy(groupBy: [{ price: { currency: true } }]) { totalCount } }',
    '{ gadgetsGroupBy(groupBy: [{ kind: true }]) { maxWeight } }',
    '{ gadgetsGroupBy(groupBy: [{ kind: true }], filter: { weight: { gt: 1 } }) { totalCount } }',
    '{ gadgetsGroupBy(groupBy: [{ kind: true }], orderBy: [{ aggregate: { maxWeight: AscNullsLast } }]) { totalCount } }',
  ])('%s is BAD_USER_INPUT', async (query) => {
    expect(await admin.ask(query)).not.toHaveProperty('errors');
    const answer = await user.ask(query);
    expect(code(answer)).toBe('BAD_USER_INPUT');
    // Not even by the library's "Did you mean …?".
    expect(answer.errors?.[0]?.message).not.toMatch(/did you mean.*(weight|price|email)/i);
  });
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

describe('the plan, as a USER has it, is that of the same question by hand', () => {
  let client: pg.Client;

  beforeAll(async () => {
    const { api, schema } = gadgets;
    client = await api.database.client(api.database.apiUrl);
    await api.database.query(`
      insert into ${schema}.company (name) select 'more ' || i from generate_series(1, 300) i`);
    await api.database.query(`
      insert into ${schema}.gadget (name, size, kind, "makerId")
      select i::text, i % 100, (array['A', 'B'])[i % 2 + 1], c.id
      from generate_series(1, 9000) i
      join (select id, row_number() over () as place from ${schema}.company) c on c.place = i % 300 + 1`);
    await api.database.query(`vacuum analyze ${schema}.gadget`);
    await api.database.query(`vacuum analyze ${schema}.company`);
    // The API may have to be built anew: that is not what is looked at.
    await admin.data('{ gadgets { totalCount } }');
  });

  /** The tables and indexes that a statement reads for its aggregates, and how it puts them together. */
  async function shapeOf(statement: string): Promise<unknown[]> {
    await enter(client, { id: admin.workspaceId } as Workspace);
    const { rows } = await client.query(`explain (format json) ${statement}`);
    await client.query('rollback');
    const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
    const [{ Plan: root }] = rows[0]['QUERY PLAN'] as [{ Plan: PlanNode }];
    const aggregate = nodes(root).find((node) => node['Node Type'] === 'Aggregate') ?? root;
    return nodes(aggregate).map((node) => [
      node['Node Type'],
      node['Relation Name'],
      node['Index Name'],
      node['Index Cond']?.replaceAll(/\w*(gadget|company)\w*\./g, ''),
    ]);
  }

  test.each([
    [
      'of groups',
      '{ gadgetsGroupBy(groupBy: [{ kind: true }]) { groupByDimensionValues totalCount sumSize } }',
      `select kind, count(*)::text, sum(size)::text from gadget where "deletedAt" is null
       group by kind order by kind limit 60`,
    ],
    [
      'of the lists within records',
      `{ companies(first: 3, orderBy: [{ id: AscNullsLast }]) { edges { node { id made { totalCount sumSize } } } } }`,
      `select id, array(select array[count(*)::text, sum(size)::text] from gadget
         where "makerId" = company.id and "deletedAt" is null)::text
       from company where "deletedAt" is null order by id limit 3`,
    ],
  ])('%s', async (_what, query, byHand) => {
    const statements = await statementsOf(gadgets.api, admin, () => admin.data(query));
    expect(statements).toHaveLength(1);
    const shape = await shapeOf(statements[0] as string);
    expect(shape).toEqual(await shapeOf(byHand));
    if (query.includes('made')) {
      expect(JSON.stringify(shape)).toMatch(/Index.*gadget.*makerId/);
    }
  });

  test('of one value at the end of an index, is that index', async () => {
    const [statement = ''] = await statementsOf(gadgets.api, admin, () =>
      admin.data('{ gadgets { maxUpdatedAt } }'),
    ).then((statements) => statements.filter((each) => each.includes('max(')));
    expect(await shapeOf(statement)).toEqual(
      await shapeOf('select max("updatedAt")::text from gadget where "deletedAt" is null'),
    );
  });
});
