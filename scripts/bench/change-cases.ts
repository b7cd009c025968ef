/*
 * Changes of metadata beside the same DDL by hand. Three objects are made alike; a change of the first
 * leaves its statements in the log, and they are run on the others, whose names are filled in: on the
 * second alone, on the third with the rows that the change writes.
 */
import type pg from 'pg';
import { block, withHistory } from './by-hand.ts';
import type { BenchCase } from './harness.ts';

const RECORDS = 1_000;
const OURS = 'benchOurs';
const THEIRS = 'benchTheirs';
const FLOOR = 'benchFloor';

/** Renames, relabels, options, types, uniqueness: each with a table of a thousand records. */
export async function changeCases(client: pg.Client, workspace: string): Promise<BenchCase[]> {
  const ours = await createObject(client, workspace, OURS);
  const theirs = replacements(OURS, ours, THEIRS, await createObject(client, workspace, THEIRS));
  const fields = await createObject(client, workspace, FLOOR);
  const floor = replacements(OURS, ours, FLOOR, fields);
  // By id, as an API knows it: to find the field by its name is not the compiler's work.
  const update = (ids: Ids, name: string, set: string): string =>
    `update core."fieldMetadata" set ${set} where id = '${ids.get(name)}'`;
  const change = (name: string, field: string, set: (round: number) => string): BenchCase => ({
    name,
    aim: 1.5,
    measured: async (round) => void (await client.query(update(ours, field, set(round)))),
    yardstick: () => repeatByHand(client, workspace, theirs),
    floor: (round) =>
      repeatByHand(
        client,
        workspace,
        floor,
        `${withHistory(workspace, update(fields, field, set(round)))}; `,
      ),
  });
  return [
    change('rename a field', 'code', (round) => `name = 'code${round + 1}'`),
    change('relabel a field', 'status', (round) => `label = 'Label ${round}'`),
    change(
      'rename an option that records use',
      'status',
      (round) => `settings = jsonb_set(settings, '{options,0,value}', '"A${round}"')`,
    ),
    change(
      'change a field from TEXT to NUMBER and back',
      'amount',
      (round) => `type = '${round % 2 === 0 ? 'NUMBER' : 'TEXT'}'`,
    ),
    change('make a field unique and not', 'email', (round) => `"isUnique" = ${round % 2 === 0}`),
  ];
}

/** Ids of an object's fields by their names. */
type Ids = ReadonlyMap<string, string>;

async function createObject(client: pg.Client, workspace: string, name: string): Promise<Ids> {
  const { rows: fields } = await client.query<{ name: string; id: string }>(
    `with object as (
       insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural")
       values ($1, $2::text, $2::text || 's') returning id
     )
     insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, type, settings)
     select $1, object.id, f.name, f.type, f.settings
     from object, (values
       ('code', 'TEXT', null), ('amount', 'TEXT', null), ('email', 'EMAIL', null),
       ('status', 'SELECT', '{"options": [{"value": "A", "label": "A"}, {"value": "B", "label": "B"}]}'::jsonb)
     ) f (name, type, settings)
     returning name, id`,
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
  return new Map(fields.map((field) => [field.name, field.id]));
}

/** What tells the statements of two objects apart: their names, and ids in names of constraints. */
function replacements(from: string, fromIds: Ids, to: string, toIds: Ids): [string, string][] {
  const bare = (id = ''): string => id.replaceAll('-', '');
  return [
    [from, to],
    ...[...fromIds].map(([name, id]): [string, string] => [bare(id), bare(toIds.get(name))]),
  ];
}

async function repeatByHand(
  client: pg.Client,
  workspace: string,
  names: readonly [string, string][],
  rowsFirst = '',
): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ sql: string }>(
    `select string_agg(e.entry ->> 'sql', ';' order by e.place) as sql
       from (select migrations from core."workspaceMigration" where "workspaceId" = $1
             order by version desc limit 1) m
      cross join jsonb_array_elements(m.migrations) with ordinality e (entry, place)`,
    [workspace],
  );
  const sql = names.reduce((text, [from, to]) => text.replaceAll(from, to), rows[0]?.sql ?? '');
  const hand = block(rowsFirst + sql);
  return async () => void (await client.query(hand));
}
