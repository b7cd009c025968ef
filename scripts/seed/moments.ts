/*
 * Dates and points in time that fit the field's name: births are long ago, deadlines ahead, the rest
 * within two years. Seen from the day of the seed.
 */
import type { Fake } from '../demo/fake.ts';
import type { Values } from './columns.ts';

const DAY_MS = 86_400_000;
const YEAR = 365;

/** Days before (negative) or after today, by the words of the field's name. */
const NATURAL_DAYS: readonly (readonly [RegExp, { from: number; to: number }])[] = [
  [/\b(birth|born|birthday|birthdate)\b/, { from: -80 * YEAR, to: -18 * YEAR }],
  [
    /\b(due|close|end|ends|expires?|expiry|expiration|deadline|until|delivery|next|renewal)\b/,
    { from: -30, to: 180 },
  ],
  [/\b(founded|established|hired|joined)\b/, { from: -20 * YEAR, to: -30 }],
];
const RECENT = { from: -2 * YEAR, to: 0 };

/** A DATE column. Each day is another value, beginning with the first natural one. */
export function dateColumn(fake: Fake, name: string): Values {
  const { from, to } = naturalDays(name);
  const at = (place: number): string => moment(fake, (from + place) * DAY_MS).slice(0, 10);
  return {
    draw: () => at(fake.number.int({ max: to - from })),
    size: () => daysLeft(fake) - from,
    at,
  };
}

/** A DATE_TIME column, to the second. */
export function momentColumn(fake: Fake, name: string): Values {
  const { from, to } = naturalDays(name);
  const seconds = (to - from) * (DAY_MS / 1000);
  const at = (place: number): string => moment(fake, from * DAY_MS + place * 1000);
  return {
    draw: () => at(fake.number.int({ max: seconds })),
    size: () => (daysLeft(fake) - from) * (DAY_MS / 1000),
    at,
  };
}

/** A point in time so many milliseconds after the day of the seed, as Postgres prints it in UTC. */
export function moment(fake: Fake, milliseconds: number): string {
  const iso = new Date(fake.defaultRefDate().getTime() + milliseconds).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}+00`;
}

/** Until the year 9999, which is the last that every client can read. */
function daysLeft(fake: Fake): number {
  return Math.floor((Date.UTC(9999, 0) - fake.defaultRefDate().getTime()) / DAY_MS);
}

function naturalDays(name: string): { from: number; to: number } {
  return NATURAL_DAYS.find(([pattern]) => pattern.test(name))?.[1] ?? RECENT;
}
