/*
 * The committed schema dump is what migrations and functions make.
 */
import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withClient } from '../../../scripts/db/client.ts';
import { dumpSchema } from '../../../scripts/generate/schema-dump.ts';
import { CORE_SCHEMA_FILE } from '../../../scripts/paths.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

test('generated/core.sql is current (npm run schema rewrites it)', async () => {
  expect(await withClient(database.url, dumpSchema)).toBe(
    fs.readFileSync(CORE_SCHEMA_FILE, 'utf8'),
  );
});

test('it does not change with the workspaces there are', async () => {
  const before = await withClient(database.url, dumpSchema);
  await database.query(`insert into core.workspace ("displayName", subdomain) values ('A', 'a')`);
  expect(await withClient(database.url, dumpSchema)).toBe(before);
});
