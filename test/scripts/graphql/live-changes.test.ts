/*
 * Changes of metadata while two processes of the API serve requests: each sees a change with its next
 * request, builds what it serves before it is asked, and no request fails.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { changing, done } from './changing.ts';
import {
  type Api,
  type Caller,
  createCaller,
  createField,
  createObject,
  startApi,
} from './support.ts';

const CHANGES = 100;

let api: Api;
let other: TestServer;
let here: Caller;
let there: Caller;

beforeAll(async () => {
  api = await startApi();
  other = await startTestServer(api.database.url);
  here = await api.caller(await api.createWorkspace('live'));
  there = createCaller(other, here.workspaceId, here.token);
});

afterAll(async () => {
  await other?.close();
  await api?.stop();
});

/** How many APIs a process has built. */
async function builds({ url }: TestServer): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^dual_schema_instance_builds_total (\d+)$/m.exec(text)?.[1] ?? 0);
}

async function untilBuilt(server: TestServer, more: number): Promise<void> {
  while ((await builds(server)) < more) await new Promise((resolve) => setTimeout(resolve, 10));
}

test('a process that is told of a change builds what it serves, without being asked', async () => {
  const object = await createObject(here, 'sign', 'signs', [{ name: 'text', type: 'TEXT' }]);
  await there.data('{ signs { totalCount } }');
  const before = await builds(other);
  await createField(here, object, { name: 'color', type: 'TEXT' });
  await untilBuilt(other, before + 1);
  await there.data('{ signs { edges { node { color } } } }');
  expect(await builds(other)).toBe(before + 1);
});

test('a process that could not be told looks for itself', async () => {
  const before = await builds(other);
  await api.database.query(
    `update core."objectMetadata" set "labelSingular" = 'Board', description = 'A board'
     where "workspaceId" = '${here.workspaceId}' and "nameSingular" = 'sign';
     select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'dual-schema api listener' and datname = current_database()`,
  );
  await untilBuilt(other, before + 1);
});

test(`${CHANGES} changes under load: each is seen by the next request, and none fails`, async () => {
  const object = await createObject(here, 'item', 'items', [
    { name: 'name', type: 'TEXT' },
    { name: 'size', type: 'TEXT' },
    { name: 'note', type: 'TEXT' },
  ]);
  const change = changing(here);
  const size = await idOf(object, 'size');
  const note = await idOf(object, 'note');
  await here.data('mutation { createItem(data: { name: "first", size: "7" }) { id } }');

  let isOver = false;
  let answered = 0;
  const load = async (caller: Caller): Promise<void> => {
    while (!isOver) {
      const { createItem } = await caller.data(
        'mutation { createItem(data: { name: "x" }) { id name size } }',
      );
      await caller.data('{ items { totalCount edges { node { id name size } } } }');
      await caller.data(
        'query ($id: ID!) { item(filter: { id: { eq: $id } }) { name size } }',
        createItem,
      );
      await caller.data(
        'mutation ($id: ID!) { updateItem(id: $id, data: { name: "y" }) { size } }',
        createItem,
      );
      answered += 4;
    }
  };
  const loads = [here, there, here, there].map(load);
  const failed = Promise.all(loads).then(() => undefined);
  failed.catch(() => {}); // looked at below
  const changes = async (): Promise<void> => {
    for (let round = 0; round < CHANGES; round++) {
      const name = `note${round}`;
      switch (round % 4) {
        case 0:
          await done(change.updateField(size, { type: round % 8 ? 'TEXT' : 'NUMBER' }));
          break;
        case 1:
          await createField(here, object, { name: `extra${round}`, type: 'TEXT' });
          for (const caller of [here, there]) {
            await caller.data(`{ items(first: 1) { edges { node { extra${round} } } } }`);
          }
          break;
        case 2:
          await done(change.updateField(note, { name }));
          for (const caller of [here, there]) {
            await caller.data(`{ items(first: 1) { edges { node { ${name} } } } }`);
          }
          break;
        default:
          await done(change.deleteField(await idOf(object, `extra${round - 2}`)));
      }
    }
  };
  try {
    await Promise.race([changes(), failed]);
  } finally {
    isOver = true;
  }
  await failed;
  expect(answered).toBeGreaterThan(CHANGES);
});

async function idOf(object: string, name: string): Promise<string> {
  const [row] = await api.database.query<{ id: string }>(
    'select id from core."fieldMetadata" where "objectMetadataId" = $1 and name = $2',
    [object, name],
  );
  return row?.id as string;
}
