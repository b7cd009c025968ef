/*
 * The two endpoints: who calls is established, the schema picked, the request
 * executed.
 */
import type { GraphQLFormattedError } from 'graphql';
import type { WithPgClient } from 'postgraphile/@dataplan/pg';
import { SafeError } from 'postgraphile/grafast';
import type { Logger } from '../log.ts';
import type { Authenticate } from './authenticate.ts';
import { rememberingConstraints } from './constraints.ts';
import { createDocuments } from './documents.ts';
import {
  type ErrorContext,
  isAboutToken,
  type PublicError,
  publicError,
  type ReportInternal,
  statusOf,
} from './errors.ts';
import {
  type Executable,
  type Executed,
  executeRequest,
  isMutation,
  type Prepared,
  prepareRequest,
} from './execute.ts';
import {
  ANSWER_BYTES_MAX,
  ATTEMPTS_MAX,
  COST_MAX,
  PAGE_SIZE_MAX,
  REQUEST_TIMEOUT_MS,
} from './limits.ts';
import { metadataSchema } from './metadata/schema.ts';
import { instanceRequests } from './metrics.ts';
import type { ApiPool } from './pool.ts';
import type { GraphQLRequest } from './request.ts';
import { authorize, type Claims, type Session, toSession } from './session.ts';
import { createWithPgClient, type Scope } from './transactions.ts';
import { createVisit, type Visit } from './visits.ts';
import { createWorkspaceInstances, type WorkspaceInstances } from './workspaces.ts';

export interface Answer {
  readonly status: number;
  /** JSON. */
  readonly body: string;
  readonly errors: readonly GraphQLFormattedError[];
  /** What was asked and by whom, as far as that is known. */
  readonly claims?: Claims;
  readonly prepared?: Prepared;
}

export type Endpoint = (
  authorization: string | undefined,
  request: GraphQLRequest,
  signal: AbortSignal,
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
  message: 'Send a valid token that has not expired: Authorization: Bearer <JWT>.',
  extensions: { code: 'UNAUTHENTICATED' },
};

export interface EndpointOptions {
  readonly pool: ApiPool;
  readonly authenticate: Authenticate;
  readonly log: Logger;
  /** How long an introspection may take. */
  readonly timeoutMs?: number;
}

/** What differs between the two endpoints. */
interface Kind {
  readonly enter: Scope['enter'];
  readonly pick: (session: Session) => Promise<Executable & Pick<ErrorContext, 'fields'>>;
}

interface Outcome extends Executed {
  readonly prepared: Prepared;
  /** What went wrong on our side, for the log: an attempt that starts again went as it should. */
  readonly reports: readonly Parameters<ReportInternal>[];
}

