/*
 * Decimal numbers digit for digit: a range is whole numbers of its smallest step, so that bounds which
 * a double would round are kept.
 */
import type { Fake } from '../demo/fake.ts';

/** The numbers from `low` to `high`, in steps of 10^-`decimals`; none when `low` is above `high`. */
export interface NumberRange {
  readonly low: bigint;
  readonly high: bigint;
  readonly decimals: number;
}

/** What a range is made of, in decimal text: the user's bounds, the type's, and what would look natural. */
export interface RangeLimits {
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  /** The largest number that the type holds; its smallest is the negative of that. */
  readonly largest?: string | undefined;
  readonly decimals: number;
  readonly wish: { readonly min: number; readonly max: number };
}

/** The widest span that one draw covers: whole numbers that a double tells apart. */
const WIDEST = BigInt(Number.MAX_SAFE_INTEGER);

/** Between the user's bounds; where there is but one or none, as near to what is natural as they allow. */
export function numberRange({ min, max, largest, decimals, wish }: RangeLimits): NumberRange {
  const steps = (text: string | undefined, towards: 'up' | 'down'): bigint | undefined =>
    text === undefined ? undefined : scaled(text, decimals, towards);
  const floor = greatest(steps(min, 'up'), steps(largest && `-${largest}`, 'up'));
  const ceiling = least(steps(max, 'down'), steps(largest, 'down'));
  let low = scaled(String(wish.min), decimals, 'up');
  let high = scaled(String(wish.max), decimals, 'down');
  const span = high - low;
  if (min !== undefined && max !== undefined) {
    low = floor ?? low;
    high = ceiling ?? high;
  } else if (floor !== undefined && low < floor) {
    low = floor;
    high = least(floor + span, ceiling) ?? high;
  } else if (ceiling !== undefined && high > ceiling) {
    high = ceiling;
    if (low > high) low = greatest(ceiling - span, leastNatural(floor, low, high)) ?? low;
  }
  return { low, high, decimals };
}

/** Where numbers begin that would be below what is natural: at zero, if it would not be negative. */
function leastNatural(floor: bigint | undefined, low: bigint, high: bigint): bigint | undefined {
  return low >= 0n && high >= 0n ? (greatest(floor, 0n) ?? 0n) : floor;
}

/** How many numbers a range has; what does not fit a double counts as the most that does. */
export function sizeOf({ low, high }: NumberRange): number {
  const size = high - low + 1n;
  return Number(size < 0n ? 0n : size > WIDEST ? WIDEST : size);
}

/** The number at a place of the range, without zeros at its end. */
export function numberAt({ low, decimals }: NumberRange, place: number): string {
  const units = low + BigInt(place);
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Any number of the range. */
export function anyNumber(fake: Fake, range: NumberRange): string {
  return numberAt(range, fake.number.int({ max: sizeOf(range) - 1 }));
}

/** How many digits stand behind the point of decimal text. */
export function decimalsOf(text: string | undefined): number {
  return /\.(\d*?)0*$/.exec(text ?? '')?.[1]?.length ?? 0;
}

/** Decimal text as a whole number of steps, rounded towards one side. */
function scaled(text: string, decimals: number, towards: 'up' | 'down'): bigint {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const kept = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  const value = sign === '-' ? -kept : kept;
  const isCut = /[1-9]/.test(fraction.slice(decimals));
  if (!isCut || (sign === '-') === (towards === 'up')) return value;
  return towards === 'up' ? value + 1n : value - 1n;
}

function greatest(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}

function least(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}
