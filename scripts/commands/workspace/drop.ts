/*
 * `workspace drop`: deletes a workspace for good, or those that `create --count` made, if whoever asks
 * knows the name.
 */
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import type pg from 'pg';
import { inTransaction } from '../../db/client.ts';
import { userError } from '../../errors.ts';
import { migrated, workspaceOf } from '../find-workspace.ts';
import { runWithClient, type Session } from '../open-client.ts';
import { counted, type OutputOptions, print } from '../output.ts';
import { showProgress } from '../progress.ts';
import { vacuumCatalog } from './vacuum.ts';

const EXAMPLES = `
Examples:
  npm run workspace -- drop --workspace globex
  npm run workspace -- drop --workspace globex --yes
  npm run workspace -- drop --prefix load --yes

Without --yes it asks for the subdomain again. Everything of the workspace goes, its records too, and
cannot be brought back. A workspace that is deleted already (soft-deleted) can be dropped as well.
--prefix drops all whose subdomains are the prefix and a number (load-1, load-2 ...), each in a
transaction of its own; afterwards Postgres' catalog is vacuumed.`;

interface DropOptions extends OutputOptions {
  readonly workspace?: string;
  readonly prefix?: string;
  readonly yes?: true;
}

interface Dropped {
  readonly id: string;
  readonly subdomain: string;
}

/** Adds the command. */
export function addDropCommand(workspace: Command): void {
  workspace
    .command('drop')
    .description('delete a workspace for good')
    .option('--workspace <workspace>', 'subdomain or id of the workspace')
    .option('--prefix <prefix>', 'drop all that create --count made with this prefix')
    .option('--yes', 'do not ask')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action((options: DropOptions) => {
      const { workspace: name, prefix } = options;
      if ((name === undefined) === (prefix === undefined)) {
        workspace.error('error: give --workspace or --prefix');
      }
      return runWithClient((session) =>
        name === undefined
          ? dropMany(session, prefix ?? '', options)
          : dropOne(session, name, options),
      );
    });
}

async function dropOne(
  { client, lifecycle }: Session,
  name: string,
  options: DropOptions,
): Promise<void> {
  const { id, subdomain, displayName } = await workspaceOf(client, name, { deleted: true });
  if (!options.yes) await confirm(subdomain ?? id, JSON.stringify(displayName), lifecycle);
  await destroy(client, id);
  print({ id, subdomain }, `Workspace "${subdomain ?? id}" is gone.`, options);
}

async function dropMany(
  { client, lifecycle }: Session,
  prefix: string,
  options: DropOptions,
): Promise<void> {
  const { rows } = await migrated(
    client.query<Dropped>(
      `select id, subdomain from core.workspace
        where starts_with(subdomain, $1 || '-') and substr(subdomain, length($1) + 2) ~ '^[0-9]+$'
        order by length(subdomain), subdomain`,
      [prefix],
    ),
  );
  if (rows.length === 0) throw userError(`There is no workspace "${prefix}-1" or alike.`);
  if (!options.yes) await confirm(prefix, counted(rows.length, 'workspace'), lifecycle);
  let gone = 0;
  const said = (): string => `${gone} of ${counted(rows.length, 'workspace')} are gone.`;
  const bar = await showProgress(lifecycle, {
    total: rows.length,
    unit: 'workspaces',
    interrupted: said,
  });
  try {
    for (const { id } of rows) {
      await destroy(client, id);
      gone++;
      bar.add(1);
    }
  } catch (error) {
    bar.stop();
    if (!lifecycle.stopping) console.error(said());
    throw error;
  }
  bar.stop();
  await vacuumCatalog(client);
  print({ workspaces: rows }, `${said()} Postgres' catalog is vacuumed.`, options);
}

function destroy(client: pg.ClientBase, id: string): Promise<void> {
  return inTransaction(client, async () => {
    await client.query(
      'update core.workspace set "deletedAt" = now() where id = $1 and "deletedAt" is null',
      [id],
    );
    await client.query('select core.destroy_workspace($1)', [id]);
  });
}

async function confirm(name: string, what: string, lifecycle: Session['lifecycle']): Promise<void> {
  if (!process.stdin.isTTY) {
    throw userError(`This would delete workspace "${name}" for good: add --yes if you mean it.`);
  }
  const question = createInterface({ input: process.stdin, output: process.stderr });
  // Reading a terminal, it takes Ctrl-C for itself.
  question.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  await lifecycle.own(Promise.resolve(question), async (open) => open.close());
  const answer = await question.question(
    `This deletes ${what} and all records in it for good. "${name}", to go on: `,
  );
  question.close();
  if (answer.trim() !== name) throw userError(`That is not "${name}": nothing was deleted.`);
}
