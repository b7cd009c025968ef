/*
 * Points in time within four digits of a year.
 */
import { expect, test } from '@jest/globals';
import { isPointInTime } from '../../../../scripts/graphql/values/datetime.ts';

test.each([
  ['2026-11-22', true],
  ['2026-11-22T10:30', true],
  ['2026-11-22 10:30:59.123456', true],
  ['2026-11-22T10:30:59z', true],
  ['2026-11-22T10:30:59+0530', true],
  ['2026-11-22T10:30:59-08', true],
  ['2026-02-31T00:00:00Z', true], // no date of the calendar: for Postgres to say
  ['0001-01-01T00:00:00Z', true],
  ['0001-01-01T00:00:00+14', false],
  ['0001-01-01T14:00:00+14:00', true],
  ['0000-12-31T23:00:00Z', false],
  ['9999-12-31T23:59:59Z', true],
  ['9999-12-31T23:59:59-14:00', false],
  ['10000-01-01T00:00:00Z', false],
  ['-0001-01-01T00:00:00Z', false],
  ['2026-11-22T10', false],
  ['22.11.2026', false],
  ['now', false],
  ['infinity', false],
])('%s: %s', (text, expected) => {
  expect(isPointInTime(text)).toBe(expected);
});
