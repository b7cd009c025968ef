/*
 * /metadata: two requests that change one row at once, each a part of it. Nothing sleeps: a request
 * counts as waiting once pg_locks says so.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { changing, done } from './changing.ts';
import { createRole, fieldId, upsert } from './permissions.ts';
import { type Api, type Caller, createObject, startApi } from './support.ts';

let api: Api;
let caller: Caller;
let deal: string;
let clerk: string;

beforeAll(async () => {
  api = await startApi();
  caller = await api.caller(await api.createWorkspace('acme'));
  deal = await createObject(caller, 'deal', 'deals', [
    { name: 'stage', type: 'SELECT', options: [{ value: 'NEW', label: 'New' }] },
  ]);
  clerk = await createRole(caller, { name: 'Clerk' });
});

afterAll(() => api?.stop());

/** Both wait for the workspace's lock, which somebody holds, and then go on one after the other. */
async function atOnce<T>(...requests: readonly (() => Promise<T>)[]): Promise<T[]> {
  const holder = await api.database.client();
  await holder.query('begin');
  await holder.query('select compiler.lock_workspace($1)', [caller.workspaceId]);
  const answers = Promise.all(requests.map((request) => request()));
  const waiting = `select from pg_locks l join pg_database d on d.oid = l.database
    where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`;
  while ((await api.database.query(waiting)).length < requests.length);
  await holder.query('commit');
  return answers;
}

test('options and permissions of one field both land', async () => {
  const stage = await fieldId(caller, deal, 'stage');
  const change = changing(caller);
  const options = ['NEW', 'WON'].map((value) => ({ value, label: value }));
  for (const changes of [
    [{ options }, { permissions: { Clerk: ['READ'] } }],
    [{ permissions: { Clerk: ['READ', 'WRITE'] } }, { options: options.slice(0, 1) }],
  ]) {
    await atOnce(...changes.map((update) => () => done(change.updateField(stage, update))));
    const { field } = await caller.metadata('query ($id: ID!) { field(id: $id) { settings } }', {
      id: stage,
    });
    const given = Object.assign({}, ...changes);
    expect(field.settings.permissions).toEqual(given.permissions);
    expect(field.settings.options).toMatchObject(given.options);
    expect(field.settings.options).toHaveLength(given.options.length);
  }
});

type Part = Readonly<Record<string, unknown>>;

test.each<['Object' | 'Row', Part, Part]>([
  ['Object', { canUpdateObjectRecords: false }, { canDestroyObjectRecords: true }],
  [
    'Row',
    { readFilter: { stage: { eq: 'NEW' } } },
    { destroyFilter: { stage: { is: 'NOT_NULL' } } },
  ],
])('two parts of one permission: %s', async (kind, ...parts) => {
  await done(upsert(caller, kind, clerk, [{ objectMetadataId: deal }]));
  await atOnce(
    ...parts.map(
      (part) => () => done(upsert(caller, kind, clerk, [{ objectMetadataId: deal, ...part }])),
    ),
  );
  const permission: Record<string, unknown> = Object.assign({}, ...parts);
  const { role } = await caller.metadata(
    `query ($id: ID!) { role(id: $id) { permissions: ${kind.toLowerCase()}Permissions { ${Object.keys(permission).join(' ')} } } }`,
    { id: clerk },
  );
  expect(role.permissions).toEqual([permission]);
});
