/*
 * The end of a suite: no workspace has anything otherwise than its metadata says.
 */
import { expect } from '@jest/globals';
import type { Queries } from './workspaces.ts';

/** What core.drift() reports of all workspaces, but for deleted ones. */
export async function driftOf(database: Queries): Promise<readonly Record<string, string>[]> {
  return database.query(
    `select w.subdomain, d.* from core.workspace w cross join core.drift(w.id) d
     where w."deletedAt" is null`,
  );
}

/** Fails with every difference and the statement that would repair it. */
export async function expectNoDrift(database: Queries): Promise<void> {
  expect(await driftOf(database)).toEqual([]);
}
