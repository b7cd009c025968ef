/*
 * `token`: prints a JWT for a workspace and a role or a member, and nothing else, so that a shell can use it.
 */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type pg from 'pg';
import { type Config, jwtSecret, loadConfig } from '../config.ts';
import { withClient } from '../db/client.ts';
import { openDatabase } from '../db/database.ts';
import { findMember, mintToken } from '../tokens.ts';
import { workspaceOf } from './find-workspace.ts';
import { runCommand } from './run-command.ts';

const EXAMPLES = `
Examples:
  npm run --silent token -- --workspace acme --role ADMIN
  npm run --silent token -- --workspace acme --user uma@acme.example
  curl -H "Authorization: Bearer $(npm run --silent token -- --workspace acme --role USER)" ...

The token is signed with JWT_SECRET (or the secret kept in DATA_DIR). Of a role it has no user behind it;
of a user it has the role that they have. Both are for operators and tests.`;

interface TokenOptions {
  readonly workspace: string;
  readonly role?: string;
  readonly user?: string;
  readonly expiresIn: string;
}

/** Adds the command. */
export function addTokenCommand(program: Command): void {
  program
    .command('token')
    .description('print a JWT for a workspace and a role or a user')
    .requiredOption('--workspace <workspace>', 'subdomain or id of the workspace')
    .option('--role <role>', 'name of a role in it: ADMIN, MANAGER, USER or one of its own')
    .addOption(
      new Option('--user <user>', 'e-mail address or id of a member, instead of a role').conflicts(
        'role',
      ),
    )
    .option('--expires-in <span>', 'how long it is valid: 15m, 12h, 7d', timeSpan, '24h')
    .addHelpText('after', EXAMPLES)
    .action(async (options: TokenOptions) => {
      const { role, user } = options;
      if (role === undefined && user === undefined) program.error('error: give --role or --user');
      await runCommand(async (lifecycle) => {
        const config = loadConfig();
        jwtSecret(config);
        const { url } = await openDatabase(config, lifecycle);
        console.log(await withClient(url, (client) => tokenOf(client, config, options)));
      });
    });
}

async function tokenOf(
  client: pg.ClientBase,
  config: Config,
  { workspace: name, role = '', user, expiresIn }: TokenOptions,
): Promise<string> {
  const workspace = await workspaceOf(client, name);
  if (user === undefined) return mintToken(config, workspace, role, expiresIn);
  const member = await findMember(client, workspace, user);
  return mintToken(config, workspace, member.role, expiresIn, member.userId);
}

function timeSpan(value: string): string {
  if (/^\d+[smhd]$/.test(value)) return value;
  throw new InvalidArgumentError('Give a number and a unit: 30s, 15m, 12h, 7d.');
}
