/*
 * The aggregates: what each means in SQL, and which a field has.
 *
 * Empty is null; an empty text and an empty list are empty too. Without a record
 * a count is 0 and all else is null.
 */
import {
  type PgCodec,
  type PgCodecAttribute,
  type PgCodecWithAttributes,
  TYPES,
} from 'postgraphile/@dataplan/pg';
import { type SQL, sql } from 'postgraphile/pg-sql2';
import { FILTER_KINDS, filterKind } from './filters.ts';
import { readableFields, upperFirst } from './records.ts';

interface Operation {
  readonly name: string;
  readonly description: string;
  /** `value` is null where the field is empty. */
  readonly expression: (value: SQL) => SQL;
  /** The codec of the result, by that of the field. */
  readonly codec: (field: PgCodec) => PgCodec;
  readonly isCount?: true;
}

/** One aggregate of one field, by the name that the API gives it: sumSize. */
export interface Aggregate {
  readonly description: string;
  readonly codec: PgCodec;
  /** Whether it is a count, which is never null. */
  readonly isCount: boolean;
  readonly expression: (table: SQL) => SQL;
}

export type Aggregates = ReadonlyMap<string, Aggregate>;

const count = (
  name: string,
  description: string,
  expression: Operation['expression'],
): Operation => ({
  name,
  description,
  expression,
  codec: () => TYPES.int as PgCodec,
  isCount: true,
});

const share = (
  name: string,
  description: string,
  expression: Operation['expression'],
): Operation => ({
  name,
  description: `${description}, from 0 to 1; null without records.`,
  expression: (value) => sql`${expression(value)}::float8 / nullif(count(*), 0)`,
  codec: () => TYPES.float as PgCodec,
});

/** What can be asked of any field; `empty` says what counts as no value. */
function ofAnyField(empty: string): readonly Operation[] {
  return [
    count(
      'countEmpty',
      `How many records have no value: ${empty}.`,
      (value) => sql`count(*) - count(${value})`,
    ),
    count(
      'countNotEmpty',
      `How many records have a value, which ${empty} is not.`,
      (value) => sql`count(${value})`,
    ),
    count(
      'countUniqueValues',
      `How many different values there are; ${empty} is none.`,
      (value) => sql`count(distinct ${value})`,
    ),
    share(
      'percentageEmpty',
      `The share of records that have no value (${empty})`,
      (value) => sql`(count(*) - count(${value}))`,
    ),
    share(
      'percentageNotEmpty',
      `The share of records that have a value (which ${empty} is not)`,
      (value) => sql`count(${value})`,
    ),
  ];
}

interface Emptiness {
  readonly operations: readonly Operation[];
  /** The column, null where it is empty. */
  readonly value: (column: SQL) => SQL;
}

const EMPTY_TEXT: Emptiness = {
  operations: ofAnyField('null or an empty text'),
  value: (column) => sql`nullif(${column}, '')`,
};
const EMPTY_LIST: Emptiness = {
  operations: ofAnyField('null or an empty list'),
  value: (column) => sql`nullif(${column}, '{}')`,
};
const EMPTY_NULL: Emptiness = { operations: ofAnyField('null'), value: (column) => column };

const ofBooleans: readonly Operation[] = [
  count(
    'countTrue',
    'How many records have true.',
    (value) => sql`count(*) filter (where ${value})`,
  ),
  count(
    'countFalse',
    'How many records have false.',
    (value) => sql`count(*) filter (where not ${value})`,
  ),
];

const same = (codec: PgCodec): PgCodec => codec;

const ofDates: readonly Operation[] = [
  {
    name: 'min',
    description: 'The earliest value.',
    expression: (value) => sql`min(${value})`,
    codec: same,
  },
  {
    name: 'max',
    description: 'The latest value.',
    expression: (value) => sql`max(${value})`,
    codec: same,
  },
];

/** The types that Postgres adds up in; a sum of others is of their own type. */
const SUMS = new Map<unknown, unknown>([
  [TYPES.int, TYPES.bigint],
  [TYPES.bigint, TYPES.numeric],
]);

