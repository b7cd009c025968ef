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

/** The migrations up to the one of a number. */
function migrationsUntil(last: string) {
  fs.mkdirSync(path.join(folder, 'committed'));
  for (const file of fs.readdirSync(path.join(SQL_FOLDER, 'committed'))) {
    const target = path.join(folder, 'committed', file);
    if (file.slice(0, 6) <= last) fs.copyFileSync(path.join(SQL_FOLDER, 'committed', file), target);
  }
  return migrate(database.url, { sqlFolder: folder });
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
  const ACME = '00000000-0000-4000-8000-00000000000a';

  beforeEach(async () => {
    await migrationsUntil('000003');
    await database.query(
      `insert into core.workspace (id, "displayName") values ('${ACME}', 'Acme')`,
    );
    await database.query(
      `insert into core."user" (email, "firstName") values ('ada@acme.example', 'Ada'), ('not one', 'Ada'), ('bob@acme.example', 'Bob')`,
    );
    // As the compiler: its triggers do not write them.
    await database.query(
      `set local role compiler;
       insert into core."userWorkspace" ("userId", "workspaceId", "roleId", "createdAt", "deletedAt")
       select u.id, r."workspaceId", r.id, '2026-01-01', case u."firstName" when 'Bob' then now() end
         from core."user" u, core.role r where r.name = 'USER'`,
    );
  });

  const records = () =>
    database.query(
      `select "firstName", email, "deletedAt" is null as live
         from workspace_${BigInt(`0x${ACME.replaceAll('-', '')}`).toString(36)}."workspaceMember" order by email`,
    );

  test('have one after the upgrade, and still after the next', async () => {
    await migrate(database.url);
    const expected = [
      { firstName: 'Ada', email: 'ada@acme.example', live: true },
      { firstName: 'Ada', email: null, live: true },
    ];
    expect(await records()).toEqual(expected);
    await migrate(database.url);
    expect(await records()).toEqual(expected);
  });

  test('what a workspace does not take stops the upgrade, which changes nothing', async () => {
    await database.query(
      `update core."fieldMetadata" f set "isUnique" = true from core."objectMetadata" o
        where o.id = f."objectMetadataId" and o."nameSingular" = 'workspaceMember' and f.name = 'firstName'`,
    );
    await expect(migrate(database.url)).rejects.toThrow(
      /object "workspaceMember" of workspace 0{8}-.* does not take the records of its members: duplicate key[^]*"isUnique" to false/,
    );
    expect(await records()).toEqual([]);
  });
});
