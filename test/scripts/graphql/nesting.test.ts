import { describe, expect, test } from '@jest/globals';
import { queryNesting, valueNesting } from '../../../scripts/graphql/nesting.ts';

describe('queryNesting', () => {
  test.each([
    ['{ a }', 1],
    ['{ a(b: { c: [1, 2] }) { d } }', 4],
    ['{ a } { b }', 1],
    ['{ a(b: "{{{ \\" {{{") }', 2],
    ['{ a(b: """{{{ " {{{""") } # {{{', 2],
    ['{'.repeat(500_000), 500_000],
  ])('%#', (query, depth) => {
    expect(queryNesting(query)).toBe(depth);
  });
});

describe('valueNesting', () => {
  test.each([
    [undefined, 0],
    [1, 0],
    [{}, 1],
    [{ a: [1, { b: null }], c: 'x' }, 3],
    [JSON.parse('['.repeat(5_000) + ']'.repeat(5_000)), 5_000],
  ])('%#', (value, depth) => {
    expect(valueNesting(value)).toBe(depth);
  });
});
