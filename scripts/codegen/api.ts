/*
 * The API of a workspace as one of its roles sees it, and the metadata behind it, from the database:
 * no server needs to run.
 */
import '../graphql/environment.ts';
import { type GraphQLSchema, lexicographicSortSchema } from 'graphql';
import type pg from 'pg';
import { buildInstance } from '../graphql/instances.ts';
import { introspect } from '../graphql/introspection.ts';
import { createPool } from '../graphql/pool.ts';
import { authorize } from '../graphql/session.ts';
import { createWithPgClient } from '../graphql/transactions.ts';
import { createLogger } from '../log.ts';
import { type Model, readModel } from '../workspaces/model.ts';

/** What a client is generated from. */
export interface WorkspaceApi {
  readonly schema: GraphQLSchema;
  readonly model: Model;
}

/** Whose API. */
export interface Viewer {
  readonly workspaceId: string;
  readonly role: string;
}

/** The schema, sorted: another order is no change to what clients rely on. */
async function readSchema(apiUrl: string, viewer: Viewer): Promise<GraphQLSchema> {
  const pool = createPool({ connectionString: apiUrl, log: createLogger('silent') });
  try {
    const session = await authorize(pool, viewer);
    const scope = { enter: 'core.enter_workspace', session } as const;
    const withPgClient = createWithPgClient(pool, scope, () => {});
    const { schema } = await buildInstance(await introspect(session.schemaName, withPgClient));
    return lexicographicSortSchema(schema);
  } finally {
    await pool.end();
  }
}

/** Both, by way of the API's login and of the operator's connection. */
export async function readApi(
  client: pg.ClientBase,
  apiUrl: string,
  viewer: Viewer,
): Promise<WorkspaceApi> {
  const model = await readModel(client, viewer.workspaceId);
  return { schema: await readSchema(apiUrl, viewer), model };
}
