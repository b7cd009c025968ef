/*
 * `workspace`: a workspace and its blueprint from the shell. The subcommands are in workspace/, by what
 * they are about; all of them are thin over the functions of schema core.
 */
import type { Command } from 'commander';
import { addBlueprintCommands } from './workspace/blueprint.ts';
import { addCreateCommand } from './workspace/create.ts';
import { addDiagramCommand } from './workspace/diagram.ts';
import { addDriftCommand } from './workspace/drift.ts';
import { addDropCommand } from './workspace/drop.ts';
import { addListCommands } from './workspace/list.ts';

const EXAMPLES = `
Examples:
  npm run workspace -- create globex --name Globex
  npm run workspace -- list
  npm run --silent workspace -- export --workspace acme > acme.json
  npm run workspace -- plan acme.json --workspace globex
  npm run workspace -- drift --workspace globex

Each of them has --help. Exit codes: 0 done, 1 refused or failed, 130 interrupted; drift: 1 when there is
drift; plan: 2 when something would be lost.

Without DATABASE_URL these work on the embedded Postgres in DATA_DIR: on the one that runs, or on one
started for the duration of the command.`;

/** Adds the command with its subcommands. */
export function addWorkspaceCommand(program: Command): void {
  const workspace = program
    .command('workspace')
    .description('workspaces: create, compare, draw, drop')
    .addHelpText('after', EXAMPLES);
  addCreateCommand(workspace);
  addListCommands(workspace);
  addBlueprintCommands(workspace);
  addDriftCommand(workspace);
  addDiagramCommand(workspace);
  addDropCommand(workspace);
}
