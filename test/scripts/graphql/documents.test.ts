/*
 * How many plans are kept: those asked for last, of each operation a few, and all of an API so many bytes.
 */
import { setImmediate as turn } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import { expect, test } from '@jest/globals';
import { constant, execute, makeGrafastSchema } from 'postgraphile/grafast';
import { createDocuments } from '../../../scripts/graphql/documents.ts';
import { DOCUMENTS_MAX, OPERATION_PLANS_MAX } from '../../../scripts/graphql/limits.ts';

function counting(bytesMax?: number) {
  let planned = 0;
  const made = makeGrafastSchema({
    typeDefs: 'type Query { a: Int  byId(id: ID): Int }',
    objects: {
      Query: {
        plans: {
          a() {
            planned++;
            return constant(1);
          },
          byId: () => constant(1),
        },
      },
    },
  });
  const documents = createDocuments(made, bytesMax === undefined ? {} : { bytesMax });
  const ask = async (
    query: string,
    variableValues: Record<string, boolean> = {},
    seen?: (operation: object) => void,
  ) => {
    const parsed = documents(query);
    if (!parsed.document) throw new Error(`not valid: ${query}`);
    const { document, schema } = parsed;
    for (const operation of document.definitions) seen?.(operation);
    const before = planned;
    await execute({ schema, document, variableValues });
    return planned > before;
  };
  return Object.assign(ask, { documents });
}

test('an operation is planned once, until so many others were', async () => {
  const isPlanned = counting();
  expect(await isPlanned('{ a }')).toBe(true);
  expect(await isPlanned('{ a }')).toBe(false);
  for (let other = 0; other < DOCUMENTS_MAX; other++) {
    expect(await isPlanned(`{ a${other}: a }`)).toBe(true);
  }
  expect(await isPlanned('{ a }')).toBe(true);
});

test('one operation has few plans, whatever its @include say', async () => {
  const isPlanned = counting();
  const names = ['p', 'q', 'r', 's'];
  const query = `query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) {
    a ${names.map((name) => `${name}: a @include(if: $${name})`).join(' ')}
  }`;
  const variant = (number: number) =>
    Object.fromEntries(names.map((name, bit) => [name, ((number >> bit) & 1) === 1]));
  for (let number = 0; number <= OPERATION_PLANS_MAX; number++) {
    expect(await isPlanned(query, variant(number))).toBe(true);
  }
  expect(await isPlanned(query, variant(OPERATION_PLANS_MAX))).toBe(false);
  expect(await isPlanned(query, variant(0))).toBe(true);
});

test('plans go when they are more than may be kept, those asked for last stay', async () => {
  const { documents } = counting();
  documents('{ a }');
  const one = documents.bytes();
  const isPlanned = counting(3 * one + 10_000);
  for (const name of ['p', 'q', 'r']) await isPlanned(`{ ${name}: a }`);
  expect(await isPlanned('{ p: a }')).toBe(false);
  await isPlanned('{ s: a }');
  expect(isPlanned.documents.bytes()).toBeLessThan(3 * one + 10_000);
  expect(await isPlanned('{ p: a }')).toBe(false);
  expect(await isPlanned('{ q: a }')).toBe(true);
});

test('what is estimated grows with what is selected, wherever it is spread, and with variants', () => {
  const size = (query: string): number => {
    const { documents } = counting();
    expect(documents(query).errors).toBeUndefined();
    return documents.bytes();
  };
  const list = 'x: a y: a z: a';
  const plain = size(`{ ${list} b: a }`);
  const fragment = `fragment f on Query { ${list} }`;
  expect(size(`{ ...f } ${fragment}`)).toBeLessThan(size(`{ ...f ...f ...f } ${fragment}`));
  expect(size(`query ($v: Boolean = true) { ${list} b: a @skip(if: $v) }`)).toBeGreaterThan(
    (OPERATION_PLANS_MAX - 1) * plain,
  );
  // Whether such an id is given decides what is planned.
  expect(size('query ($id: ID) { byId(id: $id) }')).toBeGreaterThan(
    (OPERATION_PLANS_MAX - 1) * size('query ($id: ID!) { byId(id: $id) }'),
  );
  expect(size('query A { a } query B { a }')).toBeGreaterThan(1.9 * size('query A { a }'));
});

test('a query that is not valid takes little, and one that is larger than all may be is answered', async () => {
  const { documents } = counting();
  documents('{ nothing }');
  expect(documents.bytes()).toBeLessThan(10_000);
  const isPlanned = counting(10);
  expect(await isPlanned('{ a }')).toBe(true);
  expect(isPlanned.documents.bytes()).toBe(0);
});

test('what is too long to be kept is gone after its request, with its plan', async () => {
  const isPlanned = counting(200_000);
  v8.setFlagsFromString('--expose-gc');
  const collectGarbage = vm.runInNewContext('gc') as () => void;
  const seen = async (query: string): Promise<WeakRef<object>> => {
    const operations: object[] = [];
    expect(await isPlanned(query, {}, (operation) => operations.push(operation))).toBe(true);
    return new WeakRef(operations[0] as object);
  };
  const kept = await seen('{ a }');
  const long = await seen(`{ a ${'# a comment\n'.repeat(1_000)} }`);
  for (let round = 0; round < 3; round++) {
    await turn(); // what a WeakRef was made of stays until the end of the turn
    collectGarbage();
  }
  expect(kept.deref()).toBeDefined();
  expect(long.deref()).toBeUndefined();
});
