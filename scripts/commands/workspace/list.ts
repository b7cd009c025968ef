/*
 * `workspace list` and `workspace stats`: what there is, and how large it is.
 */
import type { Command } from 'commander';
import { migrated, workspaceOf } from '../find-workspace.ts';
import { runWithClient, type Session } from '../open-client.ts';
import { counted, megabytes, type OutputOptions, print, table } from '../output.ts';

const LIST_EXAMPLES = `
Examples:
  npm run workspace -- list
  npm run --silent workspace -- list --json`;

const STATS_EXAMPLES = `
Examples:
  npm run workspace -- stats --workspace acme
  npm run --silent workspace -- stats --workspace acme --json

Records are Postgres' own estimate, records in the trash included; sizes are on disk, indexes included.`;

interface Listed {
  readonly id: string;
  readonly subdomain: string | null;
  readonly displayName: string;
  readonly schemaName: string;
  readonly state: 'active' | 'inactive' | 'deleted';
  readonly objects: number;
  readonly createdAt: string;
}

interface ObjectStats {
  readonly object: string;
  readonly fields: number;
  readonly records: number;
  readonly bytes: number;
}

/** Adds both commands. */
export function addListCommands(workspace: Command): void {
  workspace
    .command('list')
    .description('list all workspaces')
    .option('--json', 'print them as JSON')
    .addHelpText('after', LIST_EXAMPLES)
    .action((options: OutputOptions) => runWithClient((session) => list(session, options)));

  workspace
    .command('stats')
    .description('objects, fields, records and size on disk')
    .requiredOption('--workspace <workspace>', 'subdomain or id of the workspace')
    .option('--json', 'print them as JSON')
    .addHelpText('after', STATS_EXAMPLES)
    .action((options: OutputOptions & { workspace: string }) =>
      runWithClient((session) => stats(session, options)),
    );
}

async function list({ client }: Session, options: OutputOptions): Promise<void> {
  const { rows } = await migrated(
    client.query<Listed>(
      `select w.id, w.subdomain, w."displayName", w."schemaName",
              case when w."deletedAt" is not null then 'deleted' when w."isActivated" then 'active' else 'inactive' end as state,
              (select count(*)::integer from core."objectMetadata" o where o."workspaceId" = w.id) as objects,
              to_char(w."createdAt" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "createdAt"
         from core.workspace w order by w.subdomain, w.id`,
    ),
  );
  const heading = ['subdomain', 'name', 'state', 'objects', 'created', 'id'];
  const lines = rows.map((row) => [
    row.subdomain ?? '',
    row.displayName,
    row.state,
    row.objects,
    row.createdAt.slice(0, 10),
    row.id,
  ]);
  const none = 'There is no workspace: make one with npm run workspace -- create <subdomain>.';
  print(rows, rows.length === 0 ? none : table([heading, ...lines]), options);
}

async function stats(
  { client }: Session,
  options: OutputOptions & { workspace: string },
): Promise<void> {
  const { id, schemaName } = await workspaceOf(client, options.workspace);
  const { rows } = await client.query<ObjectStats>(
    `select o."nameSingular" as object,
            (select count(*)::integer from core."fieldMetadata" f where f."objectMetadataId" = o.id) as fields,
            case when c.reltuples < 0 then pg_stat_get_live_tuples(c.oid) else c.reltuples end::float as records,
            pg_total_relation_size(c.oid)::float as bytes
       from core."objectMetadata" o
       join pg_catalog.pg_class c
         on c.relnamespace = to_regnamespace(quote_ident($2)) and c.relname = o."nameSingular"
      where o."workspaceId" = $1 order by o.ordinal`,
    [id, schemaName],
  );
  const sum = (of: (row: ObjectStats) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  const total = {
    objects: rows.length,
    fields: sum(({ fields }) => fields),
    records: sum(({ records }) => records),
    bytes: sum(({ bytes }) => bytes),
  };
  const lines = rows.map((row) => [row.object, row.fields, row.records, megabytes(row.bytes)]);
  print(
    { ...total, perObject: rows },
    `${table([['object', 'fields', 'records', 'size'], ...lines])}\n\n` +
      `${counted(total.objects, 'object')}, ${counted(total.fields, 'field')}, about ${counted(total.records, 'record')}, ${megabytes(total.bytes)}`,
    options,
  );
}
