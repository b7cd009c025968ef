/*
 * How many plans are kept: those asked for last, of each operation a few.
 */
import { setImmediate as turn } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import { expect, test } from '@jest/globals';
import { constant, execute, makeGrafastSchema } from 'postgraphile/grafast';
import { createDocuments } from '../../../scripts/graphql/documents.ts';
import {
  DOCUMENT_CHARACTERS_MAX,
  DOCUMENTS_MAX,
  OPERATION_PLANS_MAX,
} from '../../../scripts/graphql/limits.ts';

type Seen = (operation: object) => void;

function counting() {
  let planned = 0;
  const schema = makeGrafastSchema({
    typeDefs: 'type Query { a: Int }',
    objects: {
      Query: {
        plans: {
          a() {
            planned++;
            return constant(1);
          },
        },
      },
    },
  });
  const documents = createDocuments(schema);
  return async (query: string, variableValues: Record<string, boolean> = {}, seen?: Seen) => {
    const parsed = documents(query);
    for (const operation of parsed.document?.definitions ?? []) seen?.(operation);
    if (!parsed.document) throw new Error(`not valid: ${query}`);
    const before = planned;
    await execute({ schema: parsed.schema, document: parsed.document, variableValues });
    return planned > before;
  };
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

test('what is too long to be kept is gone after its request, with its plan', async () => {
  const isPlanned = counting();
  v8.setFlagsFromString('--expose-gc');
  const collectGarbage = vm.runInNewContext('gc') as () => void;
  const seen = async (query: string): Promise<WeakRef<object>> => {
    const operations: object[] = [];
    expect(await isPlanned(query, {}, (operation) => operations.push(operation))).toBe(true);
    return new WeakRef(operations[0] as object);
  };
  const kept = await seen('{ a }');
  const long = await seen(`{ a ${'# a comment\n'.repeat(DOCUMENT_CHARACTERS_MAX / 10)} }`);
  for (let round = 0; round < 3; round++) {
    await turn(); // what a WeakRef was made of stays until the end of the turn
    collectGarbage();
  }
  expect(kept.deref()).toBeDefined();
  expect(long.deref()).toBeUndefined();
});
