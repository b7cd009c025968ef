/*
 * Waiting for what another process does, and asking who is connected.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { TestDatabase } from '../../support/database.ts';

/** Waits until something is so; the test's own timeout ends a wait that is in vain. */
export async function whenever(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await delay(20);
}

/** How many sessions the command line has open on a database. */
export async function sessions(database: TestDatabase): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
      where datname = current_database() and application_name = 'dual-schema'`,
  );
  return row?.count ?? 0;
}
