/*
 * The filter operators: what each means in SQL, and which a field has.
 *
 * The kind of a field decides (its smart tag, then its Postgres type). An
 * operator is a pure function from a column and a value to a condition. Null
 * matches `is` alone: any comparison with it is null in SQL, hence not true.
 */
import {
  listOfCodec,
  type PgCodec,
  type PgCodecAnyScalar,
  type PgCodecAttribute,
  type PgCodecList,
  sqlValueWithCodec,
  TYPES,
} from 'postgraphile/@dataplan/pg';
import { type SQL, sql } from 'postgraphile/pg-sql2';
import { wordTag } from './smart-tags.ts';

/** `value` is never undefined; the type of the argument has been checked by GraphQL. */
type Condition = (column: SQL, value: unknown, codec: PgCodec) => SQL;

interface Operator {
  /** The argument's type: the field's own, a list of it, or a named one. */
  readonly argument: 'item' | 'list' | 'FilterIs' | 'Boolean';
  readonly description: string;
  readonly condition: Condition;
}

/** What a comparison with null is: neither true nor false. */
const UNKNOWN = sql`null::boolean`;

export type OperatorName = keyof typeof OPERATORS;

function compare(operator: SQL): Condition {
  return (column, value, codec) => sql`${column} ${operator} ${sqlValueWithCodec(value, codec)}`;
}

function escapeLike(value: unknown): string {
  return String(value).replace(/[\\%_]/g, '\\$&');
}

const asItem = (
  argument: Operator['argument'],
  description: string,
  condition: Condition,
): Operator => ({
  argument,
  description,
  condition,
});

export const OPERATORS = {
  eq: asItem('item', 'Equal.', compare(sql`=`)),
  neq: asItem('item', 'Not equal, and not null.', compare(sql`<>`)),
  gt: asItem('item', 'Greater.', compare(sql`>`)),
  gte: asItem('item', 'Greater or equal.', compare(sql`>=`)),
  lt: asItem('item', 'Less.', compare(sql`<`)),
  lte: asItem('item', 'Less or equal.', compare(sql`<=`)),
  in: asItem('list', 'One of the list.', (column, value, codec) => {
    const list = listCodec(codec);
    return sql`${column} = any(${sqlValueWithCodec(value, list)})`;
  }),
  like: asItem('item', 'Matches a pattern: % any text, _ any character.', compare(sql`like`)),
  ilike: asItem('item', 'Matches a pattern, whatever the case.', compare(sql`ilike`)),
  startsWith: asItem('item', 'Starts with.', (column, value) =>
    value === null ? UNKNOWN : sql`${column} like ${sql.value(`${escapeLike(value)}%`)}`,
  ),
  endsWith: asItem('item', 'Ends with.', (column, value) =>
    value === null ? UNKNOWN : sql`${column} like ${sql.value(`%${escapeLike(value)}`)}`,
  ),
  is: asItem('FilterIs', 'NULL or NOT_NULL.', (column, value) => {
    if (value === null) return UNKNOWN;
    return value === 'NULL' ? sql`${column} is null` : sql`${column} is not null`;
  }),
  containsAny: asItem('list', 'Has at least one of the list.', compare(sql`&&`)),
  containsAll: asItem('list', 'Has all of the list.', compare(sql`@>`)),
  isEmptyArray: asItem(
    'Boolean',
    'Whether it has no value; null is not empty.',
    (column, value) => {
      if (value === null) return UNKNOWN;
      return value === false ? sql`cardinality(${column}) > 0` : sql`cardinality(${column}) = 0`;
    },
  ),
} as const satisfies Record<string, Operator>;

