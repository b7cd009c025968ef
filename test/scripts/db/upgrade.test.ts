/*
 * A database of an earlier version becomes one of this, with what it holds.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { migrate } from '../../../scripts/db/migrate.ts';
import { SQL_FOLDER } from '../../../scripts/paths.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let folder: string;

/** The migrations up to the one of a number; without functions, which are those of today. */
function migrationsUntil(last: string) {
  fs.mkdirSync(path.join(folder, 'committed'));
  for (const file of fs.readdirSync(path.join(SQL_FOLDER, 'committed'))) {
    const target = path.join(folder, 'committed', file);
    if (file.slice(0, 6) <= last) fs.copyFileSync(path.join(SQL_FOLDER, 'committed', file), target);
  }
  return migrate(database.url, { sqlFolder: folder, functionsFolder: '/nowhere' });
}

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-upgrade-'));
  database = await createTestDatabase({ empty: true });
});

afterEach(async () => {
  await database.drop();
  fs.rmSync(folder, { recursive: true });
});

describe('members from before members had records', () => {
  beforeEach(async () => {
    await migrationsUntil('000003');
    await database.query(`
      set local role compiler;
      create schema workspace_acme;
      create table workspace_acme."workspaceMember" (
        id uuid primary key, "firstName" varchar, "lastName" varchar, email varchar,
        "createdAt" timestamptz not null, "updatedAt" timestamptz not null, "deletedAt" timestamptz);
      insert into core.workspace ("displayName", "schemaName")
      values ('Acme', 'workspace_acme'), ('Gone', 'workspace_gone');
      insert into core.role ("workspaceId", name, "databaseRole") select id, 'USER', 'role_' || id from core.workspace;
      insert into core."user" (email, "firstName")
      values ('ada@acme.example', 'Ada'), ('not one', 'Ada'), ('bob@acme.example', 'Bob');
      insert into core."userWorkspace" ("userId", "workspaceId", "roleId", "createdAt", "deletedAt")
      select u.id, r."workspaceId", r.id, '2026-01-01', case u."firstName" when 'Bob' then now() end
      from core."user" u, core.role r`);
  });

  const records = () =>
    database.query(
      `select "firstName", email, "createdAt" = '2026-01-01' as since, "deletedAt" is null as live
         from workspace_acme."workspaceMember" order by email`,
    );

  test('have one after the upgrade, and still after the next', async () => {
    await migrate(database.url);
    const expected = [
      { firstName: 'Ada', email: 'ada@acme.example', since: true, live: true },
      { firstName: 'Ada', email: null, since: true, live: true },
    ];
    expect(await records()).toEqual(expected);
    await migrate(database.url);
    expect(await records()).toEqual(expected);
  });

  test('a workspace that does not take them does not stop the upgrade, and is as it was', async () => {
    await database.query('create unique index on workspace_acme."workspaceMember" ("firstName")');
    await migrate(database.url);
    expect(await records()).toEqual([]);
  });
});
