/*
 * The API's login role, on a cluster of its own: roles belong to the cluster, and other suites log in
 * as `api` too. The database belongs to a role like those of managed Postgres: CREATEROLE, no more.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ApiLogin, apiConnection } from '../../../scripts/db/api-login.ts';
import { withClient, withLogin } from '../../../scripts/db/client.ts';
import { type Cluster, openCluster } from '../../../scripts/db/embedded.ts';
import { migrate } from '../../../scripts/db/migrate.ts';

let dataDir: string;
let cluster: Cluster;
let ownerUrl: string;

beforeAll(async () => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-login-'));
  fs.chmodSync(dataDir, 0o755);
  cluster = await openCluster({ dataDir, durable: false });
  await withClient(cluster.url, async (client) => {
    await client.query("create role owner login createrole password 'secret'");
    await client.query('create database managed owner owner');
  });
  ownerUrl = withLogin(cluster.url, { user: 'owner', password: 'secret', database: 'managed' });
  await migrate(ownerUrl);
});

afterAll(async () => {
  await cluster.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

function login(secret: string | undefined, change: Partial<ApiLogin> = {}): Promise<string> {
  return apiConnection({ adminUrl: ownerUrl, apiDatabaseUrl: undefined, secret, ...change });
}

async function userOf(url: string): Promise<unknown> {
  const { rows } = await withClient(url, (client) =>
    client.query('select session_user::text as user, current_database() as database'),
  );
  return rows[0];
}

test('a role that is no superuser can migrate, load the functions and make a workspace', async () => {
  expect(await migrate(ownerUrl)).toMatchObject({ current: false, functions: { loaded: [] } });
  const { rows } = await withClient(ownerUrl, (client) =>
    client.query<{ schemaName: string }>(
      `insert into core.workspace ("displayName", subdomain) values ('Acme', 'acme')
       returning "schemaName"`,
    ),
  );
  expect(rows[0]?.schemaName).toMatch(/^workspace_/);
});

test('servers with different JWT secrets share the login, also after a rotation', async () => {
  const first = await login('one');
  expect(await userOf(first)).toEqual({ user: 'api', database: 'managed' });
  expect(await login('another')).toBe(first);
  expect(await login(undefined)).toBe(first);
  expect(await userOf(first)).toEqual({ user: 'api', database: 'managed' });
});

test('where the owner has no password it follows from the JWT secret, and changes with it', async () => {
  const adminUrl = ownerUrl.replace(':secret@', '@');
  const passwords = path.join(dataDir, 'pgpass');
  fs.writeFileSync(passwords, '127.0.0.1:*:*:owner:secret\n', { mode: 0o600 });
  process.env.PGPASSFILE = passwords;
  try {
    const first = await login('one', { adminUrl });
    expect(await login('one', { adminUrl })).toBe(first);
    const second = await login('another', { adminUrl });
    expect(await userOf(second)).toEqual({ user: 'api', database: 'managed' });
    await expect(userOf(first)).rejects.toThrow('refuses user "api"');
  } finally {
    delete process.env.PGPASSFILE;
  }
});

test('servers that start at once agree', async () => {
  const urls = await Promise.all([login('one'), login('two'), login('three')]);
  expect(new Set(urls).size).toBe(1);
});

test("the operator's own login is used as it is, and tried", async () => {
  const own = await login('one');
  expect(await login(undefined, { apiDatabaseUrl: own })).toBe(own);
  const wrong = withLogin(ownerUrl, { user: 'api', password: 'wrong' });
  await expect(login('one', { apiDatabaseUrl: wrong })).rejects.toThrow('refuses user "api"');
});

test('without password and secret there must be a login', async () => {
  const adminUrl = ownerUrl.replace(':secret@', '@');
  await expect(login(undefined, { adminUrl })).rejects.toThrow('set API_DATABASE_URL');
});

test('a second owner is told what to grant and how to share the login, the first keeps its own', async () => {
  const first = await login('one');
  const url = withLogin(cluster.url, { user: 'Second', password: 'other', database: 'second' });
  await withClient(cluster.url, async (client) => {
    await client.query(`create role "Second" login createrole password 'other'`);
    await client.query('create database second owner "Second"');
  });
  const grant = 'grant compiler, core_reader, core_settings to "Second" with admin option';
  const refusal = await migrate(url).catch((error: Error) => error);
  expect((refusal as Error).message).toMatch(
    new RegExp(`^Another owner made the roles .* run: ${grant}$`),
  );
  await withClient(ownerUrl, (client) => client.query(grant));
  expect((await migrate(url)).functions.loaded.length).toBeGreaterThan(0);

  await expect(login('one', { adminUrl: url })).rejects.toThrow(
    /^Another owner made role api .*set API_DATABASE_URL.*$/,
  );
  expect(await userOf(first)).toEqual({ user: 'api', database: 'managed' });
  const shared = withLogin(first, { database: 'second' });
  expect(await login('one', { adminUrl: url, apiDatabaseUrl: shared })).toBe(shared);
});
