/*
 * Ranges of decimal numbers: within every bound, digit for digit.
 */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { numberAt, numberRange, sizeOf } from '../../../scripts/seed/numbers.ts';

const WISH = { min: 0, max: 1_000 };

/** First number, last number and how many there are. */
function ends(limits: Parameters<typeof numberRange>[0]): [string, string, number] {
  const range = numberRange(limits);
  const size = sizeOf(range);
  return [numberAt(range, 0), numberAt(range, size - 1), size];
}

test.each([
  ['no bounds', { decimals: 0 }, ['0', '1000', 1001]],
  ['decimals', { decimals: 1 }, ['0', '1000', 10_001]],
  ['both bounds', { min: '-1', max: '1.5', decimals: 2 }, ['-1', '1.5', 251]],
  ['bounds between two steps', { min: '-0.19', max: '0.19', decimals: 1 }, ['-0.1', '0.1', 3]],
  ['a least number above what is natural', { min: '5000', decimals: 0 }, ['5000', '6000', 1001]],
  ['a greatest number below it', { max: '-50', decimals: 0 }, ['-1050', '-50', 1001]],
  ['a greatest number within it', { max: '7', decimals: 0 }, ['0', '7', 8]],
  ['the type', { decimals: 2, largest: '9.99' }, ['0', '9.99', 1000]],
  [
    'a type that ends below what is natural',
    { decimals: 1, largest: '0.9', wish: { min: 10, max: 20 } },
    ['0', '0.9', 10],
  ],
  [
    'the end of the type',
    { min: '2147483000', decimals: 0, largest: '2147483647' },
    ['2147483000', '2147483647', 648],
  ],
  [
    'more digits than a double has',
    { min: '99999999999999999999.01', max: '99999999999999999999.02', decimals: 2 },
    ['99999999999999999999.01', '99999999999999999999.02', 2],
  ],
])('%s', (_, limits, expected) => {
  expect(ends({ wish: WISH, ...limits })).toEqual(expected);
});

test('a range may be empty', () => {
  expect(sizeOf(numberRange({ min: '0.01', max: '0.02', decimals: 1, wish: WISH }))).toBe(0);
});

test('every number lies within the bounds and has no more decimals than asked for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e6, max: 1e6 }),
      fc.integer({ min: 0, max: 1e6 }),
      fc.integer({ min: 0, max: 3 }),
      fc.nat(),
      (units, more, decimals, place) => {
        const [min, max] = [units / 1000, (units + more) / 1000];
        const range = numberRange({
          min: min.toFixed(3),
          max: max.toFixed(3),
          decimals,
          wish: WISH,
        });
        const size = sizeOf(range);
        if (size === 0) return;
        const number = numberAt(range, place % size);
        expect(Number(number)).toBeGreaterThanOrEqual(min);
        expect(Number(number)).toBeLessThanOrEqual(max);
        expect(number.split('.')[1]?.length ?? 0).toBeLessThanOrEqual(decimals);
        expect(number).not.toMatch(/^-0$|\.\d*0$|\.$/);
      },
    ),
  );
});

test('whatever bounds there are, both ends keep to all of them, and there is a number if one fits', () => {
  const bound = fc.option(fc.integer({ min: -5_000, max: 5_000 }), { nil: undefined });
  fc.assert(
    fc.property(
      bound,
      bound,
      fc.constantFrom('9', '99', '9999', undefined),
      fc.constantFrom({ min: 0, max: 100 }, { min: 50, max: 60 }, { min: -90, max: 90 }),
      (min, max, largest, wish) => {
        const limits = { min: min?.toFixed(0), max: max?.toFixed(0), largest, wish, decimals: 0 };
        const range = numberRange(limits);
        const low = Math.max(min ?? -Infinity, -Number(largest ?? Infinity));
        const high = Math.min(max ?? Infinity, Number(largest ?? Infinity));
        expect(sizeOf(range) > 0).toBe(low <= high);
        if (low > high) return;
        expect(Number(range.low)).toBeGreaterThanOrEqual(low);
        expect(Number(range.high)).toBeLessThanOrEqual(high);
      },
    ),
  );
});
