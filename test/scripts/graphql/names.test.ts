/*
 * Names that mean something in JavaScript, in Postgres or in the libraries are just names here.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Api, type Caller, createObject, startApi } from './support.ts';

let api: Api;
let caller: Caller;

beforeAll(async () => {
  api = await startApi();
  caller = await api.caller(await api.createWorkspace('names'));
});

afterAll(() => api?.stop());

test('of objects: nothing is singularized, pluralized or re-cased', async () => {
  const names = {
    constructor: 'constructors',
    toString: 'toStrings',
    text: 'texts',
    point: 'points',
    series: 'seriesList',
    dataOf: 'data',
    orderABC: 'ordersABC',
  };
  for (const [one, many] of Object.entries(names)) await createObject(caller, one, many);
  for (const [one, many] of Object.entries(names)) {
    const Type = one.charAt(0).toUpperCase() + one.slice(1);
    const created = await caller.data(`mutation { create${Type}(data: {}) { id __typename } }`);
    expect(created).toEqual({ [`create${Type}`]: { id: expect.any(String), __typename: Type } });
    const read = await caller.data(
      `{ ${many} { totalCount __typename } ${one}(filter: { id: { is: NOT_NULL } }) { id } }`,
    );
    expect(read).toMatchObject({ [many]: { totalCount: 1, __typename: `${Type}Connection` } });
  }
});

test('of fields', async () => {
  const names = [
    'then',
    'constructor',
    'toString',
    'hasOwnProperty',
    'query',
    'nodeId',
    'aBC',
    'type',
  ];
  await createObject(
    caller,
    'thing',
    'things',
    names.map((name) => ({ name, type: 'TEXT' })),
  );
  const data = Object.fromEntries(names.map((name) => [name, name]));
  const filter = Object.fromEntries(names.map((name) => [name, { eq: name }]));
  await caller.data('mutation ($data: ThingCreateInput!) { createThing(data: $data) { id } }', {
    data,
  });
  const { things } = await caller.data(
    `query ($filter: ThingFilterInput, $orderBy: [ThingOrderByInput!]) {
      things(filter: $filter, orderBy: $orderBy) { edges { cursor node { ${names.join(' ')} } } }
    }`,
    { filter, orderBy: names.map((name) => ({ [name]: 'DescNullsLast' })) },
  );
  expect(things.edges).toEqual([{ cursor: expect.any(String), node: data }]);
});
