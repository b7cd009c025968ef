/*
 * Groups of records: what groupBy and orderBy say, as SQL.
 *
 * A dimension is a field's value: of CURRENCY its currency, of MULTI_SELECT the
 * list as a whole. Null is a value like any other here, and so is an empty text.
 */
import {
  type PgCodec,
  type PgCodecAttribute,
  type PgCodecWithAttributes,
  TYPES,
} from 'postgraphile/@dataplan/pg';
import { SafeError } from 'postgraphile/grafast';
import { type SQL, sql } from 'postgraphile/pg-sql2';
import type { Aggregates } from './aggregates.ts';
import { FILTER_KINDS, filterKind } from './filters.ts';
import { type DirectionName, onlyField } from './orders.ts';
import { toJsonNumber } from './values/decimal.ts';

const DIRECTIONS: Readonly<Record<DirectionName, SQL>> = {
  AscNullsFirst: sql`asc nulls first`,
  AscNullsLast: sql`asc nulls last`,
  DescNullsFirst: sql`desc nulls first`,
  DescNullsLast: sql`desc nulls last`,
};

type Entry = Readonly<Record<string, unknown>>;

export interface GroupsArguments {
  readonly groupBy: readonly Entry[];
  readonly orderBy: readonly Entry[] | null | undefined;
}

/** How a kind of field is named in groupBy and in orderBy. */
interface GroupKind {
  readonly groupByType: string;
  readonly orderByType: string;
  /** Whether a value of groupBy asks for the field. */
  readonly isAsked: (value: unknown) => boolean;
  readonly direction: (value: unknown) => DirectionName;
  readonly value: (column: SQL) => SQL;
}

const PLAIN: GroupKind = {
  groupByType: 'Boolean',
  orderByType: 'OrderByDirection',
  isAsked: (value) => value === true,
  direction: (value) => value as DirectionName,
  value: (column) => column,
};

/** The only granularity there is keeps every value apart. */
const DATE: GroupKind = {
  groupByType: 'GroupByDateGranularityInput',
  orderByType: 'OrderByDateGranularityInput',
  isAsked: () => true,
  direction: (value) => (value as { orderBy: DirectionName }).orderBy,
  value: (column) => column,
};

const CURRENCY: GroupKind = {
  groupByType: 'GroupByCurrencyInput',
  orderByType: 'OrderByCurrencyInput',
  isAsked: (value) => (value as { currency: boolean }).currency,
  direction: (value) => (value as { currency: DirectionName }).currency,
  value: (column) => sql`(${column} ->> 'currency')`,
};

/** How a field can be grouped by; undefined for one that cannot. */
export function groupKind(attribute: PgCodecAttribute): GroupKind | undefined {
  if (attribute.codec.extensions?.isCurrency) return CURRENCY;
  const kind = filterKind(attribute);
  return kind === FILTER_KINDS.date || kind === FILTER_KINDS.datetime ? DATE : kind && PLAIN;
}

interface Dimension {
  readonly kind: GroupKind;
  readonly fragment: SQL;
  readonly codec: PgCodec;
}

function refuse(message: string): never {
  throw new SafeError(message, { code: 'BAD_USER_INPUT' });
}

/** What the groups are made by, in the order given. */
export function dimensions(
  { attributes }: PgCodecWithAttributes,
  table: SQL,
  groupBy: readonly Entry[],
): ReadonlyMap<string, Dimension> {
  const found = new Map<string, Dimension>();
  for (const entry of groupBy) {
    const [field, value] =
      onlyField('groupBy', entry) ?? refuse('An entry of groupBy names a field: { a: true }.');
    const attribute = attributes[field] as PgCodecAttribute;
    const kind = groupKind(attribute) as GroupKind;
    if (!kind.isAsked(value)) refuse(`groupBy takes true for "${field}", or leaves it out.`);
    if (found.has(field)) refuse(`groupBy names "${field}" twice.`);
    const codec = kind === CURRENCY ? (TYPES.text as PgCodec) : attribute.codec;
    found.set(field, {
      kind,
      codec,
      fragment: kind.value(sql`${table}.${sql.identifier(field)}`),
    });
  }
  if (found.size === 0) refuse('groupBy names at least one field.');
  return found;
}

/**
 * The keys that groups are sorted by, most significant first: what orderBy says,
 * then every dimension, so that the order is always the same. Ends with a key
 * that the word "asc" may follow.
 */
export function groupOrder(
  codec: PgCodecWithAttributes,
  aggregates: Aggregates,
  table: SQL,
  { groupBy, orderBy }: GroupsArguments,
): SQL {
  const found = dimensions(codec, table, groupBy);
  const keys = new Map<string, SQL>();
  const add = (path: string, fragment: SQL, direction: DirectionName): void => {
    // A key given again decides nothing.
    if (!keys.has(path)) keys.set(path, sql`${fragment} ${DIRECTIONS[direction]}`);
  };
  for (const entry of orderBy ?? []) {
    const [field, value] = onlyField('orderBy', entry) ?? [];
    if (field === undefined) continue;
    if (field === 'aggregate') {
      const [name, direction] = onlyField('orderBy.aggregate', value as Entry) ?? [];
      const aggregate = aggregates.get(name ?? '');
      if (aggregate)
        add(`${field}.${name}`, aggregate.expression(table), direction as DirectionName);
    } else {
      const { kind, fragment } =
        found.get(field) ?? refuse(`orderBy names "${field}", which groupBy does not.`);
      add(field, fragment, kind.direction(value));
    }
  }
  return sql.join([...keys.values(), ...[...found.values()].map(({ fragment }) => fragment)], ', ');
}

/** The value of a dimension as JSON, out of what Postgres sent. */
export function dimensionValue(codec: PgCodec, text: string | null): unknown {
  if (text === null) return null;
  const value: unknown = codec.fromPg(text);
  return codec === TYPES.numeric || codec === TYPES.bigint ? toJsonNumber(String(value)) : value;
}

/** The types of this part of the API, by name. */
export const GROUP_TYPE_NAMES = [
  'JSON',
  'DateGranularityEnum',
  DATE.groupByType,
  DATE.orderByType,
  CURRENCY.groupByType,
  CURRENCY.orderByType,
] as const;
