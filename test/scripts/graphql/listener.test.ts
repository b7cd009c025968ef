/*
 * Hearing of changes of metadata: a connection that is lost, or says nothing any more, is replaced.
 */
import { EventEmitter, once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Listener, listen } from '../../../scripts/graphql/listener.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startProxy } from '../../support/proxy.ts';
import { createFields, createWorkspace, type Workspace } from '../../support/workspaces.ts';

let database: TestDatabase;
let workspace: Workspace;
let events: EventEmitter;
let warnings: unknown[];
let listener: Listener | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  workspace = await createWorkspace(database, 'w');
});

beforeEach(() => {
  events = new EventEmitter();
  warnings = [];
});

afterEach(async () => {
  await listener?.close();
  listener = undefined;
});

afterAll(() => database?.drop());

function start(connectionString = database.apiUrl, checkMs?: number): Listener {
  return listen({
    connectionString,
    log: { warn: (...args: unknown[]) => void warnings.push(args) } as never,
    onListening: () => events.emit('listening'),
    onChange: (id) => events.emit('change', id),
    ...(checkMs === undefined ? {} : { checkMs }),
  });
}

async function change(name: string): Promise<void> {
  await createFields(database, await workspace.objectId('company'), [{ name, type: 'TEXT' }]);
}

async function expectHeard(name: string): Promise<void> {
  const heard = once(events, 'change');
  await change(name);
  expect(await heard).toEqual([workspace.id]);
}

test('it hears which workspace has changed', async () => {
  listener = start();
  await once(events, 'listening');
  await expectHeard('first');
});

test('a connection that is closed is replaced, and that is said', async () => {
  listener = start();
  await once(events, 'listening');
  const again = once(events, 'listening');
  await database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'dual-schema api listener' and datname = current_database()`,
  );
  await again;
  expect(warnings).toHaveLength(1);
  await expectHeard('second');
});

test('a server that cannot be reached is tried again until it can', async () => {
  const proxy = await startProxy(database.apiUrl);
  await proxy.cut();
  listener = start(proxy.url);
  while (warnings.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
  const listening = once(events, 'listening');
  await proxy.restore();
  await listening;
  await expectHeard('third');
  await listener.close();
  listener = undefined;
  await proxy.close();
});

test('a connection that does not answer any more is replaced', async () => {
  const proxy = await startProxy(database.apiUrl);
  listener = start(proxy.url, 200);
  await once(events, 'listening');
  const again = once(events, 'listening');
  proxy.freeze();
  await again;
  await expectHeard('fourth');
  await listener.close();
  listener = undefined;
  await proxy.close();
});
