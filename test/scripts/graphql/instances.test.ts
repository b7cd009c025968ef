/*
 * Built APIs: one for each shape however many ask, one build at a time, bounded by the heap they keep.
 */
import { expect, test } from '@jest/globals';
import { buildSchema as schemaOf } from 'graphql';
import { createDocuments } from '../../../scripts/graphql/documents.ts';
import { publicError } from '../../../scripts/graphql/errors.ts';
import { createInstances, type WorkspaceInstance } from '../../../scripts/graphql/instances.ts';
import type { Shape } from '../../../scripts/graphql/introspection.ts';
import { SHAPE_CHARACTER_BYTES } from '../../../scripts/graphql/limits.ts';
import { instanceEvictions } from '../../../scripts/graphql/metrics.ts';

const shape = (fingerprint: string, length = 1): Shape => ({
  fingerprint,
  text: 'x'.repeat(length),
});
const bytes = (shapes: number) => shapes * SHAPE_CHARACTER_BYTES;

function instance(): WorkspaceInstance {
  const schema = schemaOf('type Query { a: Int }');
  return { schema, documents: createDocuments(schema), fields: { of: () => [], has: () => false } };
}

function building(bytesMax = bytes(100)) {
  const begun: string[] = [];
  const ended: string[] = [];
  const build = async ({ fingerprint }: Shape) => {
    begun.push(fingerprint);
    await new Promise(setImmediate);
    ended.push(fingerprint);
    if (fingerprint.startsWith('bad')) throw new Error('no way');
    return instance();
  };
  return { begun, ended, instances: createInstances({ build, bytesMax }) };
}

async function evictions(): Promise<number> {
  const { values } = await instanceEvictions.get();
  return values[0]?.value ?? 0;
}

test('many who ask at once share one build', async () => {
  const { begun, instances } = building();
  const found = await Promise.all(Array.from({ length: 5 }, () => instances.get(shape('a'))));
  expect(new Set(found).size).toBe(1);
  expect(await instances.get(shape('a'))).toBe(found[0]);
  expect(begun).toEqual(['a']);
});

test('builds come one after the other, and what has arrived meanwhile goes first', async () => {
  const { begun, ended, instances } = building();
  const seen: string[][] = [];
  const builds = ['a', 'b', 'c'].map((name) => instances.get(shape(name)));
  await Promise.all([...builds, ...builds.map((build) => build.then(() => seen.push([...begun])))]);
  expect(ended).toEqual(['a', 'b', 'c']);
  expect(seen).toEqual([['a'], ['a', 'b'], ['a', 'b', 'c']]);
});

test('between two builds others have as long as the first took, not one turn only', async () => {
  const order: string[] = [];
  const build = async ({ fingerprint }: Shape) => {
    order.push(fingerprint);
    const began = performance.now();
    while (performance.now() - began < 50);
    return instance();
  };
  const instances = createInstances({ build, bytesMax: bytes(100) });
  const request = async () => {
    // As one that asks the database.
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    order.push('request');
  };
  await Promise.all([instances.get(shape('a')).then(request), instances.get(shape('b'))]);
  expect(order).toEqual(['a', 'request', 'b']);
});

test('a failed build is told to all who wait, holds up no other, and is tried again', async () => {
  const { begun, instances } = building();
  const bad = () => instances.get(shape('bad'));
  const [first, second, good] = await Promise.allSettled([bad(), bad(), instances.get(shape('a'))]);
  for (const outcome of [first, second]) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: { cause: { message: 'no way' } } });
  }
  expect(good?.status).toBe('fulfilled');
  while (begun.filter((name) => name === 'bad').length < 2) {
    await expect(bad()).rejects.toThrow('could not be built');
    await new Promise(setImmediate);
  }
});

test('what the caller is told of a failed build names the log', async () => {
  const reported: unknown[] = [];
  const error: unknown = await building()
    .instances.get(shape('bad'))
    .catch((thrown) => thrown);
  const said = publicError(error, { report: (id) => reported.push(id) });
  expect(said).toEqual({
    message: `The workspace's API cannot be served as it is now. The log has it under ${reported[0]}.`,
    extensions: { code: 'INTERNAL_SERVER_ERROR', id: reported[0] },
  });
});

test('those that were not used for longest go when there is no room', async () => {
  const { instances } = building(bytes(10));
  const before = await evictions();
  for (const name of ['a', 'b', 'c']) await instances.get(shape(name, 3));
  instances.use('a');
  await instances.get(shape('d', 3));
  expect(await evictions()).toBe(before + 1);
  expect(['a', 'b', 'c', 'd'].filter(instances.has)).toEqual(['a', 'c', 'd']);
  expect(instances.stats()).toEqual({ count: 3, documents: 0, bytes: bytes(9) });
});

test('queries that are kept count; one that is larger than all may be is kept alone', async () => {
  const { instances } = building(bytes(100));
  await instances.get(shape('a'));
  const { documents } = await instances.get(shape('b'));
  documents('{ a }');
  instances.use('b');
  expect(instances.stats()).toMatchObject({ count: 1, documents: 1 });
  expect(instances.has('b')).toBe(true);
});

test('one that nobody has any more is let go', async () => {
  const { instances } = building();
  await instances.get(shape('a'));
  instances.forget('a');
  expect(instances.stats()).toEqual({ count: 0, documents: 0, bytes: 0 });
});
