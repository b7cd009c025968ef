/*
 * What a refusal takes: of a record that a member may not see, the statements that it takes of one that
 * they may see, or that is not there. How long one of them takes is PostgreSQL's (docs/security.md). Of a
 * value that is taken: unique-violations.test.ts.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { done } from '../scripts/graphql/changing.ts';
import { createRole, upsert } from '../scripts/graphql/permissions.ts';
import {
  type Answer,
  type Api,
  type Caller,
  code,
  createObject,
  startApi,
  statementsOf,
} from '../scripts/graphql/support.ts';

let api: Api;
let seller: Caller;
const given: Record<string, string> = { missing: randomUUID() };

beforeAll(async () => {
  api = await startApi({ LOG_LEVEL: 'debug' });
  const admin = await api.caller(await api.createWorkspace('steps'));
  const deal = await createObject(admin, 'deal', 'deals', [{ name: 'title', type: 'TEXT' }]);
  for (const title of ['seen', 'hidden']) {
    const { createDeal } = await admin.data(
      'mutation ($title: String) { createDeal(data: { title: $title }) { id } }',
      { title },
    );
    given[title] = createDeal.id;
  }
  const role = await createRole(admin, { name: 'Seller', canDestroyAllObjectRecords: true });
  const readFilter = { title: { neq: 'hidden' } };
  await done(upsert(admin, 'Row', role, [{ objectMetadataId: deal, readFilter }]));
  seller = await api.caller(admin.workspaceId, 'Seller');
});

afterAll(() => api?.stop());

test.each([
  ['an id that is taken', 'seen', 'CONFLICT', 'createDeal(data: { id: $id, title: "x" }) { id }'],
  ['an update', 'missing', 'NOT_FOUND', 'updateDeal(id: $id, data: { title: "x" }) { id }'],
  ['a soft deletion', 'missing', 'NOT_FOUND', 'deleteDeal(id: $id) { id }'],
  ['a restoration', 'missing', 'NOT_FOUND', 'restoreDeal(id: $id) { id }'],
  ['a destruction', 'missing', 'NOT_FOUND', 'destroyDeal(id: $id) { id }'],
])('%s: hidden, or %s', async (_what, other, expected, field) => {
  const answers: Answer[] = [];
  const statements: string[][] = [];
  for (const which of ['hidden', other]) {
    const ask = async () => {
      answers.push(await seller.ask(`mutation ($id: ID!) { ${field} }`, { id: given[which] }));
    };
    await ask(); // what is planned once is planned
    statements.push(await statementsOf(api, seller, ask));
  }
  expect(answers.map(code)).toEqual(answers.map(() => expected));
  expect(statements[0]).toEqual(statements[1]);
  expect(statements[0]?.length).toBeGreaterThan(0);
});
