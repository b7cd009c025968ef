/*
 * Requests to the server's two endpoints.
 */
import { apiError, ConnectionError, type Failure } from './errors.ts';

/** How to reach the server, and as whom. */
export interface ClientOptions {
  /** Where the server is, such as http://127.0.0.1:4000. */
  readonly url: string;
  /** A token or an API key; a function is asked before every request. */
  readonly token?: string | (() => string | undefined | Promise<string | undefined>) | undefined;
  /** Instead of the platform's own. */
  readonly fetch?: typeof fetch | undefined;
}

/** What every request takes. */
export interface RequestOptions {
  /** Ends the request: the call throws the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
}

export type Variables = Readonly<Record<string, unknown>>;

/** The text of an operation, with the types of what it answers and takes: a TypedDocumentNode's, but text. */
export type TypedDocument<Result, Input> = string & {
  readonly __apiType?: (variables: Input) => Result;
};

/** Sends an operation of any kind: what it answers and takes is known of a document, or may be said. */
export interface Query {
  <Result, Input extends Variables>(
    document: TypedDocument<Result, Input>,
    ...variables: Record<never, never> extends Input
      ? [variables?: Input, options?: RequestOptions]
      : [variables: Input, options?: RequestOptions]
  ): Promise<Result>;
  <Result = unknown>(
    text: string & { readonly __apiType?: never },
    variables?: Variables,
    options?: RequestOptions,
  ): Promise<Result>;
}

/** Sends an operation and answers its data, or throws an ApiError. */
export type Send = (
  text: string,
  variables?: Variables,
  options?: RequestOptions,
) => Promise<unknown>;

/** A way to send to one endpoint. */
export function createSend(options: ClientOptions, endpoint: '/graphql' | '/metadata'): Send {
  const url = options.url.replace(/\/+$/, '') + endpoint;
  const send = options.fetch ?? fetch;
  return async (query, variables, { signal } = {}) => {
    const token = typeof options.token === 'function' ? await options.token() : options.token;
    const { data, errors } = await answerOf(url, signal, () =>
      send(url, {
        ...(signal === undefined ? {} : { signal }),
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query, variables }),
      }),
    );
    const [first, ...rest] = errors ?? [];
    if (first !== undefined) throw apiError([first, ...rest]);
    return data;
  };
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly Failure[];
}

/** A page's own server may be asked without an origin. */
function remedyFor(url: string): string {
  return /^(https?:|\/)/.test(url)
    ? 'start the server, or correct the url'
    : 'begin the url with http:// or https://';
}

async function answerOf(
  url: string,
  signal: AbortSignal | undefined,
  ask: () => Promise<Response>,
): Promise<Answer> {
  const failed = (message: string, cause: unknown): never => {
    signal?.throwIfAborted();
    throw new ConnectionError(message, { cause });
  };
  const response = await ask().catch((cause: unknown) =>
    failed(`Nothing answers at ${url}: ${remedyFor(url)}.`, cause),
  );
  const body: unknown = await response
    .json()
    .catch((cause: unknown) => failed(`${url} answered ${response.status} without JSON.`, cause));
  if (typeof body === 'object' && body !== null && ('data' in body || 'errors' in body)) {
    return body as Answer;
  }
  throw new ConnectionError(`${url} answered ${response.status} with JSON that is not GraphQL's.`);
}
