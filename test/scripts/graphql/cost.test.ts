/*
 * The cost of a query: pages multiply, aliases and root fields count, fragments count where they are spread.
 */
import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { fragmentsOf, operationCost, type Variables } from '../../../scripts/graphql/cost.ts';

const schema = buildSchema(`
  type Query {
    person(filter: Int): Person
    people(first: Int, last: Int, filter: Filter, orderBy: [Order]): PersonConnection!
    peopleGroupBy(limit: Int): [Group!]!
    objects(paging: Paging): PersonConnection!
  }
  type Mutation { createPeople(data: [Int!]!): [Person!]!  createPerson(data: Order): Person  deletePeople(filter: Int): [Person!]! }
  input Filter { name: Operators, or: [Filter!], not: Filter }
  input Operators { eq: String, in: [String!] }
  input Order { name: String }
  input Paging { first: Int, last: Int }
  type Group { key: String  totalCount: Int }
  type Person { id: ID  name: String  company: Company }
  type Company { id: ID  people(first: Int, last: Int, filter: Filter): PersonConnection! }
  type PersonConnection { edges: [PersonEdge!]!  pageInfo: PageInfo!  totalCount: Int }
  type PersonEdge { node: Person!  cursor: String }
  type PageInfo { hasNextPage: Boolean }
`);

function cost(query: string, variables: Variables = {}, given = schema): number {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error('The operation comes first.');
  return operationCost(
    { schema: given, pageSize: 60 },
    fragmentsOf(document),
    operation,
  )(variables);
}

const ROOT = 10_000;
const AGGREGATE = 10;
const RELATION = 20_000;
const CONDITION = 500;

