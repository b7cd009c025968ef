/*
 * `workspace create`: one workspace, or many of a kind, each in a transaction of its own.
 */
import { performance } from 'node:perf_hooks';
import { type Command, Option } from 'commander';
import type pg from 'pg';
import { withPlacesOf } from '../../blueprints/places.ts';
import { readBlueprint } from '../../blueprints/read.ts';
import { inTransaction } from '../../db/client.ts';
import { migrated } from '../find-workspace.ts';
import { atLeast } from '../numbers.ts';
import { runWithClient, type Session } from '../open-client.ts';
import { counted, type OutputOptions, print } from '../output.ts';
import { showProgress } from '../progress.ts';
import { vacuumCatalog } from './vacuum.ts';

const EXAMPLES = `
Examples:
  npm run workspace -- create globex
  npm run workspace -- create globex --name "Globex Corporation" --blueprint acme.json
  npm run workspace -- create --count 1000 --prefix load

A blueprint (see workspace export) is applied in the transaction that creates the workspace: there is
never one without the other. --count numbers the subdomains, load-1 and so on; each workspace is a
transaction of its own, so that after Ctrl-C those that were made stay. Those that are there already are
left as they are: the same command again makes the rest. Afterwards Postgres' catalog is vacuumed, which
mass changes bloat.`;

interface CreateOptions extends OutputOptions {
  readonly name?: string;
  readonly blueprint?: string;
  readonly count?: number;
  readonly prefix: string;
}

interface Created {
  readonly id: string;
  readonly subdomain: string;
  readonly schemaName: string;
}

/** Adds the command. */
export function addCreateCommand(workspace: Command): void {
  workspace
    .command('create')
    .description('create a workspace, or many')
    .argument('[subdomain]', 'its subdomain')
    .option('--name <name>', 'its display name (default: the subdomain)')
    .option('--blueprint <file>', 'make its data model what a blueprint says')
    .addOption(
      new Option('--count <number>', 'create so many, with numbered subdomains')
        .argParser(atLeast(1))
        .conflicts('name'),
    )
    .option('--prefix <prefix>', 'with --count: what the subdomains begin with', 'workspace')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action((subdomain: string | undefined, options: CreateOptions) => {
      if ((subdomain === undefined) === (options.count === undefined)) {
        workspace.error('error: give a subdomain, or --count and --prefix');
      }
      return runWithClient((session) =>
        subdomain === undefined
          ? createMany(session, options)
          : createOne(session, subdomain, options),
      );
    });
}

async function createOne(
  { client }: Session,
  subdomain: string,
  options: CreateOptions,
): Promise<void> {
  const blueprint =
    options.blueprint === undefined ? undefined : await readBlueprint(options.blueprint);
  const created = await withPlacesOf(
    options.blueprint,
    blueprint,
    create(client, subdomain, options.name ?? subdomain, blueprint),
  );
  const text = `Workspace "${subdomain}" (${created.id}) is in schema ${created.schemaName}.`;
  print(created, text, options);
}

async function createMany({ client, lifecycle }: Session, options: CreateOptions): Promise<void> {
  const { count = 1, prefix, blueprint: file } = options;
  const blueprint = file === undefined ? undefined : await readBlueprint(file);
  const subdomains = Array.from({ length: count }, (_, place) => `${prefix}-${place + 1}`);
  const missing = await missingOf(client, subdomains);
  const existing = count - missing.length;
  const created: Created[] = [];
  const made = (): string =>
    `${existing + created.length} of ${counted(count, 'workspace')} are there, and stay. The same command again makes the rest.`;
  const bar = await showProgress(lifecycle, {
    total: count,
    done: existing,
    unit: 'workspaces',
    interrupted: made,
  });
  const start = performance.now();
  try {
    for (const subdomain of missing) {
      const making = create(client, subdomain, subdomain, blueprint);
      created.push(await withPlacesOf(file, blueprint, making));
      bar.add(1);
    }
  } catch (error) {
    bar.stop();
    if (!lifecycle.stopping) console.error(made());
    throw error;
  }
  bar.stop();
  const seconds = (performance.now() - start) / 1000;
  await vacuumCatalog(client);
  const each = `${((seconds / Math.max(created.length, 1)) * 1000).toFixed(0)} ms each`;
  const kept = existing > 0 ? `; ${existing.toLocaleString('en')} were there already` : '';
  print(
    { seconds: Number(seconds.toFixed(3)), workspaces: created, existing },
    `${counted(created.length, 'workspace')} in ${seconds.toFixed(1)} s, ${each}${kept}; Postgres' catalog is vacuumed.`,
    options,
  );
}

function create(
  client: pg.ClientBase,
  subdomain: string,
  name: string,
  blueprint: unknown,
): Promise<Created> {
  return inTransaction(client, async () => {
    const { rows } = await migrated(
      client.query<Created>(
        `insert into core.workspace ("displayName", subdomain) values ($1, $2)
         returning id, subdomain, "schemaName"`,
        [name, subdomain],
      ),
    );
    const [created] = rows;
    if (created === undefined) throw new Error('The workspace was not inserted.');
    if (blueprint !== undefined) {
      await client.query('select core.apply_blueprint($1, $2)', [
        created.id,
        JSON.stringify(blueprint),
      ]);
    }
    return created;
  });
}

/** The subdomains that no workspace has, in their order. */
async function missingOf(
  client: pg.ClientBase,
  subdomains: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await migrated(
    client.query<{ subdomain: string }>(
      'select subdomain from core.workspace where subdomain = any ($1)',
      [subdomains],
    ),
  );
  const taken = new Set(rows.map(({ subdomain }) => subdomain));
  return subdomains.filter((subdomain) => !taken.has(subdomain));
}
