/*
 * `workspace export`, `plan` and `apply`: a workspace's data model as a document.
 */
import { type Command, Option } from 'commander';
import type pg from 'pg';
import type { Blueprint } from '../../blueprints/blueprint.ts';
import { blueprintCode } from '../../blueprints/code.ts';
import { readBlueprint } from '../../blueprints/read.ts';
import { inTransaction } from '../../db/client.ts';
import { errorCode, isRefusal, userError } from '../../errors.ts';
import { workspaceOf } from '../find-workspace.ts';
import { runWithClient, type Session } from '../open-client.ts';
import { counted, type OutputOptions, print } from '../output.ts';
import { describePlan, type PlanStep } from './plan-text.ts';

const EXPORT_EXAMPLES = `
Examples:
  npm run --silent workspace -- export --workspace acme > acme.json
  npm run --silent workspace -- export --workspace acme --format ts > acme.ts

docs/blueprints.md says what stands in it.`;

const PLAN_EXAMPLES = `
Examples:
  npm run workspace -- plan acme.json --workspace globex
  npm run workspace -- plan acme.ts --workspace globex --sql
  npm run --silent workspace -- plan acme.json --workspace globex --json

+ is added, ~ is changed, - is deleted (and can be restored for a while); ! marks what would be lost and
has to be allowed by name (workspace apply --allow). Exit codes: 0 nothing would be lost, 2 something
would, 1 the blueprint is not valid.`;

const APPLY_EXAMPLES = `
Examples:
  npm run workspace -- apply acme.json --workspace globex
  npm run workspace -- apply acme.json --workspace globex --allow product.status invoice

All of it or nothing, in one transaction. What would be lost has to be allowed by the names that
workspace plan marks with !.`;

const CODE_LOSS = 'MC701';

interface BlueprintOptions extends OutputOptions {
  readonly workspace: string;
}

/** Adds the three commands. */
export function addBlueprintCommands(workspace: Command): void {
  workspace
    .command('export')
    .description('print the blueprint, as JSON or TypeScript')
    .requiredOption('--workspace <workspace>', 'subdomain or id of the workspace')
    .addOption(
      new Option('--format <format>', 'json or ts').choices(['json', 'ts']).default('json'),
    )
    .addHelpText('after', EXPORT_EXAMPLES)
    .action((options: BlueprintOptions & { format: 'json' | 'ts' }) =>
      runWithClient((session) => exportOne(session, options)),
    );

  workspace
    .command('plan')
    .description('show what applying a blueprint would do')
    .argument('<file>', 'the blueprint, JSON or a TypeScript module')
    .requiredOption('--workspace <workspace>', 'subdomain or id of the workspace')
    .option('--sql', 'with the statements')
    .option('--json', 'print the steps as JSON')
    .addHelpText('after', PLAN_EXAMPLES)
    .action((file: string, options: BlueprintOptions & { sql?: true }) =>
      runWithClient((session) => plan(session, file, options)),
    );

  workspace
    .command('apply')
    .description('make a workspace what a blueprint says')
    .argument('<file>', 'the blueprint, JSON or a TypeScript module')
    .requiredOption('--workspace <workspace>', 'subdomain or id of the workspace')
    .option('--allow <subjects...>', 'what may be lost')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', APPLY_EXAMPLES)
    .action((file: string, options: BlueprintOptions & { allow?: readonly string[] }) =>
      runWithClient((session) => apply(session, file, options)),
    );
}

async function exportOne(
  { client }: Session,
  options: BlueprintOptions & { format: 'json' | 'ts' },
): Promise<void> {
  const { id } = await workspaceOf(client, options.workspace);
  const { rows } = await client.query<{ blueprint: Blueprint }>(
    'select core.export_blueprint($1) as blueprint',
    [id],
  );
  const { blueprint = {} } = rows[0] ?? {};
  if (options.format === 'ts') process.stdout.write(blueprintCode(blueprint));
  else console.log(JSON.stringify(blueprint, null, 2));
}

async function plan(
  { client }: Session,
  file: string,
  options: BlueprintOptions & { sql?: true },
): Promise<void> {
  const blueprint = JSON.stringify(await readBlueprint(file));
  const { id } = await workspaceOf(client, options.workspace);
  const { rows } = await client.query<PlanStep>(
    'select position, type, subject, sql, destructive from core.plan_blueprint($1, $2)',
    [id, blueprint],
  );
  if (rows.some(({ destructive }) => destructive)) process.exitCode = 2;
  print(rows, describePlan(rows, options.sql === true), options);
}

async function apply(
  { client }: Session,
  file: string,
  options: BlueprintOptions & { allow?: readonly string[] },
): Promise<void> {
  const blueprint = JSON.stringify(await readBlueprint(file));
  const { id } = await workspaceOf(client, options.workspace);
  const operations = await applied(client, id, blueprint, options.allow ?? []);
  const text =
    operations === 0
      ? 'Nothing to do: the workspace is that already.'
      : `Done: ${counted(operations, 'operation')}.`;
  print({ operations }, text, options);
}

async function applied(
  client: pg.ClientBase,
  id: string,
  blueprint: string,
  allow: readonly string[],
): Promise<number> {
  try {
    const { rows } = await inTransaction(client, () =>
      client.query<{ operations: number }>(
        'select core.apply_blueprint($1, $2, $3) as operations',
        [id, blueprint, allow],
      ),
    );
    return rows[0]?.operations ?? 0;
  } catch (error) {
    if (errorCode(error) !== CODE_LOSS || !isRefusal(error)) throw error;
    throw userError(
      `${error.message}:\n${error.detail}\nIf you mean it, name these with --allow.`,
      error,
    );
  }
}
