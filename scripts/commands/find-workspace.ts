/*
 * The workspace that a command names, by subdomain or id.
 */
import type pg from 'pg';
import { errorCode, userError } from '../errors.ts';
import { findWorkspace, type TokenWorkspace } from '../tokens.ts';

/** No table, no schema, no function of ours. */
const NOT_MIGRATED = ['42P01', '3F000', '42883'];

/** The workspace, or one line that says what is wrong. */
export async function workspaceOf(
  client: pg.ClientBase,
  name: string,
  options: { readonly deleted?: boolean } = {},
): Promise<TokenWorkspace> {
  const workspace = await migrated(findWorkspace(client, name, options));
  if (workspace !== undefined) return workspace;
  throw userError(
    `There is no workspace "${name}": npm run workspace -- list shows those that there are.`,
  );
}

/** What a query answers; a database that lacks what is asked for says how to get it. */
export async function migrated<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!NOT_MIGRATED.includes(errorCode(error) ?? '')) throw error;
    throw userError(
      'This database is not migrated yet: run npm start or npm run db -- migrate.',
      error,
    );
  }
}