const ORDERED = ['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'in', 'is'] as const;

/** A kind of field: the name of its filter type, the codec of its operators' arguments, the operators. */
export interface FilterKind {
  readonly typeName: string;
  readonly codec: PgCodec;
  readonly operators: readonly OperatorName[];
}

const kind = (
  typeName: string,
  codec: unknown,
  operators: readonly OperatorName[],
): FilterKind => ({
  typeName,
  codec: codec as PgCodec,
  operators,
});

const TEXT = [...ORDERED, 'like', 'ilike', 'startsWith', 'endsWith'] as const;

export const FILTER_KINDS = {
  id: kind('IDFilter', TYPES.uuid, ORDERED),
  string: kind('StringFilter', TYPES.varchar, TEXT),
  int: kind('IntFilter', TYPES.int, ORDERED),
  float: kind('FloatFilter', TYPES.float, ORDERED),
  bigInt: kind('BigIntFilter', TYPES.bigint, ORDERED),
  bigFloat: kind('BigFloatFilter', TYPES.numeric, ORDERED),
  boolean: kind('BooleanFilter', TYPES.boolean, ['eq', 'is']),
  date: kind('DateFilter', TYPES.date, ORDERED),
  datetime: kind('DatetimeFilter', TYPES.timestamptz, ORDERED),
  select: kind('SelectFilter', TYPES.varchar, ['eq', 'neq', 'in', 'is']),
  multiSelect: kind('MultiSelectFilter', listOfCodec(TYPES.varchar), [
    'containsAny',
    'containsAll',
    'is',
    'isEmptyArray',
  ]),
} as const satisfies Record<string, FilterKind>;

/** Every type of this part of the API. */
export const FILTER_TYPE_NAMES: readonly string[] = [
  ...Object.values(FILTER_KINDS).map(({ typeName }) => typeName),
  'CurrencyFilter',
  'FilterIs',
];

const KIND_OF_CODEC = new Map<unknown, FilterKind>(
  [
    FILTER_KINDS.id,
    FILTER_KINDS.int,
    FILTER_KINDS.float,
    FILTER_KINDS.bigInt,
    FILTER_KINDS.bigFloat,
    FILTER_KINDS.boolean,
    FILTER_KINDS.date,
    FILTER_KINDS.datetime,
    FILTER_KINDS.string,
  ].map((known) => [known.codec, known]),
);

/** How a field can be filtered; undefined for one that cannot, and for CURRENCY, which is an object. */
export function filterKind(attribute: PgCodecAttribute): FilterKind | undefined {
  const fieldType = wordTag(attribute.extensions?.tags, 'fieldType');
  if (fieldType === 'SELECT') return FILTER_KINDS.select;
  if (fieldType === 'MULTI_SELECT') return FILTER_KINDS.multiSelect;
  return KIND_OF_CODEC.get(attribute.codec);
}

/** The conditions of one field's operator object, e.g. { gte: 1, lt: 5 }. */
export function conditions(column: SQL, filter: FilterKind, value: Record<string, unknown>): SQL[] {
  return filter.operators
    .filter((name) => value[name] !== undefined)
    .map((name) => OPERATORS[name].condition(column, value[name], filter.codec));
}

type CurrencyFilter = Partial<Record<'amount' | 'currency', Record<string, unknown> | null>> & {
  is?: unknown;
};

/** CURRENCY is filtered by its two parts, and by whether there is a value at all. */
export function currencyConditions(column: SQL, value: CurrencyFilter): SQL[] {
  return [
    ...conditions(
      sql`(${column} ->> 'amount')::numeric`,
      FILTER_KINDS.bigFloat,
      value.amount ?? {},
    ),
    ...conditions(sql`(${column} ->> 'currency')`, FILTER_KINDS.select, value.currency ?? {}),
    ...(value.is === undefined
      ? []
      : [OPERATORS.is.condition(column, value.is, FILTER_KINDS.bigFloat.codec)]),
  ];
}

const listCodecs = new Map<PgCodec, PgCodecList>();

function listCodec(codec: PgCodec): PgCodecList {
  const known = listCodecs.get(codec) ?? (listOfCodec(codec as PgCodecAnyScalar) as PgCodecList);
  listCodecs.set(codec, known);
  return known;
}
