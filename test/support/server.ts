/*
 * The real server as a child process on a test database, and a small GraphQL client for it.
 */
import type { ChildProcess } from 'node:child_process';
import { TEST_SECRET } from './environment.ts';
import { startProgram } from './programs.ts';

/** An HTTP answer to a GraphQL request. */
export interface GraphqlResponse<Data = Record<string, unknown>> {
  readonly status: number;
  readonly data?: Data | null;
  readonly errors?: readonly GraphqlFailure[];
}

/** One entry of `errors`. */
export interface GraphqlFailure {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A running server. */
export interface TestServer {
  readonly url: string;
  readonly process: ChildProcess;
  /** What it has logged so far. */
  log(): string;
  /** Posts a query to `/graphql` or `/metadata`. */
  graphql<Data = Record<string, unknown>>(
    path: string,
    token: string | undefined,
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<GraphqlResponse<Data>>;
  /** Stops it as Ctrl-C does and waits for its end. */
  close(): Promise<void>;
}

/** Starts `cli.ts start` on a database and a free port; `environment` adds to or overrides ours. */
export async function startTestServer(
  databaseUrl: string,
  environment: Record<string, string> = {},
): Promise<TestServer> {
  const { child, ready, ended } = startProgram('scripts/cli.ts', ['start', '--json', '--no-demo'], {
    DATABASE_URL: databaseUrl,
    PORT: '0',
    HOST: '127.0.0.1',
    JWT_SECRET: TEST_SECRET,
    LOG_LEVEL: 'warn',
    ...environment,
  });
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    log += chunk;
  });
  const { url } = JSON.parse(await ready) as { url: string };
  return {
    url,
    process: child,
    log: () => log,
    graphql: (endpoint, token, query, variables) => post(url + endpoint, token, query, variables),
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function post<Data>(
  url: string,
  token: string | undefined,
  query: string,
  variables: Record<string, unknown> | undefined,
): Promise<GraphqlResponse<Data>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as Omit<GraphqlResponse<Data>, 'status'>;
  return { status: response.status, ...body };
}
