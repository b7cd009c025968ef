/*
 * docs/reading.md: its table has the operators that there are.
 */
import { expect, test } from '@jest/globals';
import { FILTER_KINDS } from '../../scripts/graphql/filters.ts';
import { readDocument } from '../support/documents.ts';

test('the table of operators', () => {
  const rows = [
    ...readDocument('docs', 'reading.md').matchAll(/^\| `(\w+Filter)` +\|[^|]+\|([^|]+)\|$/gm),
  ].map(([, name = '', operators = '']) => [
    name,
    [...operators.matchAll(/`(\w+)`/g)].map(([, operator]) => operator).toSorted(),
  ]);
  const kinds = Object.values(FILTER_KINDS).map(({ typeName, operators }) => [
    typeName,
    operators.toSorted(),
  ]);
  expect(Object.fromEntries(rows)).toEqual({
    ...Object.fromEntries(kinds),
    CurrencyFilter: ['amount', 'currency', 'is'],
  });
});
