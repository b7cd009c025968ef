/*
 * What the model knows of field types: settings to try, values, what fits, what becomes of a value when
 * its field changes. Written from docs/changes.md, not from the compiler.
 */

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };
export type Settings = { readonly [key: string]: Json } | null;

/** A field's type and settings. */
export interface FieldType {
  readonly type: string;
  readonly settings: Settings;
}

interface Option {
  readonly id: string;
  readonly value: string;
  readonly label: string;
}

const TEXTS = [
  'A',
  'B',
  '',
  '7',
  '7.0',
  '12.5',
  '3',
  'true',
  '2026-12-31',
  '2026-12-31T00:00:00Z',
  'x@y.org',
  'https://e.org',
  '+49 30 1234',
];

/** Values that a field of the type might take; some fit, some do not. */
export const VALUES: Readonly<Record<string, readonly Json[]>> = {
  TEXT: TEXTS,
  NUMBER: [0, 7, -3, 3, 12.5, 12.25, 99999],
  BOOLEAN: [true, false],
  DATE: ['2026-12-31', '2026-01-01', '2026-13-01'],
  DATE_TIME: ['2026-12-31T00:00:00+00:00', '2026-12-31T10:30:00+00:00', 'soon'],
  SELECT: ['A', 'B', 'C', '7'],
  MULTI_SELECT: [[], ['A'], ['B', 'A'], ['C'], ['A', 'Z']],
  EMAIL: ['x@y.org', 'z@y.org', 'nope'],
  PHONE: ['+49 30 1234', '110', 'nope'],
  URL: ['https://e.org', 'http://e.org/x', 'nope'],
  RATING: [1, 3, 5, 9],
  CURRENCY: [
    { amount: 7, currency: 'EUR' },
    { amount: 12.5, currency: 'EUR' },
    { amount: 7, currency: 'USD' },
    { amount: 'x', currency: 'USD' },
  ],
};

/** Settings to try, the valid ones first. Options are made by the commands. */
export const SETTINGS: Readonly<Record<string, readonly Settings[]>> = {
  TEXT: [null, { maxLength: 5 }, { maxLength: 40 }, { maxLength: 0 }],
  NUMBER: [
    null,
    { dataType: 'int' },
    { dataType: 'float' },
    { precision: 5, scale: 2 },
    { precision: 3, scale: 1 },
    { min: 0, max: 10 },
    { dataType: 'bigint', min: -5 },
    { precision: 12, scale: 2 },
    { min: 5, max: 1 },
  ],
  BOOLEAN: [null],
  DATE: [null],
  DATE_TIME: [null, { precision: 3 }],
  EMAIL: [null, { validation: 'email' }, { validation: 'phone' }],
  PHONE: [null],
  URL: [null],
  RATING: [null, { max: 3 }, { max: 10 }, { max: 0 }],
  CURRENCY: [
    null,
    { currencyCode: 'EUR' },
    { currencyCode: 'EUR', precision: 5, scale: 1 },
    { currencyCode: 'XYZ' },
  ],
};

export const TYPES = [
  'TEXT',
  'NUMBER',
  'BOOLEAN',
  'DATE',
  'DATE_TIME',
  'SELECT',
  'MULTI_SELECT',
  'EMAIL',
  'PHONE',
  'URL',
  'RATING',
  'CURRENCY',
] as const;

const NEVER_UNIQUE = ['BOOLEAN', 'MULTI_SELECT', 'RELATION', 'CURRENCY'];
const NEVER_LABEL = ['MULTI_SELECT', 'RELATION', 'CURRENCY', 'BOOLEAN'];

export const mayBeUnique = (type: string): boolean => !NEVER_UNIQUE.includes(type);
export const mayBeLabel = (type: string): boolean => !NEVER_LABEL.includes(type);

/** The options of a SELECT or MULTI_SELECT. */
export const optionsOf = (settings: Settings): readonly Option[] =>
  (settings?.options ?? []) as unknown as readonly Option[];

const optionValues = (settings: Settings): string[] =>
  optionsOf(settings).map(({ value }) => value);

/** Whether settings may stand beside a type. */
export function settingsAreValid({ type, settings }: FieldType): boolean {
  if (type === 'SELECT' || type === 'MULTI_SELECT') {
    const values = optionValues(settings);
    return values.length > 0 && new Set(values).size === values.length;
  }
  const given = sortedText(settings);
  return (
    (SETTINGS[type] ?? []).some((tried) => sortedText(tried) === given) && !INVALID.includes(given)
  );
}

