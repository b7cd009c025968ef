/*
 * `workspace diagram`: the data model as a picture.
 */
import fs from 'node:fs';
import path from 'node:path';
import { type Command, Option } from 'commander';
import { errorCode, userError } from '../../errors.ts';
import { readModel } from '../../workspaces/model.ts';
import { workspaceOf } from '../find-workspace.ts';
import { runWithClient, type Session } from '../open-client.ts';

const EXAMPLES = `
Examples:
  npm run workspace -- diagram --workspace acme --out acme.svg
  npm run --silent workspace -- diagram --workspace acme --format mermaid

Without --out it is printed, as Mermaid; with --out the file's extension decides (.svg: SVG; .mmd,
.mermaid or .md: Mermaid), unless --format does. The SVG stands alone and is light or dark as its viewer
is. Objects and fields that are switched off are left out; * marks fields that every record has.`;

type Format = 'mermaid' | 'svg';

/** By the extension of a file. */
const FORMATS: Readonly<Record<string, Format>> = {
  '.svg': 'svg',
  '.mmd': 'mermaid',
  '.mermaid': 'mermaid',
  '.md': 'mermaid',
};

interface DiagramOptions {
  readonly workspace: string;
  readonly format?: Format;
  readonly out?: string;
}

/** Adds the command. */
export function addDiagramCommand(workspace: Command): void {
  workspace
    .command('diagram')
    .description('draw the data model, as SVG or Mermaid')
    .requiredOption('--workspace <workspace>', 'subdomain or id of the workspace')
    .addOption(new Option('--format <format>', 'mermaid or svg').choices(['mermaid', 'svg']))
    .option('--out <file>', 'the file to write')
    .addHelpText('after', EXAMPLES)
    .action((options: DiagramOptions) => runWithClient((session) => diagram(session, options)));
}

async function diagram({ client }: Session, options: DiagramOptions): Promise<void> {
  const format = formatOf(options);
  const { id, displayName } = await workspaceOf(client, options.workspace);
  const { diagramOf } = await import('../../diagram/diagram.ts');
  const drawn = diagramOf(displayName, await readModel(client, id));
  const text =
    format === 'svg'
      ? await (await import('../../diagram/svg.ts')).svgOf(drawn)
      : (await import('../../diagram/mermaid.ts')).mermaidOf(drawn);
  if (options.out === undefined) process.stdout.write(text);
  else write(options.out, text);
}

function formatOf({ format, out }: DiagramOptions): Format {
  if (format !== undefined) return format;
  if (out === undefined) return 'mermaid';
  const known = FORMATS[path.extname(out).toLowerCase()];
  if (known !== undefined) return known;
  throw userError(`No picture is made as ${out}: end it with .svg or .mmd, or give --format.`);
}

function write(file: string, text: string): void {
  try {
    fs.writeFileSync(file, text);
  } catch (error) {
    throw userError(`Cannot write ${file} (${errorCode(error)}): give another --out.`, error);
  }
}
