import { describe, expect, test } from '@jest/globals';
import { decimalText, toJsonNumber } from '../../../../scripts/graphql/values/decimal.ts';

describe('toJsonNumber', () => {
  test.each([
    ['0', 0],
    ['-0.00', 0],
    ['10', 10],
    ['10.50', 10.5],
    ['0.1', 0.1],
    ['-1234.5678', -1234.5678],
    ['9007199254740992', 9007199254740992],
    ['1000000000000000000000', 1e21],
    ['0.0000001', 1e-7],
  ])('%s is the number %d', (text, number) => {
    expect(toJsonNumber(text)).toBeCloseTo(number, 20);
    expect(typeof toJsonNumber(text)).toBe('number');
  });

  test.each([
    '9007199254740993',
    '12345678901234567.89',
    '0.1000000000000000055511151231257827',
    '1.23456789012345678',
    'NaN',
    'Infinity',
    '-Infinity',
  ])('%s stays a string', (text) => {
    expect(toJsonNumber(text)).toBe(text);
  });
});

describe('decimalText', () => {
  test.each([
    [1, '1'],
    [1.5, '1.5'],
    [1e21, '1e+21'],
    ['1.50', '1.50'],
    ['-.5', '-.5'],
    ['+5.', '+5.'],
    ['1e3', '1e3'],
  ])('%j is %s', (value, text) => {
    expect(decimalText(value)).toBe(text);
  });

  test.each([
    ['one'],
    [''],
    ['.'],
    ['1,5'],
    ['0x10'],
    [' 1'],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [true],
    [null],
    [{}],
  ])('%j is none', (value) => {
    expect(decimalText(value)).toBeUndefined();
  });
});
