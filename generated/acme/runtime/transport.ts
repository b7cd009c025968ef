/*
 * Requests to the server's two endpoints.
 */
import { apiError, ConnectionError, type Failure } from './errors.ts';

/** How to reach the server, and as whom. */
export interface ClientOptions {
  /** Where the server is, such as http://127.0.0.1:4000. */
  readonly url: string;
  /** A token or an API key; a function is asked before every request. */
  readonly token?: string | (() => string | undefined | Promise<string | undefined>);
  /** Instead of the platform's own. */
  readonly fetch?: typeof fetch;
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
    ...variables: Record<never, never> extends Input ? [variables?: Input] : [variables: Input]
  ): Promise<Result>;
  <Result = unknown>(
    text: string & { readonly __apiType?: never },
    variables?: Variables,
  ): Promise<Result>;
}

/** Sends an operation and answers its data, or throws an ApiError. */
export type Send = (text: string, variables?: Variables) => Promise<unknown>;

/** A way to send to one endpoint. */
export function createSend(options: ClientOptions, endpoint: '/graphql' | '/metadata'): Send {
  const url = options.url.replace(/\/+$/, '') + endpoint;
  const send = options.fetch ?? fetch;
  return async (query, variables) => {
    const token = typeof options.token === 'function' ? await options.token() : options.token;
    const { data, errors } = await answerOf(url, () =>
      send(url, {
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

async function answerOf(url: string, ask: () => Promise<Response>): Promise<Answer> {
  let response: Response;
  try {
    response = await ask();
  } catch (cause) {
    throw new ConnectionError(`Nothing answers at ${url}.`, { cause });
  }
  let body: unknown;
  try {
    body = await response.json();
  } catch (cause) {
    throw new ConnectionError(`${url} answered ${response.status} without JSON.`, { cause });
  }
  if (typeof body === 'object' && body !== null && ('data' in body || 'errors' in body)) {
    return body as Answer;
  }
  throw new ConnectionError(`${url} answered ${response.status} with JSON that is not GraphQL's.`);
}
