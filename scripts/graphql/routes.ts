/*
 * An endpoint over HTTP: the request out of the body, the answer with its status, and
 * what is told of both: a line in the log and the metrics. Neither holds a value, a
 * query's text or a token.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { SafeError } from 'postgraphile/grafast';
import type { Logger } from '../log.ts';
import type { Answer, Endpoint } from './endpoints.ts';
import type { ErrorCode, PublicError } from './errors.ts';
import { OPERATION_NAME_MAX, RETRY_AFTER_SECONDS } from './limits.ts';
import { rejections, requestSeconds } from './metrics.ts';
import { parseRequest, type RefusedRequest } from './request.ts';

/** A client that is gone before its answer; the number is nginx's. */
const CLIENT_GONE = 499;

export interface RouteOptions {
  readonly path: string;
  readonly endpoint: Endpoint;
  readonly log: Logger;
  readonly timeoutMs: number;
  /** What a browser is told beside. */
  readonly hint: string;
}

export function refusal(
  code: ErrorCode,
  message: string,
  limit?: string,
): { errors: PublicError[] } {
  const extensions = limit === undefined ? { code } : { code, limit };
  return { errors: [{ message, extensions }] };
}

/** Aborted when the time is up, or when nobody waits for the answer any more. */
function deadline(reply: FastifyReply, timeoutMs: number) {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(
      new SafeError(`The request took longer than ${timeoutMs / 1000} seconds and was stopped.`, {
        code: 'TIMEOUT',
        limit: 'time',
      }),
    );
  }, timeoutMs);
  const onClose = (): void => {
    clearTimeout(timer);
    if (!reply.raw.writableFinished) controller.abort(new SafeError('The client is gone.'));
  };
  reply.raw.once('close', onClose);
  return controller.signal;
}

/** The header, where there is one alone: of two, a proxy in front of us may have looked at the other. */
function authorizationOf({ raw }: FastifyRequest): string | undefined {
  const [header, ...others] = raw.headersDistinct.authorization ?? [];
  return others.length > 0 ? undefined : header;
}

function codeOf({ extensions }: GraphQLFormattedError): string {
  return String(extensions?.code);
}

/** A request counts once for each limit, however many of its fields say so. */
function countRejections(errors: readonly GraphQLFormattedError[]): void {
  for (const limit of new Set(errors.map(({ extensions }) => extensions?.limit))) {
    if (typeof limit === 'string') rejections.inc({ limit });
  }
}

function tell(
  { path, log }: RouteOptions,
  { claims, prepared, errors }: Answer,
  status: number,
  seconds: number,
): void {
  const { operation, cost } = prepared ?? {};
  const [first] = errors;
  const outcome = status === CLIENT_GONE ? 'GONE' : first ? codeOf(first) : 'ok';
  requestSeconds.observe({ route: path, operation: operation?.type ?? 'none', outcome }, seconds);
  countRejections(errors);
  log.info(
    {
      route: path,
      status,
      ms: Math.round(seconds * 10_000) / 10,
      operation: operation?.name?.slice(0, OPERATION_NAME_MAX),
      type: operation?.type,
      cost,
      workspaceId: claims?.workspaceId,
      role: claims?.role,
      codes: errors.length > 0 ? [...new Set(errors.map(codeOf))] : undefined,
    },
    'request',
  );
}

/** Registers POST for an endpoint; other methods are told so. */
export function registerEndpoint(app: FastifyInstance, options: RouteOptions): void {
  const { path, endpoint, timeoutMs, hint } = options;
  app.post(path, async (request, reply) => {
    const began = performance.now();
    const parsed = parseRequest(request.body);
    const signal = deadline(reply, timeoutMs);
    const answer: Answer =
      'refused' in parsed
        ? invalid(parsed)
        : await endpoint(authorizationOf(request), parsed, signal);
    const status = reply.raw.destroyed ? CLIENT_GONE : answer.status;
    tell(options, answer, status, (performance.now() - began) / 1000);
    if (status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
    return reply.code(answer.status).type('application/json; charset=utf-8').send(answer.body);
  });
  app.get(path, (_request, reply) =>
    reply
      .code(405)
      .header('allow', 'POST')
      .send(refusal('BAD_USER_INPUT', `Send a POST to ${path}${hint}.`)),
  );
}

function invalid({ refused, limit }: RefusedRequest): Answer {
  const body = refusal('BAD_USER_INPUT', refused, limit);
  return { status: 400, body: JSON.stringify(body), errors: body.errors };
}
