/*
 * The unique indexes of an object as the seed keeps to them, with the values that records have already.
 */
import pg from 'pg';
import type { ModelField, ModelObject } from '../workspaces/model.ts';
import { arrayLiteral, type Column } from './columns.ts';
import { type Key, keyText } from './keys.ts';
import type { Reference } from './plan.ts';

const { escapeIdentifier } = pg;

/** Columns that no two records may have alike: of fields, of relations, of indexes, of a junction. */
export async function readUniqueColumns(
  client: pg.ClientBase,
  object: ModelObject,
  references: readonly Reference[],
): Promise<string[][]> {
  const single = object.fields.flatMap(({ isUnique, column }) =>
    isUnique && column !== undefined ? [[column]] : [],
  );
  const oneToOne = references.flatMap(({ isOneToOne, field: { column, isUnique } }) =>
    isOneToOne && !isUnique && column !== undefined ? [[column]] : [],
  );
  // Nothing forbids a pair twice, but a list that has a record twice makes no sense.
  const { rows } = await client.query<{ columns: string[] }>(
    `select array(
       select f.name || 'Id' from compiler.junction j join core."fieldMetadata" f on f.id = j.field_id
        where f."objectMetadataId" = $1 order by f.ordinal) as columns`,
    [object.id],
  );
  const pair = rows[0]?.columns ?? [];
  const indexes = object.uniqueIndexes.map((index) => [...index]);
  return [...single, ...oneToOne, ...indexes, ...(pair.length === 2 ? [pair] : [])];
}

/** The keys over columns that are filled; an index over a column that stays null asks for nothing. */
export async function readKeys(
  client: pg.ClientBase,
  schema: string,
  object: ModelObject,
  indexes: readonly (readonly string[])[],
  columns: readonly Column[],
): Promise<Key[]> {
  const keys: Key[] = [];
  for (const index of indexes) {
    const places = index.map((name) => columns.findIndex((column) => column.name === name));
    if (places.includes(-1)) continue;
    keys.push({
      columns: places,
      taken: await readTaken(client, schema, object, index),
      cursor: 1,
    });
  }
  return keys;
}

async function readTaken(
  client: pg.ClientBase,
  schema: string,
  object: ModelObject,
  columns: readonly string[],
): Promise<Set<string>> {
  const fields = columns.map((name) => object.fields.find(({ column }) => column === name));
  const { rows } = await client.query<(string | null)[]>({
    text: `select ${columns.map((name, place) => canonical(name, fields[place])).join(', ')}
             from ${escapeIdentifier(schema)}.${escapeIdentifier(object.name)}`,
    rowMode: 'array',
  });
  return new Set(
    rows.flatMap((row) => {
      const values = row.flatMap((value, place) =>
        value === null ? [] : [readValue(value, fields[place])],
      );
      return values.length === row.length ? [keyText(values)] : [];
    }),
  );
}

/** A value as text in the form that the seed writes. */
function canonical(name: string, field: ModelField | undefined): string {
  const column = escapeIdentifier(name);
  switch (field?.type) {
    case 'MULTI_SELECT':
      return `array_to_json(${column})::text`;
    case 'CURRENCY':
      return `format('{"amount": %s, "currency": "%s"}', trim_scale((${column} ->> 'amount')::numeric), ${column} ->> 'currency')`;
    case 'NUMBER':
      return field.settings.dataType === 'float'
        ? `${column}::text`
        : `trim_scale(${column}::numeric)::text`;
    default:
      return `${column}::text`;
  }
}

function readValue(value: string, field: ModelField | undefined): string {
  return field?.type === 'MULTI_SELECT' ? arrayLiteral(JSON.parse(value) as string[]) : value;
}
