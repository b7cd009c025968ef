/*
 * The entries of a workspace's history, run in order in another database that has core installed,
 * rebuild the workspace: same tables, columns, constraints, indexes, policies, rights, comments. The
 * workspace has undergone every change there is, drift and repair included.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expectNoDrift } from '../support/drift.ts';
import { EVERY_TYPE, everyRelation } from '../support/every-type.ts';
import { mistreat } from '../support/mistreatment.ts';
import { difference, type Snapshot, snapshot } from '../support/snapshot.ts';
import {
  createFields,
  createObject,
  createWorkspace,
  type Workspace,
} from '../support/workspaces.ts';

let original: TestDatabase;
let copy: TestDatabase;
let acme: Workspace;
/** What the original's roles are called meanwhile, by their own names: such as any role of a workspace is. */
let away: ReadonlyMap<string, string>;

beforeAll(async () => {
  [original, copy] = [await createTestDatabase(), await createTestDatabase()];
  acme = await createWorkspace(original, 'acme');
  const project = await createObject(original, acme, 'project', EVERY_TYPE);
  await createFields(original, project, await everyRelation(acme));
  await createFields(original, await acme.objectId('company'), EVERY_TYPE.slice(0, 2));
  await mistreat(original, acme);
  const roles = await original.query<{ role: string }>(
    'select "databaseRole" as role from core.role where "workspaceId" = $1',
    [acme.id],
  );
  away = new Map(
    roles.map(({ role }) => [role, `role_${crypto.randomUUID().replaceAll('-', '')}`]),
  );
  await damageAndRepair();
  await expectNoDrift(original);
});

/** Somebody changes the workspace by hand. The role that has a right meanwhile is gone when history runs. */
async function damageAndRepair(): Promise<void> {
  const { schema, roles } = acme;
  await original.query(`
    drop table ${schema}.note cascade;
    drop index ${schema}."IDX_task_status";
    create index mine on ${schema}.task (title);
    alter table ${schema}.task drop column "dueAt", alter status set default 'DONE';
    alter table ${schema}.company disable row level security;
    comment on table ${schema}.company is 'mine';
    create role "replay_${acme.id}";
    grant select on ${schema}.company to "replay_${acme.id}";
    grant truncate on ${schema}.company to "${roles.USER}";
    revoke "${roles.USER}" from api granted by compiler`);
  await original.query('select core.repair($1)', [acme.id]);
  await original.query(`drop role "replay_${acme.id}"`);
}

// Roles belong to the cluster: the copy's go first, then the original's get their names back.
afterAll(async () => {
  await copy.drop();
  for (const [role, other] of away) {
    await original.query(`drop role if exists "${role}"`);
    await original.query(`alter role "${other}" rename to "${role}"`);
  }
  await original.drop();
});

/** What the catalog says of the workspace, with the roles' own names. */
async function catalogOf(database: TestDatabase): Promise<Snapshot> {
  const parts = Object.entries(await snapshot(database)).filter(([part]) => !part.includes('.'));
  return Object.fromEntries(
    parts.map(([part, lines]) => [
      part,
      lines
        .filter((line) => line.includes(acme.schema) || part === 'policies')
        // What was dropped by hand leaves its place, and what comes back has another.
        .filter((line) => !line.includes('.pg.dropped.'))
        .map((line) => (part === 'columns' ? line.replace(/ \d+ /, ' ') : line))
        .map((line) => withOwnNames(line).replace(/\{[^}]*\}/g, sortList)),
    ]),
  );
}

/** The same by the compiler's own reader. */
async function itemsOf(
  database: TestDatabase,
  roles: Iterable<string>,
): Promise<readonly string[]> {
  const rows = await database.query<{ item: string }>(
    `select concat_ws(' | ', kind, subject, definition) as item from compiler.read_catalog($1, $2)`,
    [acme.schema, [...roles]],
  );
  const sortRoles = (list: string): string => list.split(', ').toSorted().join(', ');
  return rows
    .map(({ item }) => withOwnNames(item).replace(/role_\w+(, role_\w+)+/g, sortRoles))
    .toSorted();
}

function withOwnNames(line: string): string {
  return [...away].reduce((text, [role, other]) => text.replaceAll(other, role), line);
}

/** Rights and roles of a policy, whose order is that in which they were given. */
function sortList(list: string): string {
  return `{${list.slice(1, -1).split(',').toSorted().join()}}`;
}

test('the history rebuilds the workspace', async () => {
  const entries = await original.query<{ sql: string }>(
    `select e.entry ->> 'sql' as sql
     from core."workspaceMigration" m, jsonb_array_elements(m.migrations) with ordinality e (entry, place)
     where m."workspaceId" = $1 order by m.version, e.place`,
    [acme.id],
  );
  expect(entries.length).toBeGreaterThan(100);
  for (const [role, other] of away) {
    await original.query(`alter role "${role}" rename to "${other}"`);
  }
  const client = await copy.client();
  await client.query('begin; set local role compiler');
  for (const { sql } of entries) await client.query(sql);
  await client.query('commit');

  const [before, after] = [await catalogOf(original), await catalogOf(copy)];
  expect(before.columns?.filter((line) => line.includes('.project '))).toHaveLength(
    // The system's five, each field's, and one for each relation whose column is here.
    5 + EVERY_TYPE.length + 3,
  );
  expect(difference(before, after)).toEqual({});
  expect(await itemsOf(copy, away.keys())).toEqual(await itemsOf(original, away.values()));
});
