/*
 * The HTTP server: Fastify in front, the two GraphQL endpoints behind it.
 *
 * Grafast is called directly, so that the path of a request stays ours:
 * authenticate, pick the instance, parse and validate once, execute.
 */
import './environment.ts';
import { setTimeout as delay } from 'node:timers/promises';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { createLogger, type Logger } from '../log.ts';
import { type AuthOptions, createAuthenticate } from './authenticate.ts';
import { createEndpoints } from './endpoints.ts';
import { isPostgresError, publicError } from './errors.ts';
import type { GraphiqlOptions } from './graphiql.ts';
import {
  BODY_BYTES_MAX,
  CLIENT_WAIT_MS,
  HURRY_MS,
  REQUEST_TIMEOUT_MS,
  RETRY_AFTER_SECONDS,
} from './limits.ts';
import { followChanges } from './live-changes.ts';
import {
  metricsContentType,
  processMetrics,
  rejections,
  watchInstances,
  watchPool,
} from './metrics.ts';
import { registerPages } from './pages.ts';
import { type ApiPool, createPool } from './pool.ts';
import { refuseConnection } from './refuse-connection.ts';
import { refusal, registerEndpoint } from './routes.ts';

export interface ServerOptions {
  /** Connections to the database for requests. */
  readonly connections?: number | undefined;
  readonly requestTimeoutMs?: number | undefined;
  /** How long a client may take to send a request, and to go on taking its answer. */
  readonly clientWaitMs?: number;
  /** Collects the metrics of all processes; by default those of this one. */
  readonly metrics?: () => Promise<string>;
  readonly host: string;
  readonly port: number;
  readonly apiDatabaseUrl: string;
  /** What core.version() answers where all migrations and functions are this version's. */
  readonly databaseVersion: string;
  readonly auth: AuthOptions;
  readonly logLevel: string;
  /** Unset: there is no GraphiQL. */
  readonly graphiql: GraphiqlOptions | undefined;
}

export interface RunningServer {
  readonly url: string;
  /** Finishes what is under way, then closes; at once when hurried. */
  close(hurry?: AbortSignal): Promise<void>;
}

const OTHER_VERSION =
  'The database has other migrations or functions than when this process started: start it anew.';

/** Why nothing can be served, if so. */
async function unreadiness(pool: ApiPool, version: string, log: Logger) {
  try {
    const found = await pool.version();
    if (found === version) return undefined;
    log.warn({ version, found }, 'not ready: the database is of another version');
    return OTHER_VERSION;
  } catch (err) {
    log.warn({ err }, 'not ready: the database does not say its version');
    // A schema, table, function or right is missing: it answers.
    const isThere = isPostgresError(err) && /^(3F|42)/.test(err.code);
    return isThere ? OTHER_VERSION : 'The database does not answer.';
  }
}

function registerHealth(app: FastifyInstance, pool: ApiPool, version: string, log: Logger): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const reason = await unreadiness(pool, version, log);
    return reason === undefined
      ? { status: 'ok' }
      : reply.code(503).send({ status: 'unavailable', reason });
  });
}

/** In place of Fastify's, which does not say what is supported. */
const NO_JSON = 'Send JSON, with the header content-type: application/json.';

function registerErrors(app: FastifyInstance, log: Logger): void {
  app.setNotFoundHandler(({ url }, reply) =>
    reply
      .code(404)
      .send(
        refusal(
          'NOT_FOUND',
          `There is nothing at ${url.replace(/\?.*$/s, '')}: the endpoints are /graphql and /metadata.`,
        ),
      ),
  );
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const { statusCode } = error;
    const limit = statusCode === 413 ? 'body' : undefined;
    if (limit !== undefined) rejections.inc({ limit });
    log.info({ route: request.routeOptions.url, status: statusCode ?? 500 }, 'request');
    if (statusCode !== undefined && statusCode < 500) {
      const message = statusCode === 415 ? NO_JSON : error.message;
      return reply.code(statusCode).send(refusal('BAD_USER_INPUT', message, limit));
    }
    const report = (id: string, err: unknown) => log.error({ id, err }, 'internal error');
    const said = publicError(error, { report });
    if (said.extensions.code !== 'TIMEOUT') return reply.code(500).send({ errors: [said] });
    return reply
      .code(503)
      .header('retry-after', RETRY_AFTER_SECONDS)
      .send({ errors: [said] });
  });
}

function registerMetrics(app: FastifyInstance, metrics: () => Promise<string>): void {
  app.get('/metrics', async (_request, reply) =>
    reply.type(metricsContentType).send(await metrics()),
  );
}

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, port, apiDatabaseUrl, databaseVersion, auth, logLevel, graphiql } = options;
  const { requestTimeoutMs: timeoutMs = REQUEST_TIMEOUT_MS, metrics = processMetrics } = options;
  const { clientWaitMs = CLIENT_WAIT_MS } = options;
  const log = createLogger(logLevel);
  const authenticate = createAuthenticate(auth);
  const pool = createPool({
    connectionString: apiDatabaseUrl,
    log,
    timeoutMs,
    max: options.connections,
  });
  watchPool(pool);
  const app = Fastify({
    bodyLimit: BODY_BYTES_MAX,
    // What comes on a connection that is kept is answered, and the connection closed.
    return503OnClosing: false,
    // Of a request to arrive whole: Node takes the longer one of its two timeouts for that.
    requestTimeout: clientWaitMs,
    // Of a connection on which nothing is sent; nothing is, either, while the database is asked.
    connectionTimeout: timeoutMs + clientWaitMs,
    http: {
      requestTimeout: clientWaitMs,
      headersTimeout: clientWaitMs,
      connectionsCheckingInterval: clientWaitMs / 5,
    },
    clientErrorHandler: refuseConnection,
    frameworkErrors: (error, _request, reply: FastifyReply) =>
      reply.code(400).send(refusal('BAD_USER_INPUT', error.message)),
    logger: false,
  });
  // JSON alone: a form of another site can send text/plain without asking the browser first.
  app.removeContentTypeParser('text/plain');
  const { records, metadata, instances } = createEndpoints({ pool, authenticate, log, timeoutMs });
  watchInstances(instances.stats);
  const hint = graphiql ? '; a browser finds GraphiQL at /graphiql' : '';
  registerEndpoint(app, { path: '/graphql', endpoint: records, log, timeoutMs, hint });
  registerEndpoint(app, { path: '/metadata', endpoint: metadata, log, timeoutMs, hint });
  registerPages(app, graphiql);
  registerHealth(app, pool, databaseVersion, log);
  registerMetrics(app, metrics);
  registerErrors(app, log);
  const changes = followChanges({ connectionString: apiDatabaseUrl, pool, instances, log });
  const close = async (hurry?: AbortSignal): Promise<void> => {
    const endAll = (): void => app.server.closeAllConnections();
    // Requests under way may finish; a connection that is stuck in the middle of one may not hold us up.
    const impatient = setTimeout(endAll, timeoutMs);
    if (hurry?.aborted) endAll();
    hurry?.addEventListener('abort', endAll);
    await app.close();
    clearTimeout(impatient);
    await changes.close();
    // What stops a statement needs the pool too.
    const ended = pool.idle().then(() => pool.end());
    // What was cancelled ends now; what cannot be, such as an API being built, is not waited for.
    await (hurry?.aborted ? Promise.race([ended, delay(HURRY_MS)]) : ended);
  };
  try {
    await pool.version();
    const url = await app.listen({ host, port });
    log.info({ url }, 'listening');
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}
