/*
 * What each operator means in SQL, in words of SQL other than the API's where there are any, and what
 * each kind of field is asked with it.
 */
import pg from 'pg';
import { HOSTILE } from '../../support/hostile.ts';

/** A filter, and the same as a condition. */
export interface Question {
  readonly filter: unknown;
  readonly condition: string;
}

/** The operators of each type of operator object, as the API shows them. */
export type Operators = Readonly<Record<string, readonly string[]>>;

/** `value` is the literal, null included. */
type Meaning = (column: string, value: string, given: unknown) => string;

const same: Readonly<Record<string, string>> = {
  eq: '=',
  neq: '<>',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  like: 'like',
  ilike: 'ilike',
};

const MEANINGS: Readonly<Record<string, Meaning>> = {
  ...Object.fromEntries(
    Object.entries(same).map(([name, operator]): [string, Meaning] => [
      name,
      (column, value) => `${column} ${operator} ${value}`,
    ]),
  ),
  in: (column, value) => `${column} = any (${value})`,
  startsWith: (column, value) => `starts_with(${column}, ${value})`,
  endsWith: (column, value) => `starts_with(reverse(${column}), reverse(${value}))`,
  is: (column, _value, given) =>
    given === null ? 'null' : `${column} is ${given === 'NULL' ? '' : 'not '}null`,
  containsAny: (column, value) =>
    `case when ${column} is not null and ${value} is not null
     then exists (select unnest(${column}) intersect select unnest(${value})) end`,
  containsAll: (column, value) =>
    `case when ${column} is not null and ${value} is not null
     then not exists (select unnest(${value}) except select unnest(${column})) end`,
  isEmptyArray: (column, value) => `(array_length(${column}, 1) is null and ${column} is not null
     or case when ${column} is null then null else false end) = ${value}`,
};

const LISTS = new Set(['in', 'containsAny', 'containsAll']);
const PATTERNS = ['%', '', '_', 'A%', '%b_', '%\\%%', 'a\\_c', '%\\\\%', `%'%`, '%É', '%漢%', '😀'];

const HOSTILE_KINDS = [
  'a single quote',
  'a double quote',
  'a backslash',
  'a backslash at the end',
  'format specifiers',
  'a line end at the end',
  'blanks around',
  'nothing',
  'braces of an array',
  'null in words',
  'letters of other scripts',
  'one letter written two ways',
];

interface Kind {
  readonly cast: string;
  readonly values: readonly unknown[];
}

export const OPTIONS = ['A', 'B', `it's "C"`];

/** What each type of operator object is asked about. */
export const KINDS: Readonly<Record<string, Kind>> = {
  IDFilter: {
    cast: 'uuid',
    values: [
      '00000000-0000-4000-8000-000000000001',
      'ABCDEFAB-0000-4000-8000-000000000002',
      'ffffffff-ffff-4fff-bfff-ffffffffffff',
    ],
  },
  StringFilter: {
    cast: 'varchar',
    values: [
      ...HOSTILE_KINDS.map((name) => HOSTILE[name]),
      ...['abc', 'ABC', 'a_c', 'a%c', 'É', '漢', 'ann@example.com', '+1 (555) 0100'],
    ],
  },
  IntFilter: { cast: 'int', values: [-2147483648, -1, 0, 1, 3, 2147483647] },
  BigIntFilter: {
    cast: 'bigint',
    values: ['-9223372036854775808', -1, 0, '9007199254740993', '9223372036854775807'],
  },
  BigFloatFilter: {
    cast: 'numeric',
    values: ['-1e30', -0.1, 0, '0.10', 19.99, '12345678901234567890.123456789', '1e30'],
  },
  FloatFilter: { cast: 'float8', values: [-1.7e308, -0.1, 0, 5e-324, 0.1, 0.30000000000000004, 3] },
  BooleanFilter: { cast: 'boolean', values: [true, false] },
  DateFilter: { cast: 'date', values: ['0001-01-01', '1969-12-31', '2024-02-29', '9999-12-31'] },
  DatetimeFilter: {
    cast: 'timestamptz',
    values: [
      '0001-01-01T00:00:00Z',
      '2024-02-29T12:00:00.123456Z',
      '2024-02-29T14:00:00.123456+02:00',
      '2024-02-29T12:00:00.123457Z',
      '9999-12-31T23:59:59.999999Z',
    ],
  },
  SelectFilter: { cast: 'varchar', values: [...OPTIONS, 'USD', 'a', ''] },
  MultiSelectFilter: { cast: 'varchar', values: [...OPTIONS, 'x'] },
};

function literal(value: unknown, cast: string): string {
  return `${value === null ? 'null' : pg.escapeLiteral(String(value))}::${cast}`;
}

function listLiteral(values: unknown, cast: string): string {
  if (!Array.isArray(values)) return `null::${cast}[]`;
  return `array[${values.map((value) => literal(value, cast)).join(', ')}]::${cast}[]`;
}

function givenValues(operator: string, { values }: Kind): readonly unknown[] {
  if (operator === 'is') return ['NULL', 'NOT_NULL', null];
  if (operator === 'isEmptyArray') return [true, false, null];
  if (operator.endsWith('like')) return [...PATTERNS, null];
  if (LISTS.has(operator)) return [[], values.slice(0, 1), values.slice(1, 3), values, null];
  return [...values, null];
}

/** All that is asked about a column with a type of operator object. */
function plainQuestions(column: string, typeName: string, operators: Operators): Question[] {
  const kind = KINDS[typeName];
  const names = operators[typeName];
  if (!kind || !names) throw new Error(`${typeName} has no values in KINDS.`);
  return names.flatMap((operator) => {
    const meaning = MEANINGS[operator];
    if (!meaning) throw new Error(`${operator} has no meaning in MEANINGS.`);
    const cast = operator === 'isEmptyArray' ? 'boolean' : kind.cast;
    return givenValues(operator, kind).map((given) => ({
      filter: { [operator]: given },
      condition: meaning(
        column,
        LISTS.has(operator) ? listLiteral(given, cast) : literal(given, cast),
        given,
      ),
    }));
  });
}

/** The same, and of CURRENCY by its parts. */
export function questions(column: string, typeName: string, operators: Operators): Question[] {
  if (typeName !== 'CurrencyFilter') return plainQuestions(column, typeName, operators);
  const parts = {
    amount: plainQuestions(`(${column} ->> 'amount')::numeric`, 'BigFloatFilter', operators),
    currency: plainQuestions(`(${column} ->> 'currency')`, 'SelectFilter', operators),
  };
  const own = operators.CurrencyFilter?.filter((name) => !(name in parts)) ?? [];
  return [
    ...Object.entries(parts).flatMap(([part, asked]) =>
      asked.map(({ filter, condition }) => ({ filter: { [part]: filter }, condition })),
    ),
    ...plainQuestions(column, 'SelectFilter', { SelectFilter: own }),
  ];
}
