import { describe, expect, test } from '@jest/globals';
import { type ObjectValueNode, parseValue, print } from 'graphql';
import {
  currencyFromPg,
  currencyToPg,
  exactCurrencyLiteral,
  parseCurrencyLiteral,
} from '../../../../scripts/graphql/values/currency.ts';

describe('currencyToPg', () => {
  test.each([
    [{ amount: 19.99, currency: 'EUR' }, '{"amount":19.99,"currency":"EUR"}'],
    [{ amount: 5 }, '{"amount":5,"currency":"USD"}'],
    [{ amount: 5, currency: null }, '{"amount":5,"currency":"USD"}'],
    [{ amount: '12345678901234567890.12' }, '{"amount":12345678901234567890.12,"currency":"USD"}'],
    [{ amount: '+.50' }, '{"amount":0.50,"currency":"USD"}'],
    [{ amount: '-007.' }, '{"amount":-7,"currency":"USD"}'],
    [{ amount: '1.e2' }, '{"amount":1e2,"currency":"USD"}'],
  ])('%j', (value, text) => {
    expect(currencyToPg(value, 'USD')).toBe(text);
    expect(() => JSON.parse(text)).not.toThrow();
  });

  test.each([
    [5],
    ['5 USD'],
    [[5]],
    [{}],
    [{ amount: 'five' }],
    [{ amount: 1, currency: 'usd' }],
    [{ amount: 1, cents: 2 }],
  ])('%j is refused', (value) => {
    expect(() => currencyToPg(value, 'USD')).toThrow(/^Currency/);
  });

  test('without a default the currency has to be given', () => {
    expect(() => currencyToPg({ amount: 1 }, undefined)).toThrow('no default currency');
  });
});

test('currencyFromPg keeps the digits of the amount', () => {
  expect(currencyFromPg('{"amount": 19.90, "currency": "USD"}')).toEqual({
    amount: 19.9,
    currency: 'USD',
  });
  expect(currencyFromPg('{"amount": 12345678901234567890.12, "currency": "USD"}')).toEqual({
    amount: '12345678901234567890.12',
    currency: 'USD',
  });
});

describe('literals', () => {
  test('numbers become strings of their digits', () => {
    const literal = parseValue(
      '{ amount: 12345678901234567890.12, currency: $code }',
    ) as ObjectValueNode;
    expect(print(exactCurrencyLiteral(literal))).toBe(
      '{amount: "12345678901234567890.12", currency: $code}',
    );
  });

  test('one with a variable is checked when its value is known', () => {
    const literal = parseValue('{ amount: $amount }');
    expect(() => parseCurrencyLiteral(literal)).not.toThrow();
    expect(() => parseCurrencyLiteral(literal, { amount: 'five' })).toThrow('Currency.amount');
    expect(() => parseCurrencyLiteral(parseValue('{ amount: "five" }'))).toThrow('Currency.amount');
  });
});
