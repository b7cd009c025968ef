/*
 * `token`: prints a JWT for a workspace and a role, and nothing else, so that a shell can use it.
 */
import { type Command, InvalidArgumentError } from 'commander';
import { jwtSecret, loadConfig } from '../config.ts';
import { withClient } from '../db/client.ts';
import { openDatabase } from '../db/database.ts';
import { mintToken } from '../tokens.ts';
import { workspaceOf } from './find-workspace.ts';
import { runCommand } from './run-command.ts';

const EXAMPLES = `
Examples:
  npm run --silent token -- --workspace acme --role ADMIN
  curl -H "Authorization: Bearer $(npm run --silent token -- --workspace acme --role USER)" ...

The token is signed with JWT_SECRET (or the secret kept in DATA_DIR) and has no user behind it: it is
for operators and tests.`;

interface TokenOptions {
  readonly workspace: string;
  readonly role: string;
  readonly expiresIn: string;
}

/** Adds the command. */
export function addTokenCommand(program: Command): void {
  program
    .command('token')
    .description('print a JWT for a workspace and a role')
    .requiredOption('--workspace <workspace>', 'subdomain or id of the workspace')
    .requiredOption('--role <role>', 'name of a role in it: ADMIN, MANAGER, USER or one of its own')
    .option('--expires-in <span>', 'how long it is valid: 15m, 12h, 7d', timeSpan, '24h')
    .addHelpText('after', EXAMPLES)
    .action(async (options: TokenOptions) => {
      await runCommand(async (lifecycle) => {
        const config = loadConfig();
        jwtSecret(config);
        const { url } = await openDatabase(config, lifecycle);
        const workspace = await withClient(url, (client) => workspaceOf(client, options.workspace));
        console.log(await mintToken(config, workspace, options.role, options.expiresIn));
      });
    });
}

function timeSpan(value: string): string {
  if (/^\d+[smhd]$/.test(value)) return value;
  throw new InvalidArgumentError('Give a number and a unit: 30s, 15m, 12h, 7d.');
}
