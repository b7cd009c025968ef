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
import { BODY_BYTES_MAX, CLOSE_WAIT_MS } from './limits.ts';
import { followChanges } from './live-changes.ts';
import { registerPages } from './pages.ts';
import { createPool } from './pool.ts';
import { parseRequest } from './request.ts';

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

function registerEndpoint(app: FastifyInstance, path: string, endpoint: Endpoint): void {
  app.post(path, async (request, reply) => {
    const parsed = parseRequest(request.body);
    if (typeof parsed === 'string') return reply.code(400).send(refusal('BAD_USER_INPUT', parsed));
    const { status, body } = await endpoint(request.headers.authorization, parsed);
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
  const { records, metadata, instances } = createEndpoints({ pool, authenticate, log });
  registerEndpoint(app, '/graphql', records);
  registerEndpoint(app, '/metadata', metadata);
  registerPages(app, { graphiql });
  registerHealth(app, pool, log);
  registerErrors(app, log);
  const changes = followChanges({ connectionString: apiDatabaseUrl, pool, instances, log });
  const close = async (): Promise<void> => {
    // Requests under way may finish; a connection that is stuck in the middle of one may not hold us up.
    const impatient = setTimeout(() => app.server.closeAllConnections(), CLOSE_WAIT_MS);
    await app.close();
    clearTimeout(impatient);
    await changes.close();
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
