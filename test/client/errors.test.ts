/*
 * What the demo workspace's client throws, against a real server.
 */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import {
  type ApiError,
  BadUserInputError,
  type Client,
  ConflictError,
  ConnectionError,
  createClient,
  ForbiddenError,
  MetadataValidationError,
  NotFoundError,
  UnauthenticatedError,
} from '../../generated/acme/client.ts';
import { ProductsDocument } from '../../generated/acme/documents.ts';
import type { Api, Caller } from '../scripts/graphql/support.ts';
import { startCommerce } from './commerce.ts';

let api: Api;
let caller: Caller;
let client: Client;

beforeAll(async () => {
  ({ api, caller, client } = await startCommerce());
});
afterAll(() => api?.stop());

const thrown = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

test('a missing record', async () => {
  const id = '00000000-0000-4000-8000-000000000000';
  const error = await thrown(client.products.update({ id, data: { name: 'x' } }));
  expect(error).toBeInstanceOf(NotFoundError);
  expect(error).toMatchObject({ name: 'NotFoundError', code: 'NOT_FOUND' });
});

test('a value that does not fit, with its field and place', async () => {
  const error = await thrown(
    client.orderItems.createMany({ data: [{ quantity: 1 }, { quantity: 0 }] }),
  );
  expect(error).toBeInstanceOf(BadUserInputError);
  expect(error).toMatchObject({ fields: ['quantity'], index: 1 });
});

test('a value that is taken', async () => {
  const [lamp] = await client.products.findMany({ first: 1 });
  const error = await thrown(client.products.create({ data: { id: lamp?.id, name: 'Copy' } }));
  expect(error).toBeInstanceOf(ConflictError);
  expect(error).toMatchObject({ fields: ['id'], facts: { conflictingRecordId: lamp?.id } });
});

test('a change of metadata that the compiler refuses, with all that is wrong', async () => {
  const error = await thrown(client.$metadata.createObject({ nameSingular: 'Bad name' }));
  expect(error).toBeInstanceOf(MetadataValidationError);
  expect((error as ApiError).facts.faults?.length).toBeGreaterThan(0);
});

test('no token, and a role that may not', async () => {
  const { url } = api.server;
  expect(await thrown(createClient({ url }).products.findMany())).toBeInstanceOf(
    UnauthenticatedError,
  );
  const { token } = await api.caller(caller.workspaceId, 'USER');
  const user = createClient({ url, token });
  const error = await thrown(user.$metadata.createObject({ nameSingular: 'hidden' }));
  expect(error).toBeInstanceOf(ForbiddenError);
});

test('a client of another workspace', async () => {
  const other = await api.caller(await api.createWorkspace('plain'));
  const { products, companies } = createClient({ url: api.server.url, token: other.token });
  expect(await companies.findMany()).toEqual([]);
  expect(await thrown(products.findMany())).toMatchObject({
    name: 'BadUserInputError',
    message: expect.stringMatching(
      /^Cannot query field "products".* Give a token of the workspace and role that the client is for, or generate it again\.$/,
    ),
  });
});

test('nobody there, and somebody else', async () => {
  for (const [url, remedy] of [
    ['http://127.0.0.1:1', 'start the server, or correct the url'],
    ['127.0.0.1:4000', 'begin the url with http:// or https://'],
    ['localhost:4000', 'begin the url with http:// or https://'],
  ] as const) {
    const error = await thrown(createClient({ url }).products.findMany());
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ message: `Nothing answers at ${url}/graphql: ${remedy}.` });
  }
  const answers = [new Response('<html>', { status: 502 }), Response.json({ status: 'ok' })];
  for (const answer of answers) {
    const other = createClient({ url: 'http://x', fetch: async () => answer });
    expect(await thrown(other.products.findMany())).toBeInstanceOf(ConnectionError);
  }
});

test('a signal ends a request with its reason, whatever the method', async () => {
  const reason = new Error('enough');
  const signal = AbortSignal.abort(reason);
  const { products, $query } = client;
  const data = { name: 'x' };
  const filter = { name: { eq: 'x' } };
  for (const work of [
    products.findMany({ signal }),
    products.findPage({ signal }),
    products.findOne({ filter, signal }),
    products.iterate({ signal }).next(),
    products.aggregate({ select: { totalCount: true }, signal }),
    products.groupBy({ groupBy: [{ name: true }], select: { totalCount: true }, signal }),
    products.create({ data, signal }),
    products.createMany({ data: [data], signal }),
    products.updateMany({ filter, data, signal }),
    products.deleteMany({ filter, signal }),
    $query(ProductsDocument, {}, { signal }),
  ]) {
    expect(await thrown(work)).toBe(reason);
  }
  expect(await products.findMany({ filter })).toEqual([]);
  const timedOut = await thrown(products.findMany({ signal: AbortSignal.timeout(0) }));
  expect(timedOut).toMatchObject({ name: 'TimeoutError' });
  const stopped = new AbortController();
  const half = createClient({
    url: 'http://x',
    fetch: async () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            stopped.abort(reason);
            controller.error(reason);
          },
        }),
      ),
  });
  expect(await thrown(half.products.findMany({ signal: stopped.signal }))).toBe(reason);
});

test('each code is a class, and a code that is new is an ApiError', async () => {
  const answering = (code: string) =>
    createClient({
      url: 'http://x',
      fetch: async () => Response.json({ errors: [{ message: 'no', extensions: { code } }] }),
    });
  const names: string[] = [];
  for (const code of [
    ...['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT', 'NOT_FOUND', 'CONFLICT', 'TIMEOUT'],
    ...['METADATA_VALIDATION_FAILED', 'INTERNAL_SERVER_ERROR', 'NEW', 'constructor'],
  ]) {
    const error = (await thrown(answering(code).products.findMany())) as ApiError;
    expect(error.code).toBe(code);
    names.push(error.name);
  }
  expect(names).toEqual([
    ...['UnauthenticatedError', 'ForbiddenError', 'BadUserInputError', 'NotFoundError'],
    ...['ConflictError', 'TimeoutError', 'MetadataValidationError', 'InternalServerError'],
    ...['ApiError', 'ApiError'],
  ]);
});

test('names that are not the object’s never reach the server', async () => {
  const select = { 'id } } x: companies { edges { node { name': true };
  const send = jest.fn<typeof fetch>();
  const { products } = createClient({ url: 'http://x', fetch: send });
  await expect(products.findMany({ select: select as object })).rejects.toThrow(TypeError);
  await expect(products.aggregate({ select: select as object })).rejects.toThrow(TypeError);
  await expect(products.findMany({ select: {} })).rejects.toThrow(/at least one field/);
  expect(send).not.toHaveBeenCalled();
});
