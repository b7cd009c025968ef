/*
 * The command line of the project; npm's scripts are short for it. Commands are in commands/, one a
 * file.
 */
import fs from 'node:fs';
import path from 'node:path';
import { Command, type ParseOptionsResult } from 'commander';
import { addDbCommand } from './commands/db.ts';
import { addGenerateCommand } from './commands/generate.ts';
import { addSeedCommand } from './commands/seed.ts';
import { addStartCommand } from './commands/start.ts';
import { addTokenCommand } from './commands/token.ts';
import { addWorkspaceCommand } from './commands/workspace.ts';
import { ROOT } from './paths.ts';

const EXAMPLES = `
Examples:
  npm start                                        the server and everything it needs
  npm run token -- --workspace acme --role ADMIN   a token for the demo workspace
  npm run generate -- --workspace acme             its typed client
  npm run seed -- --workspace acme --records 1000  realistic records
  npm run workspace -- list                        all workspaces
  npm run db -- url                                the connection string`;

const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  version: string;
};

/** A required option that is misspelt is an unknown one ("Did you mean --workspace?"), not a missing one. */
class Program extends Command {
  override createCommand(name?: string): Program {
    return new Program(name);
  }

  override parseOptions(args: string[]): ParseOptionsResult {
    const parsed = super.parseOptions(args);
    if (parsed.unknown.length > 0) {
      for (const option of this.options) option.makeOptionMandatory(false);
    }
    return parsed;
  }
}

const program = new Program('dual-schema')
  .description('A metadata engine for Postgres: rows become tables, privileges and a GraphQL API.')
  .version(version)
  .addHelpText('after', EXAMPLES)
  .showHelpAfterError('(--help shows what there is; what npm run is to pass on stands after --)');

addStartCommand(program);
addDbCommand(program);
addTokenCommand(program);
addGenerateCommand(program);
addSeedCommand(program);
addWorkspaceCommand(program);

await program.parseAsync();
