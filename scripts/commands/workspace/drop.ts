/*
 * `workspace drop`: deletes a workspace for good, if whoever asks knows its name.
 */
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { inTransaction } from '../../db/client.ts';
import { userError } from '../../errors.ts';
import { workspaceOf } from '../find-workspace.ts';
import { runWithClient, type Session } from '../open-client.ts';
import { type OutputOptions, print } from '../output.ts';

const EXAMPLES = `
Examples:
  npm run workspace -- drop --workspace globex
  npm run workspace -- drop --workspace globex --yes

Without --yes it asks for the subdomain again. Everything of the workspace goes, its records too, and
cannot be brought back. A workspace that is deleted already (soft-deleted) can be dropped as well.`;

interface DropOptions extends OutputOptions {
  readonly workspace: string;
  readonly yes?: true;
}

/** Adds the command. */
export function addDropCommand(workspace: Command): void {
  workspace
    .command('drop')
    .description('delete a workspace for good')
    .requiredOption('--workspace <workspace>', 'subdomain or id of the workspace')
    .option('--yes', 'do not ask')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action((options: DropOptions) => runWithClient((session) => drop(session, options)));
}

async function drop({ client, lifecycle }: Session, options: DropOptions): Promise<void> {
  const { id, subdomain, displayName } = await workspaceOf(client, options.workspace, {
    deleted: true,
  });
  if (!options.yes) await confirm(subdomain ?? id, displayName, lifecycle);
  await inTransaction(client, async () => {
    await client.query(
      'update core.workspace set "deletedAt" = now() where id = $1 and "deletedAt" is null',
      [id],
    );
    await client.query('select core.destroy_workspace($1)', [id]);
  });
  print({ id, subdomain }, `Workspace "${subdomain ?? id}" is gone.`, options);
}

async function confirm(
  name: string,
  displayName: string,
  lifecycle: Session['lifecycle'],
): Promise<void> {
  if (!process.stdin.isTTY) {
    throw userError(`This would delete workspace "${name}" for good: add --yes if you mean it.`);
  }
  const question = createInterface({ input: process.stdin, output: process.stderr });
  // Reading a terminal, it takes Ctrl-C for itself.
  question.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  await lifecycle.own(Promise.resolve(question), async (open) => open.close());
  const answer = await question.question(
    `This deletes ${JSON.stringify(displayName)} and all its records for good. Its subdomain, to go on: `,
  );
  question.close();
  if (answer.trim() !== name) throw userError('That is not its subdomain: nothing was deleted.');
}
