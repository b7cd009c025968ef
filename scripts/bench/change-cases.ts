/*
 * Changes of metadata beside the same DDL by hand. Two objects are made alike; a change of the first
 * leaves its statements in the log, and they are run on the second, whose names are filled in.
 */
import type pg from 'pg';
import type { BenchCase } from './harness.ts';

const RECORDS = 1_000;
const OURS = 'benchOurs';
const THEIRS = 'benchTheirs';

/** Renames, relabels, options, types, uniqueness: each with a table of a thousand records. */
export async function changeCases(client: pg.Client, workspace: string): Promise<BenchCase[]> {
  for (const name of [OURS, THEIRS]) await createObject(client, workspace, name);
  const names = await replacements(client, workspace);
  const change = (name: string, sql: (round: number) => string): BenchCase => ({
    name,
    aim: 1.5,
    measured: async (round) => void (await client.query(sql(round))),
    yardstick: () => repeatByHand(client, workspace, names),
  });
  const field = (set: string, name: string): string =>
    `update core."fieldMetadata" f set ${set} from core."objectMetadata" o
      where o.id = f."objectMetadataId" and o."nameSingular" = '${OURS}' and f.name = '${name}'`;
  const options = (first: string): string =>
    `settings = jsonb_set(f.settings, '{options,0,value}', '"${first}"')`;
  return [
    change('rename a field', (round) =>
      field(`name = 'code${round + 1}'`, round === 0 ? 'code' : `code${round}`),
    ),
    change('relabel a field', (round) => field(`label = 'Label ${round}'`, 'status')),
    change('rename an option that records use', (round) => field(options(`A${round}`), 'status')),
    change('change a field from TEXT to NUMBER and back', (round) =>
      field(`type = '${round % 2 === 0 ? 'NUMBER' : 'TEXT'}'`, 'amount'),
    ),
    change('make a field unique and not', (round) =>
      field(`"isUnique" = ${round % 2 === 0}`, 'email'),
    ),
  ];
}

async function createObject(client: pg.Client, workspace: string, name: string): Promise<void> {
  await client.query(
    `with object as (
       insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural")
       values ($1, $2::text, $2::text || 's') returning id
     )
     insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, type, settings)
     select $1, object.id, f.name, f.type, f.settings
     from object, (values
       ('code', 'TEXT', null), ('amount', 'TEXT', null), ('email', 'EMAIL', null),
       ('status', 'SELECT', '{"options": [{"value": "A", "label": "A"}, {"value": "B", "label": "B"}]}'::jsonb)
     ) f (name, type, settings)`,
    [workspace, name],
  );
  const { rows } = await client.query<{ table: string }>(
    `select format('%I.%I', "schemaName", $2::text) as table from core.workspace where id = $1`,
    [workspace, name],
  );
  await client.query(
    `insert into ${rows[0]?.table} (code, amount, email, status)
     select 'code ' || i, i::text, 'user' || i || '@example.com', (array['A', 'B'])[i % 2 + 1]
     from generate_series(1, ${RECORDS}) i`,
  );
}

/** What tells the statements of the two objects apart: their names, and ids in names of constraints. */
async function replacements(client: pg.Client, workspace: string): Promise<[string, string][]> {
  const { rows } = await client.query<{ ours: string; theirs: string }>(
    `select replace(ours.id::text, '-', '') as ours, replace(theirs.id::text, '-', '') as theirs
       from core."fieldMetadata" ours
       join core."fieldMetadata" theirs on theirs.name = ours.name
       join core."objectMetadata" o on o.id = ours."objectMetadataId" and o."nameSingular" = $2
       join core."objectMetadata" t on t.id = theirs."objectMetadataId" and t."nameSingular" = $3
      where ours."workspaceId" = $1 and theirs."workspaceId" = $1`,
    [workspace, OURS, THEIRS],
  );
  return [[OURS, THEIRS], ...rows.map(({ ours, theirs }): [string, string] => [ours, theirs])];
}

async function repeatByHand(
  client: pg.Client,
  workspace: string,
  names: readonly [string, string][],
): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ sql: string }>(
    `select string_agg(e.entry ->> 'sql', ';' order by e.place) as sql
       from (select migrations from core."workspaceMigration" where "workspaceId" = $1
             order by version desc limit 1) m
      cross join jsonb_array_elements(m.migrations) with ordinality e (entry, place)`,
    [workspace],
  );
  const sql = names.reduce(
    (text, [ours, theirs]) => text.replaceAll(ours, theirs),
    rows[0]?.sql ?? '',
  );
  return async () => void (await client.query(`do $hand$ begin ${sql}; end $hand$`));
}
