/*
 * `workspace drift`: what a workspace has otherwise than its metadata says, and its repair.
 */
import type { Command } from 'commander';
import { inTransaction } from '../../db/client.ts';
import { plainText } from '../../plain-text.ts';
import { workspaceOf } from '../find-workspace.ts';
import { runWithClient, type Session } from '../open-client.ts';
import { coloured, counted, type OutputOptions, print } from '../output.ts';

const EXAMPLES = `
Examples:
  npm run workspace -- drift --workspace acme
  npm run --silent workspace -- drift --workspace acme --json
  npm run workspace -- drift --workspace acme --repair

docs/drift.md says what is compared. --repair runs the repairs, all or none, and drops no data: what may
hold some is left, and listed. Exit codes: 0 no drift (any more), 1 drift.`;

interface DriftOptions extends OutputOptions {
  readonly workspace: string;
  readonly repair?: true;
}

/** A row of core.drift(). */
interface Difference {
  readonly kind: string;
  readonly subject: string;
  readonly expected: string | null;
  readonly actual: string | null;
  readonly repair: string | null;
}

/** Adds the command. */
export function addDriftCommand(workspace: Command): void {
  workspace
    .command('drift')
    .description('compare tables, rights and roles with the metadata')
    .requiredOption('--workspace <workspace>', 'subdomain or id of the workspace')
    .option('--repair', 'run the repairs')
    .option('--json', 'print the differences as JSON')
    .addHelpText('after', EXAMPLES)
    .action((options: DriftOptions) => runWithClient((session) => drift(session, options)));
}

async function drift({ client }: Session, options: DriftOptions): Promise<void> {
  const { id } = await workspaceOf(client, options.workspace);
  // What is left is asked for in the transaction of the repair: nobody comes in between.
  const { repaired, rows } = await inTransaction(client, async () => {
    const repair = options.repair
      ? await client.query<{ count: number }>('select core.repair($1) as count', [id])
      : undefined;
    const { rows } = await client.query<Difference>(
      'select kind, subject, expected, actual, repair from core.drift($1)',
      [id],
    );
    return { repaired: repair?.rows[0]?.count, rows };
  });
  if (rows.length > 0) process.exitCode = 1;
  print(
    repaired === undefined ? { drift: rows } : { repaired, drift: rows },
    [
      ...(repaired === undefined ? [] : [`Repaired: ${counted(repaired, 'difference')}.`]),
      ...(rows.length === 0
        ? ['No drift: the workspace is what its metadata says.']
        : rows.map(describe)),
    ].join('\n'),
    options,
  );
}

function describe({ kind, subject, expected, actual, repair }: Difference): string {
  return [
    coloured('yellow', plainText(`${kind.toLowerCase().replaceAll('_', ' ')} ${subject}`)),
    `  should be  ${plainText(expected ?? '(nothing)')}`,
    `  is         ${plainText(actual ?? '(nothing)')}`,
    `  repair     ${plainText(repair ?? 'none: it may hold data, look at it yourself')}`,
  ].join('\n');
}
