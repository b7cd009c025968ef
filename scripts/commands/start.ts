/*
 * `start`: Postgres, migrations, functions, demo workspace, HTTP server; then it prints where
 * everything is, and stops it all again on Ctrl-C.
 */
import net from 'node:net';
import { type Command, InvalidArgumentError } from 'commander';
import { authSettings, type Config, loadConfig } from '../config.ts';
import { apiConnection } from '../db/api-login.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { migrate, versionOf } from '../db/migrate.ts';
import { DEMO, demoTokens, graphiqlOptions } from '../demo/visitors.ts';
import { errorCode, userError } from '../errors.ts';
import type { RunningServer, ServerOptions } from '../graphql/server.ts';
import { createLifecycle, type Lifecycle } from '../lifecycle.ts';
import { createLogger, type Logger } from '../log.ts';
import type { TokenWorkspace } from '../tokens.ts';
import { reportFailure } from './run-command.ts';

const EXAMPLES = `
Examples:
  npm start
  PORT=8080 npm start
  DATABASE_URL=postgresql://me:secret@localhost:5432/crm npm start
  npm start -- --workers 4

Environment: PORT, HOST, DATABASE_URL (unset: embedded Postgres), DATA_DIR, JWT_SECRET or JWT_JWKS_URL,
JWT_ISSUER, JWT_AUDIENCE, JWT_PREVIOUS_SECRET, API_DATABASE_URL, LOG_LEVEL, DATABASE_CONNECTIONS (of
each process), REQUEST_TIMEOUT_MS, GRAPHIQL (on, off, or token: with a token of the demo workspace
filled in; unset: off in production, token on this machine alone).`;

interface StartOptions {
  readonly demo: boolean;
  readonly workers: number;
  readonly json?: true;
}

/** What a started server tells. */
interface Started {
  readonly url: string;
  readonly graphql: string;
  readonly metadata: string;
  readonly graphiql: string | undefined;
  readonly workspace: TokenWorkspace | undefined;
  readonly tokens: Readonly<Record<string, string>>;
}

/** Adds the command. */
export function addStartCommand(program: Command): void {
  program
    .command('start')
    .description('run the server, with its own Postgres unless DATABASE_URL is set')
    .option('--no-demo', 'do not make the demo workspace')
    .option('--workers <count>', 'how many processes serve', workerCount, 1)
    .option('--json', 'when ready, print one line of JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: StartOptions) => {
      const lifecycle = createLifecycle({ cleanExit: true });
      try {
        const config = loadConfig();
        const started = await start(config, options, lifecycle);
        console.log(options.json ? JSON.stringify(started) : describe(started, config));
      } catch (error) {
        reportFailure(error, lifecycle);
        await lifecycle.close();
        process.exit();
      }
    });
}

async function start(
  config: Config,
  { demo, workers }: StartOptions,
  lifecycle: Lifecycle,
): Promise<Started> {
  const log = createLogger(config.logLevel);
  const auth = authSettings(config);
  await assertPortFree(config);
  const database = await openDatabase(config, lifecycle);
  const report = await migrate(database.url, { includeCurrent: !config.production });
  log.info({ ...report, functions: report.functions.loaded.length }, 'database is up to date');
  if (demo && !config.production) await seed(database, log);

  const apiDatabaseUrl = await apiConnection({
    adminUrl: database.url,
    apiDatabaseUrl: config.apiDatabaseUrl,
    secret: auth.secret,
  });
  const databaseVersion = await versionOf(database.url);
  const graphiql = graphiqlOptions(config, database.url);
  const { host, port, logLevel, databaseConnections: connections, requestTimeoutMs } = config;
  const server = await lifecycle.own(
    serve(
      {
        ...{ host, port, apiDatabaseUrl, databaseVersion, auth, logLevel, graphiql },
        ...{ connections, requestTimeoutMs },
      },
      workers,
    ).catch((error: unknown) => {
      throw errorCode(error) === 'EADDRINUSE' ? portBusy(config) : error;
    }),
    (running, hurry) => running.close(hurry),
  );
  const url = server.url.replace(/\/$/, '');
  return {
    url,
    graphql: `${url}/graphql`,
    metadata: `${url}/metadata`,
    graphiql: graphiql && `${url}/graphiql`,
    ...(await demoTokens(config, database.url)),
  };
}

/** In this process, or in several that share the port. */
async function serve(options: ServerOptions, workers: number): Promise<RunningServer> {
  if (workers > 1) {
    const { startWorkers } = await import('../graphql/workers.ts');
    return startWorkers(workers, options);
  }
  const { startServer } = await import('../graphql/server.ts');
  return startServer(options);
}

function workerCount(value: string): number {
  if (/^[1-9]\d{0,2}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('Give a number from 1 to 999.');
}

async function seed(database: Database, log: Logger): Promise<void> {
  const { seedDemo } = await import('../demo/seed.ts');
  if (await seedDemo(database.url)) log.info({ workspace: DEMO }, 'demo workspace seeded');
}

/** Asks before the database is touched: the usual reason is a second `npm start`. */
function assertPortFree(config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error) => {
      reject(errorCode(error) === 'EADDRINUSE' ? portBusy(config) : cannotListen(config, error));
    });
    probe.listen(config.port, config.host, () => probe.close(() => resolve()));
  });
}

function cannotListen({ host, port }: Config, error: Error): Error {
  const foreign = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(errorCode(error) ?? '');
  const remedy = foreign ? ': set HOST to an address of this machine' : '';
  return userError(`Cannot listen on ${host}:${port} (${error.message})${remedy}.`);
}

function portBusy({ host, port }: Config): Error {
  return userError(
    `Port ${port} on ${host} is in use: stop what runs there, or set PORT to another one.`,
  );
}

function describe(
  { url, graphql, metadata, graphiql, workspace, tokens }: Started,
  config: Config,
): string {
  const lines = [
    `dual-schema is ready on ${url}`,
    '',
    `  GraphQL   ${graphql}`,
    `  Metadata  ${metadata}`,
    ...(graphiql === undefined ? [] : [`  GraphiQL  ${graphiql}`]),
    `  Database  ${config.databaseUrl === undefined ? `embedded in ${config.dataDir}` : 'DATABASE_URL'}`,
  ];
  if (workspace !== undefined) {
    lines.push('', `Demo workspace "${workspace.subdomain}" (${workspace.id})`);
  }
  if (Object.keys(tokens).length > 0) {
    lines.push('', 'Send one of these tokens as "Authorization: Bearer <token>":');
    for (const [role, token] of Object.entries(tokens)) lines.push('', `  ${role} ${token}`);
  }
  return [...lines, '', 'Ctrl-C stops it.'].join('\n');
}
