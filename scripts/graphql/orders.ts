/*
 * What a list is sorted by: the keys that orderBy names, and the id behind them.
 *
 * A key that is never null has no null placement: an index serves either one
 * then, where the words NULLS LAST on a descending key would keep it from that.
 */
import { createHash } from 'node:crypto';
import {
  type PgCodec,
  type PgCodecAttribute,
  type PgSelectQueryBuilder,
  TYPES,
} from 'postgraphile/@dataplan/pg';
import { SafeError } from 'postgraphile/grafast';
import { type SQL, sql } from 'postgraphile/pg-sql2';
import type { RecordResource } from './records.ts';
import { joinRelated, toOneRelations } from './relations.ts';

export const DIRECTIONS = {
  AscNullsFirst: { direction: 'ASC', nulls: 'FIRST' },
  AscNullsLast: { direction: 'ASC', nulls: 'LAST' },
  DescNullsFirst: { direction: 'DESC', nulls: 'FIRST' },
  DescNullsLast: { direction: 'DESC', nulls: 'LAST' },
} as const;

export type DirectionName = keyof typeof DIRECTIONS;

/** { name: AscNullsLast } or, over a relation, { company: { name: AscNullsLast } }. */
export type OrderByEntry = Readonly<
  Record<string, DirectionName | { readonly [field: string]: DirectionName | null } | null>
>;

export interface SortKey {
  /** The path to the field. */
  readonly name: string;
  readonly fragment: SQL;
  readonly codec: PgCodec;
  readonly direction: 'ASC' | 'DESC';
  /** Undefined for what is never null. */
  readonly nulls: 'FIRST' | 'LAST' | undefined;
}

/** The keys of a list, most significant first. The last is the id, in the direction of the first. */
export function sortKeys(
  resource: RecordResource,
  orderBy: readonly OrderByEntry[] | null | undefined,
  query: PgSelectQueryBuilder,
): readonly SortKey[] {
  const given = (orderBy ?? []).flatMap((entry) => entryKeys(resource, entry, query));
  // A key given again decides nothing, and a cursor would hold its value once more.
  const keys = [...Map.groupBy(given, ({ name }) => name).values()].flatMap(
    ([first]) => first ?? [],
  );
  const id = keys.findIndex(({ name }) => name === 'id');
  if (id >= 0) return keys.slice(0, id + 1);
  const last = {
    name: 'id',
    fragment: sql`${query.alias}.id`,
    codec: TYPES.uuid as PgCodec,
    direction: keys[0]?.direction ?? 'ASC',
    nulls: undefined,
  };
  return [...keys, last];
}

/** Tells an order from any other, also of other objects, and from what it was before a field's type changed. */
export function orderDigest({ name }: RecordResource, keys: readonly SortKey[]): string {
  const order = keys.map(({ name, codec, direction, nulls }) => [
    name,
    codec.name,
    direction,
    nulls,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([name, order]))
    .digest('base64url')
    .slice(0, 8);
}

/** The one field of an entry; undefined if there is none. */
export function onlyField<Value>(argument: string, entry: Readonly<Record<string, Value | null>>) {
  const [field, ...others] = Object.entries(entry).filter(([, value]) => value != null);
  if (others.length > 0) {
    // GraphQL does not keep the order of an input object's keys.
    throw new SafeError(`${argument} takes one field an entry: [{ a: … }, { b: … }].`, {
      code: 'BAD_USER_INPUT',
    });
  }
  return field as [string, Value] | undefined;
}

function entryKeys(
  resource: RecordResource,
  entry: OrderByEntry,
  query: PgSelectQueryBuilder,
): SortKey[] {
  const field = onlyField('orderBy', entry);
  if (!field) return [];
  const [name, value] = field;
  if (typeof value === 'string') {
    const attribute = attributeOf(resource, name);
    return attributeKeys(name, attribute, query.alias, value, attribute.notNull !== true);
  }
  const related = onlyField('orderBy', value);
  if (!related) return [];
  const relation = toOneRelations(resource).get(name);
  if (!relation) throw new Error(`${resource.name} has no relation ${name} to one record`);
  const [relatedName, direction] = related;
  return attributeKeys(
    `${name}.${relatedName}`,
    attributeOf(relation.remoteResource as RecordResource, relatedName),
    joinRelated(query, relation),
    direction,
    true,
  );
}

function attributeOf({ codec }: RecordResource, name: string): PgCodecAttribute {
  const attribute = codec.attributes[name];
  if (!attribute) throw new Error(`${codec.name} has no attribute ${name}`);
  return attribute;
}

/** CURRENCY is ordered by currency, then by amount: amounts of two currencies do not compare. */
function attributeKeys(
  path: string,
  { codec }: PgCodecAttribute,
  alias: SQL,
  directionName: DirectionName,
  isNullable: boolean,
): SortKey[] {
  const column = sql`${alias}.${sql.identifier(path.slice(path.indexOf('.') + 1))}`;
  const { direction, nulls } = DIRECTIONS[directionName];
  const key = (name: string, fragment: SQL, codec: PgCodec): SortKey => ({
    name,
    fragment,
    codec,
    direction,
    nulls: isNullable ? nulls : undefined,
  });
  if (!codec.extensions?.isCurrency) return [key(path, column, codec)];
  return [
    key(`${path}.currency`, sql`(${column} ->> 'currency')`, TYPES.text),
    key(`${path}.amount`, sql`(${column} ->> 'amount')::numeric`, TYPES.numeric),
  ];
}
