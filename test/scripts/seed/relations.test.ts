/*
 * Relations of every kind lead to records that exist.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { everyRelation } from '../../support/every-type.ts';
import { createFields, createObject, createWorkspace } from '../../support/workspaces.ts';
import { openSeeds, relation, type Seeds } from './support.ts';

let seeds: Seeds;

beforeAll(async () => {
  seeds = await openSeeds();
});
afterAll(() => seeds.close());

test('every direction and rule', async () => {
  const workspace = await createWorkspace(seeds.database, 'directions');
  await createObject(seeds.database, workspace, 'thing', await everyRelation(workspace));
  const seeded = await seeds.seed(workspace, { records: 300 });
  expect(seeded.reduce((sum, { records }) => sum + records, 0)).toBe(300);
  const { pointing } = await seeds.only<{ pointing: number }>(
    workspace,
    'select (select count(*) from the.thing where "oneSId" is not null and "oneCId" is not null)::int as pointing',
  );
  expect(pointing).toBeGreaterThan(10);
});

test('ONE_TO_ONE: each target once; MANY_TO_MANY: each pair once', async () => {
  const workspace = await createWorkspace(seeds.database, 'kinds');
  const company = await workspace.objectId('company');
  const tag = await createObject(seeds.database, workspace, 'tag', [
    { name: 'name', type: 'TEXT' },
  ]);
  await createObject(seeds.database, workspace, 'badge', [
    relation('company', 'ONE_TO_ONE', company, { isNullable: false }),
    relation('tags', 'MANY_TO_MANY', tag),
  ]);
  const seeded = await seeds.seed(workspace, {
    records: 200,
    objects: ['company', 'badge', 'tag', 'badgeTag'],
  });
  expect(seeded.find(({ object }) => object === 'badge')?.records).toBeLessThanOrEqual(
    seeded.find(({ object }) => object === 'company')?.records ?? 0,
  );
  const facts = await seeds.only<Record<string, number>>(
    workspace,
    `select (select count(*) from the."badgeTag")::int as pairs,
              (select count(*) from (select distinct "badgeId", "tagId" from the."badgeTag") d)::int as different`,
  );
  expect(facts.pairs).toBe(facts.different);
  expect(facts.pairs).toBeGreaterThan(50);
});

test('of an object to itself make no circle', async () => {
  const workspace = await createWorkspace(seeds.database, 'trees');
  const tree = await createObject(seeds.database, workspace, 'tree');
  await createFields(seeds.database, tree, [
    relation('parent', 'MANY_TO_ONE', tree, { relationTargetFieldName: 'children' }),
    relation('next', 'ONE_TO_ONE', tree, { relationTargetFieldName: 'previous' }),
  ]);
  await seeds.seed(workspace, { records: 300, objects: ['tree'] });
  for (const column of ['parentId', 'nextId']) {
    const facts = await seeds.only<Record<string, number>>(
      workspace,
      `with recursive path (id, ancestor) as (
           select id, "${column}" from the.tree where "${column}" is not null
           union select p.id, t."${column}" from path p join the.tree t on t.id = p.ancestor where t."${column}" is not null
         )
         select count(*) filter (where id = ancestor)::int as circles, count(*)::int as steps from path`,
    );
    expect([column, facts.circles]).toEqual([column, 0]);
    expect(facts.steps).toBeGreaterThan(300);
  }
});

test('an object that must point to itself begins with itself', async () => {
  const workspace = await createWorkspace(seeds.database, 'roots');
  const root = await createObject(seeds.database, workspace, 'root');
  await createFields(seeds.database, root, [
    relation('origin', 'MANY_TO_ONE', root, {
      isNullable: false,
      relationTargetFieldName: 'copies',
    }),
  ]);
  await seeds.seed(workspace, { records: 20, objects: ['root'] });
  expect(
    await seeds.only(workspace, 'select count(*)::int as own from the.root where "originId" = id'),
  ).toEqual({ own: 1 });
});

test('in a circle of objects are filled in the end, and edit nothing', async () => {
  const workspace = await createWorkspace(seeds.database, 'circles');
  const team = await createObject(seeds.database, workspace, 'team', [
    { name: 'name', type: 'TEXT' },
  ]);
  const player = await createObject(seeds.database, workspace, 'player', [
    relation('team', 'MANY_TO_ONE', team, { isNullable: false }),
  ]);
  await createFields(seeds.database, team, [
    relation('captain', 'ONE_TO_ONE', player, { relationTargetFieldName: 'captainOf' }),
  ]);
  await seeds.seed(workspace, { records: 80, objects: ['team', 'player'] });
  const facts = await seeds.only<Record<string, number>>(
    workspace,
    `select count("captainId")::int as captains, count(distinct "captainId")::int as different,
              count(*) filter (where "updatedAt" <> "createdAt")::int as edited from the.team`,
  );
  expect(facts.captains).toBeGreaterThan(10);
  expect(facts).toMatchObject({ different: facts.captains, edited: 0 });
});

test('to an object without records that may not be null are refused', async () => {
  const workspace = await createWorkspace(seeds.database, 'orphans');
  const parent = await createObject(seeds.database, workspace, 'parent');
  await createObject(seeds.database, workspace, 'child', [
    relation('parent', 'MANY_TO_ONE', parent, { isNullable: false }),
  ]);
  await expect(seeds.seed(workspace, { records: 5, objects: ['child'] })).rejects.toThrow(
    /Each child needs a parent \(child\.parent may not be null\), and there is none: seed parent too/,
  );
});

test('to members, who are not seeded, are refused until there is one', async () => {
  const workspace = await createWorkspace(seeds.database, 'memberless');
  const members = await workspace.objectId('workspaceMember');
  await createObject(seeds.database, workspace, 'shift', [
    relation('worker', 'MANY_TO_ONE', members, { isNullable: false }),
  ]);
  await expect(seeds.seed(workspace, { records: 9 })).rejects.toThrow(
    /Each shift needs a workspaceMember \(.*\), and there is none: add a member, or leave shift out/,
  );
  await seeds.rows(workspace, `insert into the."workspaceMember" ("firstName") values ('Ada')`);
  expect(await seeds.seed(workspace, { records: 9, objects: ['shift'] })).toHaveLength(1);
});
