/*
 * The two endpoints: who calls is established, the schema picked, the request
 * executed.
 */
import type { Pool } from 'pg';
import type { WithPgClient } from 'postgraphile/@dataplan/pg';
import type { Logger } from '../log.ts';
import type { Authenticate } from './authenticate.ts';
import { rememberingColumns } from './constraints.ts';
import { createDocuments } from './documents.ts';
import { type PublicError, publicError, type ReportInternal } from './errors.ts';
import { executeRequest, type GraphQLResponse } from './execute.ts';
import { metadataSchema } from './metadata/schema.ts';
import type { GraphQLRequest } from './request.ts';
import { authorize, type Claims, type Session } from './session.ts';
import { createWithPgClient, type Scope } from './transactions.ts';
import { createWorkspaceInstances, type WorkspaceInstances } from './workspaces.ts';

export interface Answer {
  readonly status: number;
  readonly body: GraphQLResponse;
}

export type Endpoint = (
  authorization: string | undefined,
  request: GraphQLRequest,
) => Promise<Answer>;

export interface Endpoints {
  /** /graphql: the records of the caller's workspace. */
  readonly records: Endpoint;
  /** /metadata: what the workspace is made of. */
  readonly metadata: Endpoint;
  /** The APIs behind /graphql. */
  readonly instances: WorkspaceInstances;
}

const UNAUTHENTICATED: PublicError = {
  message: 'Send a valid token: Authorization: Bearer <JWT>.',
  extensions: { code: 'UNAUTHENTICATED' },
};

export interface EndpointOptions {
  readonly pool: Pool;
  readonly authenticate: Authenticate;
  readonly log: Logger;
}

export function createEndpoints({ pool, authenticate, log }: EndpointOptions): Endpoints {
  const report: ReportInternal = (id, err) => log.error({ id, err }, 'internal error');
  const observe = (statement: string) => log.debug({ statement }, 'statement');
  const connect = (session: Session, enter: Scope['enter']): WithPgClient =>
    createWithPgClient(pool, { enter, session }, observe);
  const instances = createWorkspaceInstances((session) => connect(session, 'core.enter_workspace'));
  const metadata = { schema: metadataSchema, documents: createDocuments(metadataSchema) };

  /** Whatever fails before there is a result (the token, the role, the build) answers as an error of the whole. */
  const asEndpoint =
    (execute: (session: Session, request: GraphQLRequest) => Promise<GraphQLResponse>): Endpoint =>
    async (authorization, request) => {
      try {
        const claims = await authenticate(authorization);
        if (!claims) return { status: 401, body: { errors: [UNAUTHENTICATED] } };
        return { status: 200, body: await execute(await authorize(pool, claims), request) };
      } catch (error) {
        const said = publicError(error, { report });
        const status = said.extensions.code === 'UNAUTHENTICATED' ? 401 : 500;
        return { status, body: { errors: [said] } };
      }
    };

  /** The caller's API is rebuilt before a metadata change is answered: what was created can be asked for. */
  const serveNewShape = async (claims: Claims): Promise<void> => {
    try {
      await instances.get(await authorize(pool, claims));
    } catch (err) {
      log.error({ err }, 'the API could not be rebuilt after a metadata change');
    }
  };

  return {
    instances,
    records: asEndpoint(async (session, request) => {
      const instance = await instances.get(session);
      const context = {
        withPgClient: rememberingColumns(connect(session, 'core.enter_workspace')),
        workspaceId: session.workspaceId,
      };
      const { fields } = instance;
      return (await executeRequest(instance, request, context, { report, fields })).response;
    }),
    metadata: asEndpoint(async (session, request) => {
      const context = {
        withPgClient: connect(session, 'core.enter_metadata'),
        workspaceId: session.workspaceId,
      };
      const { response, isMutation } = await executeRequest(metadata, request, context, { report });
      if (isMutation) await serveNewShape(session.claims);
      return response;
    }),
  };
}
