/*
 * `db`: the control plane's migrations and functions, and how to reach the database.
 */
import type { Command } from 'commander';
import { type Config, loadConfig } from '../config.ts';
import { withClient } from '../db/client.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { type LoadedFunctions, loadFunctions } from '../db/functions.ts';
import { type MigrationReport, migrate } from '../db/migrate.ts';
import { recreateDatabase } from '../db/reset.ts';
import { userError } from '../errors.ts';
import { FUNCTIONS_FOLDER } from '../paths.ts';
import { type OutputOptions, print } from './output.ts';
import { runCommand } from './run-command.ts';

const EXAMPLES = `
Examples:
  npm run db -- migrate
  npm run db -- functions --json
  psql "$(npm run --silent db -- url)"

Without DATABASE_URL these work on the embedded Postgres in DATA_DIR: on the one that runs, or on one
started for the duration of the command.`;

const MIGRATE_EXAMPLES = `
Examples:
  npm run db -- migrate
  DATABASE_URL=postgresql://me:secret@localhost:5432/crm npm run db -- migrate

npm start does the same before it serves. Whatever has run already is left alone (docs/upgrade.md).`;

const FUNCTIONS_EXAMPLES = `
Examples:
  npm run db -- functions
  npm run --silent db -- functions --json

All in one transaction; what no file defines any more is dropped.`;

const RESET_EXAMPLES = `
Examples:
  npm run db -- reset

Every workspace goes with all its records, and its roles. It asks nothing; NODE_ENV=production takes --force.`;

const URL_EXAMPLES = `
Examples:
  psql "$(npm run --silent db -- url)"
  npm run --silent db -- url --json

It has the password in it.`;

/** Adds the command with its subcommands. */
export function addDbCommand(program: Command): void {
  const db = program
    .command('db')
    .description('migrations, functions and connection string')
    .addHelpText('after', EXAMPLES);

  db.command('migrate')
    .description('run new migrations and load changed functions')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', MIGRATE_EXAMPLES)
    .action((options: OutputOptions) =>
      withDatabase(async ({ url }, config) => {
        printMigration(await migrate(url, { includeCurrent: !config.production }), options);
      }),
    );

  db.command('functions')
    .description('load the changed files of functions/')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', FUNCTIONS_EXAMPLES)
    .action((options: OutputOptions) =>
      withDatabase(async ({ url }) => {
        const result = await withClient(url, (client) => loadFunctions(client, FUNCTIONS_FOLDER));
        print(result, describeFunctions(result), options);
      }),
    );

  db.command('reset')
    .description('drop the database with all workspaces and migrate it afresh')
    .option('--force', 'also in production')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', RESET_EXAMPLES)
    .action((options: OutputOptions & { force?: true }) =>
      withDatabase(async ({ url, embedded }, config) => {
        if (config.production && !options.force) {
          throw userError(
            'This would delete every workspace in production: add --force if you mean it.',
          );
        }
        await recreateDatabase(url);
        printMigration(await migrate(url, { includeCurrent: !config.production }), options);
        // A server may have no connection just now: only a cluster that we started has surely none.
        if (!embedded?.started) {
          console.error('Every workspace is gone, the demo too: if npm start runs, restart it.');
        }
      }),
    );

  db.command('url')
    .description('print the connection string')
    .option('--json', 'print it as JSON')
    .addHelpText('after', URL_EXAMPLES)
    .action((options: OutputOptions) =>
      withDatabase(async ({ url, embedded }) => {
        print({ url }, url, options);
        if (embedded?.started) console.error('Postgres is not running now: npm start keeps it up.');
      }),
    );
}

function withDatabase(work: (database: Database, config: Config) => Promise<void>): Promise<void> {
  return runCommand(async (lifecycle) => {
    const config = loadConfig();
    await work(await openDatabase(config, lifecycle), config);
  });
}

function printMigration(report: MigrationReport, options: OutputOptions): void {
  const ran = [...report.migrations, ...(report.current ? ['current'] : [])];
  const migrations = ran.length === 0 ? 'No new migration.' : `Migrations run: ${ran.join(', ')}.`;
  print(report, `${migrations} ${describeFunctions(report.functions)}`, options);
}

function describeFunctions({ loaded, dropped, unchanged }: LoadedFunctions): string {
  const counts = `Function files: ${loaded.length} loaded, ${unchanged} unchanged.`;
  return dropped.length === 0 ? counts : `${counts} Dropped: ${dropped.join(', ')}.`;
}
