/*
 * `generate`: a workspace's typed client. --watch keeps it current, --check says whether it is.
 */
import { EventEmitter, once } from 'node:events';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { type Command, Option } from 'commander';
import { authSettings } from '../config.ts';
import { apiConnection } from '../db/api-login.ts';
import { errorCode, isUserError, userError } from '../errors.ts';
import { ROOT } from '../paths.ts';
import type { TokenWorkspace } from '../tokens.ts';
import { workspaceOf } from './find-workspace.ts';
import { runWithClient, type Session } from './open-client.ts';
import { counted, type OutputOptions, print } from './output.ts';

const EXAMPLES = `
Examples:
  npm run generate -- --workspace acme
  npm run generate -- --workspace acme --role USER --out web/src/acme
  npm run generate -- --workspace acme --watch
  npm run generate -- --workspace acme --check

The client has what the role may see and do. It is made from the database: no server needs to run. Files
that are current are left alone. --watch goes on until Ctrl-C and follows every change of metadata;
--check writes nothing. Exit codes: 0 current or written, 1 refused, failed or, with --check, stale.`;

const DEFAULT_ROLE = 'ADMIN';

interface GenerateOptions extends OutputOptions {
  readonly workspace: string;
  readonly role: string;
  readonly out?: string;
  readonly watch?: true;
  readonly check?: true;
}

/** Makes the client once and prints what that changed. */
type Run = () => Promise<void>;

/** Adds the command. */
export function addGenerateCommand(program: Command): void {
  program
    .command('generate')
    .description('write the typed client of a workspace')
    .requiredOption('--workspace <workspace>', 'subdomain or id of the workspace')
    .option('--role <role>', 'whose API it is', DEFAULT_ROLE)
    .option('--out <folder>', 'where to (default: generated/<subdomain>)')
    .option('--watch', 'again after every change of metadata')
    .addOption(new Option('--check', 'write nothing, fail if it is stale').conflicts('watch'))
    .option('--json', 'print the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action((options: GenerateOptions) => runWithClient((session) => generate(session, options)));
}

async function generate(session: Session, options: GenerateOptions): Promise<void> {
  const workspace = await workspaceOf(session.client, options.workspace);
  if (!workspace.roles.includes(options.role)) {
    throw userError(
      `Workspace "${options.workspace}" has no role "${options.role}": it has ${workspace.roles.join(', ')}.`,
    );
  }
  const run = await runOf(session, workspace, options);
  if (options.watch) await watch(session, workspace, run);
  else await run();
}

/** A subdomain may be any text: one that is no name of a folder could lead anywhere. */
function defaultFolder(name: string): string {
  if (/^\w[\w.-]*$/.test(name)) return path.join(ROOT, 'generated', name);
  throw userError(`Workspace "${name}" has no name for a folder: say where to with --out.`);
}

async function runOf(
  { client, config, url }: Session,
  workspace: TokenWorkspace,
  options: GenerateOptions,
): Promise<Run> {
  const { role, check } = options;
  const name = workspace.subdomain ?? workspace.id;
  const folder = path.resolve(options.out ?? defaultFolder(name));
  const apiUrl = await apiConnection({
    adminUrl: url,
    apiDatabaseUrl: config.apiDatabaseUrl,
    secret: authSettings(config).secret,
  });
  const [{ readApi }, { clientFiles }, { staleFiles, writeFiles }] = await Promise.all([
    import('../codegen/api.ts'),
    import('../codegen/generate.ts'),
    import('../codegen/files.ts'),
  ]);
  return async () => {
    const start = performance.now();
    const api = await readApi(client, apiUrl, { workspaceId: workspace.id, role });
    const files = await clientFiles(api, { workspace: name, role });
    const changed = check ? staleFiles(folder, files) : write(() => writeFiles(folder, files));
    const seconds = Number(((performance.now() - start) / 1000).toFixed(3));
    const shown = path.relative(process.cwd(), folder) || '.';
    if (check && changed.length > 0) process.exitCode = 1;
    print(
      { folder, files: files.size, [check ? 'stale' : 'written']: changed, seconds },
      check
        ? describeCheck(shown, changed, name, options)
        : `${shown}: ${changed.length === 0 ? 'nothing changed' : `${counted(changed.length, 'file')} written (${changed.join(', ')})`}, ${seconds.toFixed(1)} s.`,
      options,
    );
  };
}

function describeCheck(
  folder: string,
  stale: readonly string[],
  workspace: string,
  { role, out }: GenerateOptions,
): string {
  if (stale.length === 0) return `${folder} is current.`;
  const given = [
    `--workspace ${workspace}`,
    ...(role === DEFAULT_ROLE ? [] : [`--role ${role}`]),
    ...(out === undefined ? [] : [`--out ${out}`]),
  ];
  return `${folder} is stale (${stale.join(', ')}): run npm run generate -- ${given.join(' ')}`;
}

function write(writing: () => string[]): string[] {
  try {
    return writing();
  } catch (error) {
    if (isUserError(error)) throw error;
    throw userError(`Cannot write the client (${errorCode(error)}): give another --out.`, error);
  }
}

/** Follows NOTIFY until a signal ends the process; changes that come during a run are one run more. */
async function watch({ client }: Session, { id }: TokenWorkspace, run: Run): Promise<void> {
  const changes = new EventEmitter();
  let isStale = true;
  client.on('notification', ({ payload }) => {
    if (payload !== id) return;
    isStale = true;
    changes.emit('change');
  });
  client.on('end', () => changes.emit('error', userError('The connection to Postgres is lost.')));
  await client.query('listen metadata_changed');
  for (;;) {
    const changed = once(changes, 'change');
    changed.catch(() => undefined); // a run that fails meanwhile has an error of its own
    if (isStale) {
      isStale = false;
      await run();
    } else {
      await changed;
    }
  }
}