/** jsonb has an order of keys of its own. */
const sortedText = (settings: Settings): string =>
  JSON.stringify(
    settings && Object.entries(settings).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );

const WRONG: readonly Settings[] = [
  { maxLength: 0 },
  { min: 5, max: 1 },
  { precision: 3 },
  { validation: 'phone' },
  { max: 0 },
  { currencyCode: 'XYZ' },
];
const INVALID = WRONG.map(sortedText);

const number = (settings: Settings, key: string): number | undefined =>
  settings?.[key] as number | undefined;

const decimals = (value: number): number => (String(value).split('.')[1] ?? '').length;

function isCurrency(value: Json, settings: Settings): boolean {
  const { amount } = value as { amount: Json };
  if (typeof amount !== 'number') return false;
  const precision = number(settings, 'precision');
  const scale = number(settings, 'scale') ?? 0;
  return (
    precision === undefined ||
    (decimals(amount) <= scale && Math.abs(amount) < 10 ** (precision - scale))
  );
}

function isNumber(value: number, settings: Settings): boolean {
  const whole = settings?.dataType === 'int' || settings?.dataType === 'bigint';
  const precision = number(settings, 'precision');
  const scale = number(settings, 'scale') ?? 0;
  return (
    !(whole && !Number.isInteger(value)) &&
    value >= (number(settings, 'min') ?? -Infinity) &&
    value <= (number(settings, 'max') ?? Infinity) &&
    (precision === undefined ||
      (decimals(value) <= scale && Math.abs(value) < 10 ** (precision - scale)))
  );
}

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

const PHONE = /^\+?[0-9(][0-9 ()./-]*[0-9)]$/;

const isPhone = (text: string): boolean => {
  const digits = text.replaceAll(/[^0-9]/g, '').length;
  return PHONE.test(text) && digits >= 3 && digits <= 15;
};

/** Whether a value that is not null may stand in a field, as its column or as its default. */
export function fits({ type, settings }: FieldType, value: Json): boolean {
  switch (type) {
    case 'TEXT':
      return (
        typeof value === 'string' && value.length <= (number(settings, 'maxLength') ?? Infinity)
      );
    case 'NUMBER':
      return typeof value === 'number' && isNumber(value, settings);
    case 'BOOLEAN':
      return typeof value === 'boolean';
    case 'DATE':
      return typeof value === 'string' && isDate(value);
    case 'DATE_TIME':
      return (
        typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|\+00:00)$/.test(value)
      );
    case 'SELECT':
      return typeof value === 'string' && optionValues(settings).includes(value);
    case 'MULTI_SELECT':
      return (
        Array.isArray(value) && value.every((one) => optionValues(settings).includes(one as string))
      );
    case 'EMAIL':
      return typeof value === 'string' && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value);
    case 'PHONE':
      return typeof value === 'string' && isPhone(value);
    case 'URL':
      return typeof value === 'string' && /^https?:\/\/[^\s/]+/.test(value);
    case 'RATING':
      return (
        Number.isInteger(value) &&
        (value as number) >= 1 &&
        (value as number) <= (number(settings, 'max') ?? 5)
      );
    case 'CURRENCY':
      return typeof value === 'object' && value !== null && isCurrency(value, settings);
    default:
      return false;
  }
}

/** Whether the compiler converts between two types at all. */
export function isConvertible(from: FieldType, to: FieldType): boolean {
  if (from.type === to.type) return true;
  if (from.type === 'CURRENCY')
    return to.type === 'NUMBER' && from.settings?.currencyCode !== undefined;
  if (to.type === 'CURRENCY')
    return from.type === 'NUMBER' && to.settings?.currencyCode !== undefined;
  return (CONVERSIONS[from.type] ?? []).includes(to.type);
}

const TEXTUAL = ['TEXT', 'SELECT', 'EMAIL', 'PHONE', 'URL'];

