/*
 * A server on a database of its own, workspaces in it, and callers of its API.
 */
import { once } from 'node:events';
import { SignJWT } from 'jose';
import { INTROSPECTION_SQL } from '../../../scripts/graphql/introspection.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { expectNoDrift } from '../../support/drift.ts';
import { TEST_SECRET } from '../../support/environment.ts';
import { type GraphqlResponse, startTestServer, type TestServer } from '../../support/server.ts';

type Variables = Record<string, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: what a query answers is what the test says it does
export type Answer = GraphqlResponse<any>;

/** Somebody with a role in a workspace. */
export interface Caller {
  readonly workspaceId: string;
  readonly token: string;
  /** Asks /graphql. */
  ask(query: string, variables?: Variables): Promise<Answer>;
  /** Asks /graphql and expects no error. */
  data(query: string, variables?: Variables): Promise<Answer['data']>;
  /** Asks /metadata. */
  askMetadata(query: string, variables?: Variables): Promise<Answer>;
  /** Asks /metadata and expects no error. */
  metadata(query: string, variables?: Variables): Promise<Answer['data']>;
}

export interface Api {
  readonly database: TestDatabase;
  readonly server: TestServer;
  createWorkspace(subdomain: string): Promise<string>;
  caller(workspaceId: string, role?: string, userId?: string): Promise<Caller>;
  stop(): Promise<void>;
}

export interface TokenOptions {
  readonly secret?: string;
  readonly audience?: string;
  /** Seconds from now; negative for the past. */
  readonly expiresIn?: number;
  readonly claims: Record<string, unknown>;
}

export function signToken({
  secret = TEST_SECRET,
  audience = 'dual-schema',
  expiresIn = 600,
  claims,
}: TokenOptions) {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(audience)
    .setIssuedAt(Math.min(now, now + expiresIn))
    .setExpirationTime(now + expiresIn)
    .sign(new TextEncoder().encode(secret));
}

export async function startApi(environment: Record<string, string> = {}): Promise<Api> {
  const database = await createTestDatabase();
  const server = await startTestServer(database.url, environment);
  return {
    database,
    server,
    async createWorkspace(subdomain) {
      const [row] = await database.query<{ id: string }>(
        'insert into core.workspace ("displayName", subdomain) values ($1, $1) returning id',
        [subdomain],
      );
      return row?.id ?? fail();
    },
    async caller(workspaceId, role = 'ADMIN', userId = undefined) {
      const token = await signToken({ claims: { workspaceId, role, sub: userId } });
      return createCaller(server, workspaceId, token);
    },
    async stop() {
      await server.close();
      try {
        await expectNoDrift(database);
      } finally {
        await database.drop();
      }
    },
  };
}

function fail(): never {
  throw new Error('The workspace was not made.');
}

export function createCaller(server: TestServer, workspaceId: string, token: string): Caller {
  const ask = (path: string) => (query: string, variables?: Variables) =>
    server.graphql<Record<string, unknown>>(path, token, query, variables) as Promise<Answer>;
  const expectData =
    (asking: ReturnType<typeof ask>) => async (query: string, variables?: Variables) => {
      const { data, errors } = await asking(query, variables);
      if (errors) throw new Error(`${query}\n${JSON.stringify(errors)}`);
      return data;
    };
  return {
    workspaceId,
    token,
    ask: ask('/graphql'),
    data: expectData(ask('/graphql')),
    askMetadata: ask('/metadata'),
    metadata: expectData(ask('/metadata')),
  };
}

/** The code of the first error. */
export function code(answer: Answer): unknown {
  return answer.errors?.[0]?.extensions?.code;
}

export type FieldInput = { name: string; type: string } & Variables;

/** Makes an object with its fields over /metadata and returns its id. */
export async function createObject(
  caller: Caller,
  nameSingular: string,
  namePlural: string,
  fields: readonly FieldInput[] = [],
): Promise<string> {
  const { createOneObject } = await caller.metadata(
    'mutation ($object: CreateObjectInput!) { createOneObject(input: { object: $object }) { id } }',
    { object: { nameSingular, namePlural } },
  );
  for (const field of fields) await createField(caller, createOneObject.id, field);
  return createOneObject.id;
}

export async function createField(
  caller: Caller,
  objectMetadataId: string,
  field: FieldInput,
): Promise<string> {
  const { createOneField } = await caller.metadata(
    'mutation ($field: CreateFieldInput!) { createOneField(input: { field: $field }) { id } }',
    { field: { objectMetadataId, ...field } },
  );
  return createOneField.id;
}

/** The id of an object that is there already. */
export async function objectId(caller: Caller, nameSingular: string): Promise<string> {
  const { objects } = await caller.metadata('{ objects { edges { node { id nameSingular } } } }');
  const found = objects.edges.find(
    ({ node }: { node: { nameSingular: string } }) => node.nameSingular === nameSingular,
  );
  return found.node.id;
}

/** The statements that the server ran on behalf of `request`, without what opens and closes transactions. */
export async function statementsOf(
  { server }: Api,
  caller: Caller,
  request: () => Promise<unknown>,
): Promise<string[]> {
  const from = logged(server).length;
  await request();
  // A request that follows is logged after ours: once it is there, all of ours is. Its page size tells it.
  await caller.data('{ companies(first: 199) { edges { node { id } } } }');
  const isMark = (statement: string) => statement.includes('limit 199');
  while (!logged(server).slice(from).some(isMark)) {
    await once(server.process.stderr ?? fail(), 'data');
  }
  const statements = logged(server).slice(from);
  return statements.slice(0, statements.findIndex(isMark));
}

function logged(server: TestServer): string[] {
  const lines = server.log().split('\n').slice(0, -1);
  return (
    lines
      .filter((line) => line.includes('"statement"'))
      .map((line) => (JSON.parse(line) as { statement: string }).statement)
      // An API that is built anew, after a change, is no request's.
      .filter((statement) => statement !== INTROSPECTION_SQL)
  );
}