/** Of numbers, and (with what is said of currencies) of amounts. */
function ofNumbers(suffix = '', remark = ''): readonly Operation[] {
  return [
    {
      name: `min${suffix}`,
      description: `The least value${remark}.`,
      expression: (value) => sql`min(${value})`,
      codec: same,
    },
    {
      name: `max${suffix}`,
      description: `The greatest value${remark}.`,
      expression: (value) => sql`max(${value})`,
      codec: same,
    },
    {
      name: `avg${suffix}`,
      description: `The average of the values${remark}; to 16 digits or more where it does not end.`,
      expression: (value) => sql`avg(${value})`,
      codec: (field) => (field === TYPES.float ? field : (TYPES.numeric as PgCodec)),
    },
    {
      name: `sum${suffix}`,
      description: `The sum of the values${remark}; null where there is none.`,
      expression: (value) => sql`sum(${value})`,
      codec: (field) => (SUMS.get(field) ?? field) as PgCodec,
    },
  ];
}

const ofNumericFields = ofNumbers();
const ofAmounts = ofNumbers('Amount', ', whatever their currency');

const NUMBERS: ReadonlySet<unknown> = new Set([
  FILTER_KINDS.int,
  FILTER_KINDS.float,
  FILTER_KINDS.bigInt,
  FILTER_KINDS.bigFloat,
]);

const TOTAL_COUNT: Aggregate = {
  description: 'How many records there are, on all pages.',
  codec: TYPES.int as PgCodec,
  isCount: true,
  expression: () => sql`count(*)`,
};

function emptiness(attribute: PgCodecAttribute): Emptiness {
  const kind = filterKind(attribute);
  if (kind === FILTER_KINDS.string) return EMPTY_TEXT;
  return kind === FILTER_KINDS.multiSelect ? EMPTY_LIST : EMPTY_NULL;
}

/** What can be asked of a field besides what can be asked of any. */
function ownOperations(attribute: PgCodecAttribute): readonly Operation[] {
  const kind = filterKind(attribute);
  if (kind === FILTER_KINDS.boolean) return ofBooleans;
  if (kind === FILTER_KINDS.date || kind === FILTER_KINDS.datetime) return ofDates;
  return NUMBERS.has(kind) ? ofNumericFields : [];
}

const known = new WeakMap<PgCodecWithAttributes, Aggregates>();

/** The aggregates of an object, of the fields that the role of this instance may read. */
export function aggregatesOf(codec: PgCodecWithAttributes): Aggregates {
  const aggregates = known.get(codec) ?? findAggregates(codec);
  known.set(codec, aggregates);
  return aggregates;
}

function findAggregates(codec: PgCodecWithAttributes): Aggregates {
  const aggregates = new Map([['totalCount', TOTAL_COUNT]]);
  const fields = readableFields(codec);
  const add = (
    field: string,
    codec: PgCodec,
    operations: readonly Operation[],
    value: (column: SQL) => SQL,
  ): void => {
    for (const operation of operations) {
      const name = `${operation.name}${upperFirst(field)}`;
      if (aggregates.has(name)) continue;
      aggregates.set(name, {
        description: operation.description,
        codec: operation.codec(codec),
        isCount: operation.isCount === true,
        expression: (table) => operation.expression(value(sql`${table}.${sql.identifier(field)}`)),
      });
    }
  };
  for (const [field, attribute] of fields) {
    const { operations, value } = emptiness(attribute);
    add(field, attribute.codec, operations, value);
    add(field, attribute.codec, ownOperations(attribute), (column) => column);
  }
  // Last: where a number is called "amountPrice" and a currency "price", sumAmountPrice is the number's.
  for (const [field, { codec }] of fields) {
    if (codec.extensions?.isCurrency !== true) continue;
    add(
      field,
      TYPES.numeric as PgCodec,
      ofAmounts,
      (column) => sql`(${column} ->> 'amount')::numeric`,
    );
  }
  return aggregates;
}
