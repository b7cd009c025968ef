/*
 * One column of a table, as the seed fills it: how a value is drawn, and which values there are when
 * no two records may share one. Values are the text that Postgres reads.
 */
import type { Fake } from '../demo/fake.ts';
import { userError } from '../errors.ts';
import type { ModelField, ModelObject } from '../workspaces/model.ts';
import { dateColumn, momentColumn } from './moments.ts';
import {
  anyNumber,
  decimalsOf,
  type NumberRange,
  numberAt,
  numberRange,
  sizeOf,
} from './numbers.ts';
import { type DrawText, type Identity, mailbox, phoneNumber, textsFor, words } from './texts.ts';

/** Another value, for where no two records may share one. */
export type Variety =
  /** As many as are wanted: the same text with a number; undefined when it does not fit. */
  | { readonly vary: (value: string, number: number) => string | undefined }
  /** So many, and the one at each place. */
  | { readonly size: () => number; readonly at: (place: number) => string };

/** The record that a value is drawn for. */
export interface DrawnRecord {
  readonly id: string;
  readonly who: Identity;
}

/** How values are made, before it is said whether they may be missing. */
export type Values = Variety & {
  readonly draw: (record: DrawnRecord) => string | null;
};

/** A column to fill. */
export type Column = Values & {
  readonly name: string;
  readonly isNullable: boolean;
  /** Its field, as messages name it. */
  readonly subject: string;
};

/** How often a value that may be missing is. */
const MISSING = 0.1;
const MANY_OPTIONS = 30;

/** The column of a field that is no relation. */
export function fieldColumn(fake: Fake, object: ModelObject, field: ModelField): Column {
  const values = valuesOf(fake, object, field);
  const subject = `${object.name}.${field.name}`;
  const isEmpty = 'size' in values && values.size() === 0;
  if (isEmpty && !field.isNullable) {
    throw userError(
      `No value fits the settings of ${subject}, which may not be null: change them.`,
    );
  }
  const isMissing = isEmpty
    ? () => true
    : mayBeMissing(object, field)
      ? () => fake.datatype.boolean(MISSING)
      : () => false;
  return {
    ...values,
    name: field.column ?? field.name,
    subject,
    isNullable: field.isNullable,
    draw: (record) => (isMissing() ? null : values.draw(record)),
  };
}

/** What a record is known by is never missing. */
function mayBeMissing(object: ModelObject, field: ModelField): boolean {
  if (!field.isNullable || field.id === object.labelFieldId) return false;
  return !(field.type === 'TEXT' && /\b(name|title)\b/.test(words(field.name)));
}

function valuesOf(fake: Fake, object: ModelObject, field: ModelField): Values {
  const { settings } = field;
  switch (field.type) {
    case 'TEXT':
      return texts(
        fake,
        textsFor(field.name, object.name),
        Number(settings.maxLength ?? 'Infinity'),
      );
    case 'EMAIL':
      return {
        draw: ({ who }) => `${mailbox(who)}@${who.domain}`,
        vary: (value, number) => value.replace('@', `${number}@`),
      };
    case 'PHONE':
      return { ...listed(fake, 9_000_000_000, phoneAt), draw: () => phoneNumber(fake) };
    case 'URL':
      return {
        draw: ({ who }) => `https://${who.domain}`,
        vary: (value, number) => `${value}/${number}`,
      };
    case 'NUMBER':
      return numbers(fake, fieldRange(field, object));
    case 'RATING':
      return listed(fake, Number(settings.max ?? 5), (place) => String(place + 1));
    case 'BOOLEAN':
      return listed(fake, 2, (place) => (place === 0 ? 'true' : 'false'));
    case 'SELECT':
      return listed(
        fake,
        settings.options?.length ?? 0,
        (place) => settings.options?.[place] ?? '',
      );
    case 'MULTI_SELECT':
      return optionSets(fake, settings.options ?? []);
    case 'CURRENCY':
      return amounts(fake, field, object);
    case 'DATE':
      return dateColumn(fake, words(field.name));
    case 'DATE_TIME':
      return momentColumn(fake, words(field.name));
    default:
      throw new Error(`The seed knows no field type ${field.type}.`);
  }
}

function texts(fake: Fake, drawText: DrawText, maxLength: number): Values {
  return {
    draw: ({ who }) => cut(drawText(fake, who), maxLength),
    vary: (value, number) => {
      const room = maxLength - String(number).length;
      if (room < 0) return undefined;
      return room < 2 ? String(number) : `${cut(value, room - 1)} ${number}`;
    },
  };
}

/** Postgres counts characters, not UTF-16 units. */
function cut(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : [...text].slice(0, maxLength).join('').trimEnd();
}

