/*
 * How much an introspection may tell: what tools ask for, of a schema of any size, and not a thousand times
 * the same.
 */
import { describe, expect, test } from '@jest/globals';
import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { introspectionLimit } from '../../../scripts/graphql/introspection-size.ts';

const TIMES = 4;
const rule = introspectionLimit(TIMES);

const thing = (number: number): string => `
  type Thing${number} { id: ID!  name(first: Int, filter: Filter${number}): String  next: Thing${number + 1} }
  input Filter${number} { and: [Filter${number}!]  name: String }`;

const schemaOf = (things: number) =>
  buildSchema(`
    type Query { first: Thing0 }
    ${Array.from({ length: things }, (_, number) => thing(number)).join('\n')}
    type Thing${things} { id: ID! }`);

const aliases = (count: number, text: string): string =>
  Array.from({ length: count }, (_, number) => `a${number}: ${text}`).join(' ');

const faults = (query: string, schema = schemaOf(5)) => validate(schema, parse(query), [rule]);

/** Each spreads the next one twice: a walk along all ways would have no end. */
const doubling = Array.from(
  { length: 30 },
  (_, number) => `fragment f${number} on Query { ...f${number + 1} ...f${number + 1} }`,
);

describe('allowed', () => {
  test.each([
    ['no introspection', '{ first { id } }'],
    ['what is no more than a name', `{ __typename ${aliases(500, '__typename')} }`],
    ['one type, which a variable names', 'query ($name: String!) { __type(name: $name) { name } }'],
    [
      'fragments',
      '{ ...a } fragment a on Query { __schema { ...b } } fragment b on __Schema { types { name } }',
    ],
    [
      'fragments that spread one another',
      `{ ...f0 } ${doubling.join(' ')} fragment f30 on Query { __schema { types { name } } }`,
    ],
    [
      'fragments in a circle',
      '{ ...a } fragment a on Query { ...a __schema { ...b } } fragment b on __Schema { ...b }',
    ],
  ])('%s', (_what, query) => {
    expect(faults(query)).toEqual([]);
  });

  test.each([1, 5, 200])('the standard introspection of %i types', (things) => {
    expect(faults(getIntrospectionQuery(), schemaOf(things))).toEqual([]);
  });
});

describe('refused', () => {
  const far = (inner: string): string => `types { fields { type { fields { ${inner} } } } }`;

  test.each([
    ['one name a thousand times', `{ __schema { ${far(aliases(1000, 'name'))} } }`],
    [
      'everything a hundred times',
      `{ ${aliases(100, '__schema { types { name fields { name args { name } } } }')} }`,
    ],
    [
      'a fragment a hundred times',
      `{ ${aliases(100, '__schema { ...a }')} } fragment a on __Schema { types { name fields { name args { name } } } }`,
    ],
    [
      'by way of a fragment of the root',
      `{ ...a } fragment a on Query { __schema { ${far(aliases(1000, 'name'))} } }`,
    ],
    [
      'of a type that a variable names',
      `query ($name: String!) { __type(name: $name) { fields { type { fields { ${aliases(1000, 'name')} } } } } }`,
    ],
  ])('%s', (_what, query) => {
    expect(faults(query)).toMatchObject([
      {
        message: expect.stringMatching(/^The introspection gives more than \d+ values, 4 times/),
        extensions: { limit: 'introspection' },
      },
    ]);
  });

  test('a long description a hundred times, which once is served', () => {
    const schema = buildSchema(`
      type Query { first: Thing }
      """${'x'.repeat(500_000)}"""
      type Thing { id: ID! }
    `);
    const ask = (count: number) =>
      faults(`{ __type(name: "Thing") { ${aliases(count, 'description')} } }`, schema);
    expect(ask(1)).toEqual([]);
    expect(faults(getIntrospectionQuery(), schema)).toEqual([]);
    expect(ask(100)).toMatchObject([{ extensions: { limit: 'introspection' } }]);
  });
});
