/*
 * The guide's TypeScript examples run as printed against the generated client and a real server; only
 * ids, what is awaited and what the guide leaves out are supplied. Each block is run, or is an exception
 * with its reason.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Client,
  createClient,
  type FieldInput,
  type Metadata,
  type ObjectInput,
} from '../../generated/acme/client.ts';
import { type Api, type Caller, objectId, startApi } from '../scripts/graphql/support.ts';
import { ROOT } from '../support/programs.ts';
import { compilerErrors } from './compile.ts';
import {
  DIGEST,
  EXCEPTIONS,
  type Example,
  examples,
  exceptionTo,
  filledIn,
  isProgram,
  literal,
  run,
} from './guide.ts';

const ALL = examples();
const RUNNABLE = ALL.filter((example) => exceptionTo(example) === undefined);
const PROGRAMS = RUNNABLE.filter(({ code }) => isProgram(code));

let api: Api;
let caller: Caller;
let client: Client;
let objects = 0;

beforeAll(async () => {
  api = await startApi();
  caller = await api.caller(await api.createWorkspace('shop'));
  client = createClient({ url: api.server.url, token: caller.token });
});
afterAll(() => api?.stop());

/** An object of its own, for fields that the guide adds to some object. */
async function someObject(): Promise<string> {
  objects += 1;
  return (await client.$metadata.createObject({ nameSingular: `thing${objects}` })).id;
}

/** What the guide takes from around its examples. */
async function contextOf(pending: Promise<unknown>[]) {
  const { $metadata, $query } = client;
  const thing = await someObject();
  const field = await $metadata.createField(thing, { name: 'old', type: 'TEXT' });
  const createField = (...input: Parameters<Metadata['createField']>) => {
    const created = $metadata.createField(...input);
    pending.push(created);
    return created;
  };
  return {
    ...$metadata,
    createField,
    query: async (text: string) =>
      $query(text, text.includes('$orderId') ? { orderId: await someOrder() } : undefined),
    personObjectId: thing,
    objectId: thing,
    fieldId: field.id,
    companyObjectId: await objectId(caller, 'company'),
    opportunityObjectId: await objectId(caller, 'opportunity'),
  };
}

async function someOrder(): Promise<string> {
  const customer = await client.companies.create({ data: { name: 'Acme' } });
  const product = await client.products.create({
    data: { name: 'Lamp', category: 'electronics', price: { amount: 19.99 } },
  });
  const order = await client.orders.create({ data: { customerId: customer.id } });
  await client.orderItems.create({
    data: { orderId: order.id, productId: product.id, quantity: 2 },
  });
  return order.id;
}

async function runProgram(example: Example): Promise<unknown> {
  const code = filledIn(example);
  const pending: Promise<unknown>[] = [];
  const context = await contextOf(pending);
  const text = code.replaceAll('company-id', context.companyObjectId);
  const names = [...code.matchAll(/^const (\w+) =/gm)].map(([, name]) => name);
  const answer = await run(`${text}\nreturn { ${names.join(', ')} };`, context);
  await Promise.all(pending);
  return answer;
}

/** A definition on its own: the guide shows what to give to createObject or createField. */
async function define(example: Example): Promise<void> {
  const code = filledIn(example);
  const { createObject, createField } = client.$metadata;
  const { fields = [], ...definition } = await literal<
    ObjectInput & FieldInput & { fields?: FieldInput[] }
  >(code);
  const created =
    definition.nameSingular === undefined
      ? await createField(await someObject(), { ...definition, name: definition.name ?? 'budget' })
      : await createObject(definition);
  expect(created).toMatchObject(definition.type ? { type: definition.type } : definition);
  for (const field of fields) {
    expect(await createField(created.id, field)).toMatchObject({ name: field.name });
  }
}

test('the examples are the guide’s, byte for byte', () => {
  const text = ALL.map(({ heading, code }) => `${heading}\n${code}`).join('\n');
  expect(createHash('sha256').update(text).digest('hex')).toBe(DIGEST);
});

test('every exception is one', () => {
  for (const exception of EXCEPTIONS) {
    expect([exception, ALL.some((example) => exceptionTo(example) === exception)]).toEqual([
      exception,
      true,
    ]);
  }
  expect(PROGRAMS.length).toBeGreaterThan(5);
});

describe('as printed', () => {
  test.each(RUNNABLE.map((example, place) => [place, example.heading, example] as const))(
    '%i: %s',
    async (_place, _heading, example) => {
      if (isProgram(example.code)) await runProgram(example);
      else await define(example);
    },
  );

  test('the queries answer what they ask for', async () => {
    const example = RUNNABLE.find(({ code }) => code.includes('GetOrderDetails')) as Example;
    expect(await runProgram(example)).toMatchObject({
      electronicsProducts: { products: { edges: [{ node: { name: 'Lamp', inStock: true } }] } },
      orderWithDetails: {
        order: {
          customer: { name: 'Acme' },
          orderItems: { edges: [{ node: { quantity: 2, product: { category: 'electronics' } } }] },
        },
      },
    });
  });
});

test('they compile, too', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-guide-'));
  const module = JSON.stringify(path.join(ROOT, 'generated', 'acme', 'client.ts'));
  // TypeScript refuses the guide's literal that says "fields" three times; JavaScript runs it.
  const bodies = PROGRAMS.filter(({ code }) => !code.includes('const userObject')).map(
    (example, place) => `export async function example${place}() {\n${filledIn(example)}\n}`,
  );
  const file = path.join(folder, 'guide.ts');
  fs.writeFileSync(
    file,
    `import type { Client, Metadata } from ${module};
declare const query: Client['$query'];
declare const { createObject, createField, createIndex, updateField, deleteField }: Metadata;
declare const personObjectId: string, companyObjectId: string, opportunityObjectId: string;
declare const objectId: string, fieldId: string;
${bodies.join('\n')}`,
  );
  const typeRoots = path.join(ROOT, 'node_modules', '@types');
  const errors = compilerErrors(file, '--types', 'node', '--typeRoots', typeRoots);
  fs.rmSync(folder, { recursive: true });
  expect(errors).toEqual([]);
});
