/*
 * The HTTP server: Fastify in front, the two GraphQL endpoints behind it.
 *
 * Grafast is called directly, so that the path of a request stays ours:
 * authenticate, pick the instance, parse and validate once, execute.
 */
import './environment.ts';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { createLogger, type Logger } from '../log.ts';
import { type AuthOptions, createAuthenticate } from './authenticate.ts';
import { createEndpoints, type Endpoint } from './endpoints.ts';
import { type ErrorCode, type PublicError, publicError } from './errors.ts';
import type { GraphQLRequest } from './execute.ts';
import { BODY_BYTES_MAX, NESTING_MAX } from './limits.ts';
import { queryNesting, valueNesting } from './nesting.ts';
import { registerPages } from './pages.ts';
import { createPool } from './pool.ts';

export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  readonly apiDatabaseUrl: string;
  readonly auth: AuthOptions;
  readonly logLevel: string;
  readonly graphiql: boolean;
}

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

function refusal(code: ErrorCode, message: string): { errors: PublicError[] } {
  return { errors: [{ message, extensions: { code } }] };
}

/** A request's body as a GraphQL request, or undefined where it is none. */
function toRequest(body: unknown): GraphQLRequest | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { query, variables, operationName } = body as Record<string, unknown>;
  if (typeof query !== 'string') return undefined;
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables)))
    return undefined;
  if (operationName != null && typeof operationName !== 'string') return undefined;
  return {
    query,
    ...(variables == null ? {} : { variables: variables as Record<string, unknown> }),
    ...(operationName == null ? {} : { operationName }),
  };
}

function registerEndpoint(app: FastifyInstance, path: string, endpoint: Endpoint): void {
  app.post(path, async (request, reply) => {
    const graphql = toRequest(request.body);
    if (!graphql) {
      return reply
        .code(400)
        .send(refusal('BAD_USER_INPUT', 'The body is { "query": "…", "variables": {…} }.'));
    }
    if (
      queryNesting(graphql.query) > NESTING_MAX ||
      valueNesting(graphql.variables) > NESTING_MAX
    ) {
      return reply.code(400).send(refusal('BAD_USER_INPUT', 'The request nests too deeply.'));
    }
    const { status, body } = await endpoint(request.headers.authorization, graphql);
    return reply.code(status).send(body);
  });
  app.get(path, (_request, reply) =>
    reply
      .code(405)
      .header('allow', 'POST')
      .send(
        refusal('BAD_USER_INPUT', `Send a POST to ${path}; a browser finds GraphiQL at /graphiql.`),
      ),
  );
}

function registerHealth(app: FastifyInstance, pool: Pool, log: Logger): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await pool.query('select');
      return { status: 'ok' };
    } catch (err) {
      log.warn({ err }, 'not ready: the database does not answer');
      return reply
        .code(503)
        .send({ status: 'unavailable', reason: 'The database does not answer.' });
    }
  });
}

function registerErrors(app: FastifyInstance, log: Logger): void {
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send(refusal('NOT_FOUND', 'There is nothing here; see /.')),
  );
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    const { statusCode } = error;
    if (statusCode !== undefined && statusCode < 500) {
      return reply.code(statusCode).send(refusal('BAD_USER_INPUT', error.message));
    }
    const report = (id: string, err: unknown) => log.error({ id, err }, 'internal error');
    return reply.code(500).send({ errors: [publicError(error, { report })] });
  });
}

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, port, apiDatabaseUrl, auth, logLevel, graphiql } = options;
  const log = createLogger(logLevel);
  const authenticate = createAuthenticate(auth);
  const pool = createPool({ connectionString: apiDatabaseUrl, log });
  const app = Fastify({ bodyLimit: BODY_BYTES_MAX, logger: false });
  // JSON alone: a form of another site can send text/plain without asking the browser first.
  app.removeContentTypeParser('text/plain');
  const { records, metadata } = createEndpoints({ pool, authenticate, log });
  registerEndpoint(app, '/graphql', records);
  registerEndpoint(app, '/metadata', metadata);
  registerPages(app, { graphiql });
  registerHealth(app, pool, log);
  registerErrors(app, log);
  const close = async (): Promise<void> => {
    await app.close();
    await pool.end();
  };
  try {
    await pool.query('select');
    const url = await app.listen({ host, port });
    log.info({ url }, 'listening');
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}
