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
    // A carriage return ends a comment, and a string that has no end.
    ['#\r{ a }', 1],
    ['# "\r\n{ a { b } }', 2],
    ['{ a(b: "x\r{{{', 5],
    // Strings without an end: they are passed once, not once from each of their quotes.
    [`{ a(b: "${'\\"'.repeat(200_000)}`, 2],
    [`{ a(b: """${'\\"""'.repeat(100_000)}`, 2],
    ['"{\n'.repeat(100_000), 0],
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