const CONVERSIONS: Readonly<Record<string, readonly string[]>> = {
  TEXT: [...TEXTUAL, 'NUMBER', 'RATING', 'BOOLEAN', 'DATE', 'DATE_TIME', 'MULTI_SELECT'],
  SELECT: [...TEXTUAL, 'NUMBER', 'RATING', 'BOOLEAN', 'DATE', 'DATE_TIME', 'MULTI_SELECT'],
  EMAIL: TEXTUAL,
  PHONE: TEXTUAL,
  URL: TEXTUAL,
  NUMBER: ['TEXT', 'SELECT', 'RATING'],
  RATING: ['TEXT', 'SELECT', 'NUMBER'],
  BOOLEAN: ['TEXT', 'SELECT'],
  DATE: ['TEXT', 'SELECT', 'DATE_TIME'],
  DATE_TIME: ['TEXT', 'SELECT', 'DATE'],
  MULTI_SELECT: ['SELECT', 'TEXT'],
};

/** What a value becomes; undefined when it does not fit. */
export function convert(from: FieldType, to: FieldType, value: Json): Json | undefined {
  if (value === null) return null;
  const converted = from.type === to.type ? replaced(from, to, value) : ofType(from, to, value);
  return converted === null || (converted !== undefined && fits(to, converted))
    ? converted
    : undefined;
}

/** Values follow the options that have the same id, or settings.replacements; so does a default. */
export function replaced(from: FieldType, to: FieldType, value: Json): Json {
  if (from.type !== 'SELECT' && from.type !== 'MULTI_SELECT') return value;
  const next = new Map(optionsOf(to.settings).map((option) => [option.id, option.value]));
  const replacements = (to.settings?.replacements ?? {}) as Readonly<Record<string, Json>>;
  const replace = (one: Json): Json => {
    const option = optionsOf(from.settings).find((candidate) => candidate.value === one);
    const renamed = option && next.get(option.id);
    if (renamed !== undefined) return renamed;
    return replacements[one as string] === undefined ? one : (replacements[one as string] ?? null);
  };
  if (!Array.isArray(value)) return replace(value);
  return [...new Set((value as Json[]).map(replace))].filter((one) => one !== null);
}

function ofType(from: FieldType, to: FieldType, value: Json): Json | undefined {
  if (from.type === 'MULTI_SELECT') {
    const [first = null, ...more] = value as Json[];
    return more.length > 0 ? undefined : first;
  }
  if (from.type === 'CURRENCY') {
    const { amount, currency } = value as { amount: Json; currency: Json };
    return currency === from.settings?.currencyCode ? amount : undefined;
  }
  const text = textOf(from.type, value);
  switch (to.type) {
    case 'MULTI_SELECT':
      return [text];
    case 'CURRENCY':
      return { amount: value, currency: to.settings?.currencyCode ?? null };
    case 'NUMBER':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
    case 'RATING':
      return /^\d+$/.test(text) ? Number(text) : undefined;
    case 'BOOLEAN':
      return text === 'true' || text === 'false' ? text === 'true' : undefined;
    case 'DATE':
      if (from.type !== 'DATE_TIME') return text;
      return text.endsWith('T00:00:00Z') ? text.slice(0, 10) : undefined;
    case 'DATE_TIME':
      if (from.type === 'DATE') return `${text}T00:00:00+00:00`;
      return text.replace(/Z$/, '+00:00');
    default:
      return text;
  }
}

/** A value's JSON text. */
function textOf(type: string, value: Json): string {
  return type === 'DATE_TIME' ? String(value).replace('+00:00', 'Z') : String(value);
}

/** The Postgres type of a column. */
export function columnType({ type, settings }: FieldType): string {
  switch (type) {
    case 'TEXT':
      return `character varying${settings?.maxLength === undefined ? '' : `(${settings.maxLength})`}`;
    case 'NUMBER': {
      const types: Record<string, string> = {
        int: 'integer',
        bigint: 'bigint',
        float: 'double precision',
      };
      return (
        types[String(settings?.dataType)] ??
        `numeric${settings?.precision === undefined ? '' : `(${settings.precision},${settings.scale ?? 0})`}`
      );
    }
    case 'BOOLEAN':
      return 'boolean';
    case 'DATE':
      return 'date';
    case 'DATE_TIME':
      return 'timestamp with time zone';
    case 'MULTI_SELECT':
      return 'character varying[]';
    case 'RELATION':
      return 'uuid';
    case 'RATING':
      return 'integer';
    case 'CURRENCY':
      return 'jsonb';
    default:
      return 'character varying';
  }
}
