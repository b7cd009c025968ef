/*
 * A mutation by filter, and another session that changes what it has found before it gets there. Nothing
 * sleeps: a session counts as waiting once Postgres says so.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { type Gadgets, startGadgets } from '../scripts/graphql/gadgets.ts';
import { createRole } from '../scripts/graphql/permissions.ts';
import { type Answer, type Caller, code } from '../scripts/graphql/support.ts';

let gadgets: Gadgets;
let other: pg.Client;
const callers: Record<string, Caller> = {};

beforeAll(async () => {
  gadgets = await startGadgets();
  const { api, caller, schema } = gadgets;
  const flags = { canUpdateAllObjectRecords: false, canSoftDeleteAllObjectRecords: true };
  await createRole(caller, { name: 'Sweeper', ...flags, canDestroyAllObjectRecords: true });
  callers.ADMIN = caller;
  callers.Sweeper = await api.caller(caller.workspaceId, 'Sweeper');
  other = await api.database.client();
  await other.query(`set search_path = ${schema}`);
});

afterAll(() => gadgets?.api.stop());

beforeEach(() => gadgets.clear());

/** Resolves when so many sessions wait for another's row. */
async function waiting(count: number): Promise<void> {
  const query = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await gadgets.api.database.query(query)).length < count);
}

const names = (answer: Answer): string[] =>
  Object.values(answer.data as Record<string, { name: string }[]>).flatMap((records) =>
    records.map(({ name }) => name),
  );

const left = () =>
  gadgets.api.database.query(
    `select name, "deletedAt" is null as live, code from ${gadgets.schema}.gadget order by name`,
  );

describe.each([
  ['destroyGadgets', 'ADMIN', ''],
  ['destroyGadgets', 'Sweeper', ''],
  ['deleteGadgets', 'ADMIN', ''],
  ['deleteGadgets', 'Sweeper', ''],
  ['restoreGadgets', 'ADMIN', ''],
  ['restoreGadgets', 'Sweeper', ''],
  ['updateGadgets', 'ADMIN', ', data: { weight: 9 }'],
])('%s, by %s', (mutation, role, data) => {
  const run = (filter: string) =>
    (callers[role] as Caller).ask(`mutation { ${mutation}(filter: ${filter}${data}) { name } }`);
  const among = mutation === 'restoreGadgets' ? 'now()' : 'null';

  beforeEach(async () => {
    await other.query(`with acme as (insert into company (name) values ('Acme') returning id)
      insert into gadget (name, size, "makerId", "deletedAt")
      select name, 1, acme.id, ${among} from acme, unnest(array['changed', 'gone', 'kept', 'left alone']) name`);
    await other.query('begin');
    await other.query(`update gadget set weight = 1 where name = 'kept'`);
    await other.query(`delete from gadget where name = 'gone'`);
  });

  test.each([
    ['a field', '{ size: { eq: 1 } }', 'size = 2'],
    ['a relation', '{ maker: { name: { eq: "Acme" } } }', '"makerId" = null'],
    [
      'one of two',
      '{ or: [{ size: { gt: 5 } }, { maker: { name: { eq: "Acme" } } }] }',
      '"makerId" = null',
    ],
  ])('takes what still is so of %s when its turn comes', async (_what, filter, change) => {
    await other.query(`update gadget set ${change}, code = 'changed' where name = 'changed'`);
    const answer = run(filter);
    await waiting(1);
    await other.query('commit');
    expect(names(await answer).sort()).toEqual(['kept', 'left alone']);
    expect(await left()).toContainEqual({
      name: 'changed',
      live: among === 'null',
      code: 'changed',
    });
  });

  test('takes all where the other takes it back', async () => {
    const answer = run('{ size: { eq: 1 } }');
    await waiting(1);
    await other.query('rollback');
    expect(names(await answer).sort()).toEqual(['changed', 'gone', 'kept', 'left alone']);
  });

  test('of two at once, each record is taken by one', async () => {
    await other.query('rollback');
    await other.query('begin');
    await other.query('select from gadget for update');
    const both = [run('{ size: { eq: 1 } }'), run('{ maker: { name: { eq: "Acme" } } }')];
    await waiting(2);
    await other.query('commit');
    const taken = (await Promise.all(both)).map(names);
    // What was updated is found by the other, too.
    const times = mutation === 'updateGadgets' ? 2 : 1;
    const all = ['changed', 'gone', 'kept', 'left alone'];
    expect(taken.flat().sort()).toEqual(Array(times).fill(all).flat().sort());
  });
});

test('two that wait for each other: one is told to try again, the other is done', async () => {
  await other.query(`insert into gadget (name, size) values ('a', 1), ('b', 1)`);
  await other.query('begin');
  await other.query(`update gadget set size = 1 where name = 'b'`);
  const answer = (callers.ADMIN as Caller).ask(
    'mutation { destroyGadgets(filter: { size: { eq: 1 } }) { name } }',
  );
  await waiting(1);
  const theirs = await other.query(`update gadget set size = 1 where name = 'a'`).then(
    () => 'done',
    (error: pg.DatabaseError) => error.code,
  );
  await other.query('commit');
  const ours = await answer;
  expect([theirs, code(ours) ?? 'done']).toEqual(
    theirs === 'done' ? ['done', 'TIMEOUT'] : ['40P01', 'done'],
  );
  expect(await left()).toHaveLength(theirs === 'done' ? 2 : 0);
});