/** A choice from values that can be counted. */
function listed(fake: Fake, size: number, at: (place: number) => string): Values {
  return { draw: () => at(fake.number.int({ max: size - 1 })), size: () => size, at };
}

function phoneAt(place: number): string {
  return `+1${1_000_000_000 + place}`;
}

function numbers(fake: Fake, range: NumberRange): Values {
  return {
    draw: () => anyNumber(fake, range),
    size: () => sizeOf(range),
    at: (place) => numberAt(range, place),
  };
}

/** Few options at a time; each place stands for one set of them. */
function optionSets(fake: Fake, options: readonly string[]): Values {
  const drawSet = (): string[] =>
    fake.helpers.arrayElements(options, { min: 1, max: Math.min(3, options.length) });
  return {
    draw: () => arrayLiteral(drawSet()),
    size: () => 2 ** Math.min(options.length, MANY_OPTIONS),
    at: (place) => arrayLiteral(options.filter((_, bit) => (place >> bit) & 1)),
  };
}

/** An array of texts as Postgres reads it. */
export function arrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

function amounts(fake: Fake, field: ModelField, object: ModelObject): Values {
  const { currencyCode = 'USD', precision, scale } = field.settings;
  const decimals = Math.min(Number(scale ?? 2), scale === undefined ? Number(precision ?? 2) : 2);
  const range = numberRange({
    decimals,
    largest:
      precision === undefined
        ? undefined
        : nines(Number(precision) - Number(scale ?? decimals), decimals),
    wish: naturalAmount(words(field.name), words(object.name)),
  });
  const money = (amount: string): string => `{"amount": ${amount}, "currency": "${currencyCode}"}`;
  return {
    draw: () => money(anyNumber(fake, range)),
    size: () => sizeOf(range),
    at: (place) => money(numberAt(range, place)),
  };
}

function naturalAmount(field: string, object: string): { min: number; max: number } {
  if (/\b(price|fee|cost|rate)\b/.test(field)) return { min: 5, max: 500 };
  if (/\b(salary|budget|revenue|income)\b|deal|opportunity/.test(`${field} ${object}`)) {
    return { min: 1_000, max: 200_000 };
  }
  return { min: 10, max: 5_000 };
}

const NATURAL_NUMBERS: readonly (readonly [
  RegExp,
  { min: number; max: number; decimals?: number },
])[] = [
  [/\byear\b/, { min: 1990, max: 2030 }],
  [/\bage\b/, { min: 18, max: 80 }],
  [
    /\b(percent|percentage|rate|ratio|discount|probability|share|progress|score)\b/,
    { min: 0, max: 100 },
  ],
  [/\b(quantity|count|pieces|units|seats|rooms|floors|guests)\b/, { min: 1, max: 20 }],
  [/\b(employees|headcount|staff)\b/, { min: 1, max: 5_000 }],
  [
    /\b(salary|budget|revenue)\b|\b(amount|value|total)\b.*\b(opportunity|deal|project|contract)\b/,
    { min: 1_000, max: 200_000 },
  ],
  [/\b(price|cost|amount|total|fee|value)\b/, { min: 10, max: 10_000, decimals: 2 }],
  [/\b(latitude|lat)\b/, { min: -90, max: 90, decimals: 6 }],
  [/\b(longitude|lng|lon)\b/, { min: -180, max: 180, decimals: 6 }],
  [
    /\b(weight|height|width|length|depth|size|distance|duration|hours)\b/,
    { min: 1, max: 200, decimals: 1 },
  ],
];

function fieldRange(field: ModelField, object: ModelObject): NumberRange {
  const { dataType = 'numeric', precision, scale, min, max } = field.settings;
  const name = `${words(field.name)} ${words(object.name)}`;
  const wish = NATURAL_NUMBERS.find(([pattern]) => pattern.test(name))?.[1] ?? {
    min: 0,
    max: 1_000,
  };
  const natural = Math.max(wish.decimals ?? 0, decimalsOf(min), decimalsOf(max));
  switch (dataType) {
    case 'int':
      return numberRange({ min, max, wish, decimals: 0, largest: '2147483647' });
    case 'bigint':
      return numberRange({ min, max, wish, decimals: 0, largest: '9223372036854775807' });
    case 'float':
      return numberRange({ min, max, wish, decimals: Math.max(natural, 2) });
    case 'numeric': {
      if (precision === undefined) return numberRange({ min, max, wish, decimals: natural });
      const decimals = Number(scale ?? 0);
      const largest = nines(Number(precision) - decimals, decimals);
      return numberRange({ min, max, wish, decimals, largest });
    }
  }
}

/** The largest number of so many digits before and behind the point. */
function nines(whole: number, decimals: number): string {
  return `${'9'.repeat(whole) || '0'}${decimals === 0 ? '' : `.${'9'.repeat(decimals)}`}`;
}