export function createEndpoints({
  pool,
  authenticate,
  log,
  timeoutMs = REQUEST_TIMEOUT_MS,
}: EndpointOptions): Endpoints {
  const report: ReportInternal = (id, err) => log.error({ id, err }, 'internal error');
  const observe = (statement: string) => log.debug({ statement }, 'statement');
  const connect = (scope: Scope): WithPgClient => createWithPgClient(pool, scope, observe);
  // Several requests may wait for one introspection: its time is its own.
  const instances = createWorkspaceInstances((session) =>
    connect({ enter: 'core.enter_workspace', session, signal: AbortSignal.timeout(timeoutMs) }),
  );
  /** What each caller's session was last. The claims of a token are one object as long as it is remembered. */
  const sessions = new WeakMap<Claims, Session>();

  const askSession = async (claims: Claims, signal: AbortSignal): Promise<Session> => {
    const { client, release } = await pool.lease(claims.workspaceId, signal);
    try {
      const session = await authorize(client, claims);
      sessions.set(claims, session);
      return session;
    } finally {
      await release();
    }
  };

  const attempt = async (
    { enter, pick }: Kind,
    visit: Visit,
    request: GraphQLRequest,
    signal: AbortSignal,
  ): Promise<Outcome> => {
    const { session } = visit;
    const executable = await pick(session);
    const prepared = prepareRequest(executable, request, COST_MAX);
    const { fields } = executable;
    const isReading = !isMutation(prepared);
    const bytesMax = ANSWER_BYTES_MAX / (prepared.operation?.repetitions ?? 1);
    const withPgClient = connect({ enter, session, visit, signal, isReading, bytesMax });
    const context = {
      withPgClient: fields && !isReading ? rememberingConstraints(withPgClient) : withPgClient,
      workspaceId: session.workspaceId,
      userId: session.claims.sub ?? null,
    };
    const reports: Parameters<ReportInternal>[] = [];
    const errorContext = {
      report: (...each: Parameters<ReportInternal>) => void reports.push(each),
      ...(fields && { fields }),
    };
    const executed = await executeRequest(prepared, request, context, errorContext);
    return { ...executed, prepared, reports };
  };

  /** The session to start again with, or nothing where the answer may be given. */
  const otherSession = async (
    { session, isFresh, entered, newer, refusal, isOutdated, commits }: Visit,
    signal: AbortSignal,
  ): Promise<Session | undefined> => {
    const { claims } = session;
    if (newer !== undefined) {
      const other = toSession(claims, newer);
      sessions.set(claims, other);
      return other;
    }
    if (!entered && refusal !== undefined) throw refusal;
    // Without a transaction nobody has said yet that the caller may see this API at all.
    if (entered ? !isOutdated || commits > 0 : isFresh) return undefined;
    const now = await askSession(claims, signal);
    return now.answer === session.answer ? undefined : now;
  };

  const serve = async (
    kind: Kind,
    claims: Claims,
    request: GraphQLRequest,
    signal: AbortSignal,
  ): Promise<Outcome> => {
    const known = sessions.get(claims);
    let session = known ?? (await askSession(claims, signal));
    let isFresh = known === undefined;
    for (let attempts = 0; attempts < ATTEMPTS_MAX; attempts++) {
      const visit = createVisit(session, isFresh);
      const outcome = await attempt(kind, visit, request, signal);
      const other = await otherSession(visit, signal);
      if (!other) {
        for (const each of outcome.reports) report(...each);
        return outcome;
      }
      session = other;
      isFresh = true;
    }
    throw new SafeError('The workspace is being changed. Try again.', { code: 'TIMEOUT' });
  };

  /** Whatever fails before there is a result (the token, the role, the build) answers as an error of the whole. */
  const asEndpoint =
    (
      execute: (claims: Claims, request: GraphQLRequest, signal: AbortSignal) => Promise<Outcome>,
    ): Endpoint =>
    async (authorization, request, signal) => {
      let claims: Claims | undefined;
      try {
        claims = await authenticate(authorization);
        if (!claims) return refusal(UNAUTHENTICATED, 401);
        return { status: 200, claims, ...(await execute(claims, request, signal)) };
      } catch (error) {
        const said = publicError(signal.aborted ? signal.reason : error, { report });
        return { ...refusal(said, statusOf(said)), ...(claims && { claims }) };
      }
    };

  /** The caller's API is rebuilt before a metadata change is answered: what was created can be asked for. */
  const serveNewShape = async (claims: Claims, signal: AbortSignal): Promise<void> => {
    try {
      await instances.get(await askSession(claims, signal));
    } catch (err) {
      // Who has given themselves another role has no API by this token any more.
      if (isAboutToken(err)) return;
      log.error({ err }, 'the API could not be rebuilt after a metadata change');
    }
  };

  const metadata = {
    documents: createDocuments(metadataSchema, { pageSize: PAGE_SIZE_MAX }),
  };
  const records: Kind = {
    enter: 'core.enter_workspace',
    pick: (session) => {
      instanceRequests.inc();
      return instances.get(session);
    },
  };
  const controlPlane: Kind = {
    enter: 'core.enter_metadata',
    pick: async () => metadata,
  };
  return {
    instances,
    records: asEndpoint((...rest) => serve(records, ...rest)),
    metadata: asEndpoint(async (claims, request, signal) => {
      const outcome = await serve(controlPlane, claims, request, signal);
      if (isMutation(outcome.prepared)) await serveNewShape(claims, signal);
      return outcome;
    }),
  };
}

function refusal(error: PublicError, status: number): Answer {
  return {
    status,
    body: JSON.stringify({ errors: [error] }),
    errors: [error],
  };
}