describe('a query costs', () => {
  test.each<[string, string, number]>([
    ['its root field and its values', '{ person { id name } }', ROOT + 2],
    [
      'a page: edges, nodes, values',
      '{ people(first: 5) { edges { node { id } } } }',
      ROOT + 1 + 5 * 2,
    ],
    ['the usual page where none is asked for', '{ people { edges { cursor } } }', ROOT + 1 + 60],
    ['the last ones as the first ones', '{ people(last: 5) { edges { cursor } } }', ROOT + 1 + 5],
    [
      'pages in pages',
      '{ people(first: 3) { edges { node { company { people(first: 4) { edges { cursor } } } } } } }',
      ROOT + 1 + 3 * (1 + 1 + (1 + (1 + 4))) + 2 * RELATION,
    ],
    [
      'each list and record of a record once, by whatever alias',
      '{ person { a: company { id } b: company { people { totalCount } } } }',
      ROOT + 2 + 1 + 1 + AGGREGATE + 3 * RELATION,
    ],
    [
      'conditions as often as they stand there, not for each record',
      '{ people(first: 2) { edges { node { company { people(filter: { name: { eq: "a" } }) { totalCount } } } } } }',
      ROOT + 1 + 2 * (1 + 1 + 1 + AGGREGATE) + 2 * RELATION + 2 * CONDITION,
    ],
    [
      'conditions within conditions, and keys of an order',
      '{ people(first: 0, filter: { or: [{ name: { eq: "a" } }, { not: {} }] }, orderBy: [{ name: "a" }, { name: "b" }]) { pageInfo { hasNextPage } } }',
      ROOT + 2 + 7 * CONDITION,
    ],
    [
      'no more for many values of one condition',
      '{ people(filter: { name: { in: ["a", "b", "c"] } }) { totalCount } }',
      ROOT + AGGREGATE + 2 * CONDITION,
    ],
    [
      'nothing for what is written',
      'mutation { createPerson(data: { name: "a" }) { id } }',
      ROOT + 1,
    ],
    [
      'what is computed over a list',
      '{ people(first: 1) { totalCount pageInfo { hasNextPage } } }',
      ROOT + AGGREGATE + 2,
    ],
    ['aliases each', '{ a: person { id } b: person { x: id y: id } }', 2 * ROOT + 3],
    [
      'a paging argument',
      '{ objects(paging: { first: 7 }) { edges { cursor } } }',
      ROOT + 1 + 7 + CONDITION,
    ],
    ['groups, as many as asked for', '{ peopleGroupBy(limit: 4) { key } }', ROOT + 4],
    ['groups, as many as there may be', '{ peopleGroupBy { key } }', ROOT + 200],
    ['as many records as are given', 'mutation { createPeople(data: [1, 2, 3]) { id } }', ROOT + 3],
    ['as many records as a batch may have', 'mutation { deletePeople { id } }', ROOT + 200],
    ['nothing for introspection', '{ __typename __schema { types { name } } }', 0],
  ])('%s', (_what, query, expected) => {
    expect(cost(query)).toBe(expected);
  });

  test('what its variables say', () => {
    const query = 'query ($first: Int) { people(first: $first) { edges { cursor } } }';
    expect(cost(query, { first: 10 })).toBe(ROOT + 1 + 10);
    expect(cost(query)).toBe(ROOT + 1 + 60);
    expect(cost(query, { first: 1e9 })).toBe(ROOT + 1 + 200);
    expect(cost(query, { first: -5 })).toBe(ROOT + 1);
    const paging = 'query ($paging: Paging) { objects(paging: $paging) { edges { cursor } } }';
    expect(cost(paging, { paging: { last: 3 } })).toBe(ROOT + 1 + 3 + CONDITION);
    const filter = 'query ($filter: Filter) { people(filter: $filter) { totalCount } }';
    const or = Array.from({ length: 1000 }, (_, n) => ({ name: { eq: String(n) } }));
    expect(cost(filter, { filter: { or } })).toBe(ROOT + AGGREGATE + 2001 * CONDITION);
    const data = 'mutation ($data: [Int!]!) { createPeople(data: $data) { id } }';
    expect(cost(data, { data: [1, 2] })).toBe(ROOT + 2);
  });

  test('what its variables are by default', () => {
    const query = 'query ($first: Int = 150) { people(first: $first) { edges { cursor } } }';
    expect(cost(query)).toBe(ROOT + 1 + 150);
    expect(cost(query, { first: 10 })).toBe(ROOT + 1 + 10);
    const paging =
      'query ($paging: Paging = { first: 9 }) { objects(paging: $paging) { edges { cursor } } }';
    expect(cost(paging)).toBe(ROOT + 1 + 9 + CONDITION);
    const data = 'mutation ($data: [Int!]! = [1, 2, 3]) { createPeople(data: $data) { id } }';
    expect(cost(data)).toBe(ROOT + 3);
  });

  test('a fragment wherever it is spread', () => {
    const fragments = 'fragment f on Person { id ...g } fragment g on Person { name }';
    expect(cost(`{ person { ...f ... on Person { id } } } ${fragments}`)).toBe(ROOT + 3);
    const related = 'fragment c on Person { company { id } }';
    expect(cost(`{ person { ...c ...c } } ${related}`)).toBe(ROOT + 4 + 2 * RELATION);
    const root = 'fragment r on Query { person { id } }';
    expect(cost(`{ ...r ...r } ${root}`)).toBe(2 * (ROOT + 1));
  });

  test('fragments that double each other, without taking that long to count', () => {
    const levels = Array.from(
      { length: 40 },
      (_, n) => `fragment f${n} on Person { ...f${n + 1} ...f${n + 1} }`,
    );
    const query = `{ person { ...f0 } } ${levels.join(' ')} fragment f40 on Person { id }`;
    expect(cost(query)).toBe(ROOT + 2 ** 40);
  });

  test('a record by what it is, though its object is named as a list is', () => {
    const named = (thing: string, edge: string) =>
      buildSchema(`
        type Query { things: QConnection }
        type QConnection { edges: [QEdge!]!  pageInfo: PageInfo! }
        type QEdge { node: ${thing} }
        type PageInfo { hasNextPage: Boolean }
        type ${thing} { id: ID  node: ${edge}  others(first: Int): QConnection }
        type ${edge} { id: ID  node: ${thing} }
      `);
    const query =
      '{ things { edges { node { node { node { id } } others(first: 2) { edges { node { node { id } } } } } } } }';
    const [plain, disguised] = [named('Thing', 'Part'), named('ThingConnection', 'ThingEdge')].map(
      (given) => cost(query, {}, given) - cost('{ things { edges { node { id } } } }', {}, given),
    );
    expect(plain).toBeGreaterThan(4 * RELATION);
    // What an aggregate would cost more, for each record.
    expect(disguised).toBeGreaterThanOrEqual(plain as number);
  });
});
