/*
 * What a refusal takes: of a record that a member may not see, the statements that it takes of one that
 * they may see, or that is not there. How long one of them takes is PostgreSQL's (docs/security.md). Of a
 * value that is taken: unique-violations.test.ts.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Answer, code, statementsOf } from '../scripts/graphql/support.ts';
import { type HiddenDeals, startHiddenDeals } from './hidden-deals.ts';

let deals: HiddenDeals;

beforeAll(async () => {
  deals = await startHiddenDeals('steps');
});

afterAll(() => deals?.api.stop());

test.each([
  ['an id that is taken', 'seen', 'CONFLICT', 'createDeal(data: { id: $id, title: "x" }) { id }'],
  ['an update', 'missing', 'NOT_FOUND', 'updateDeal(id: $id, data: { title: "x" }) { id }'],
  ['a soft deletion', 'missing', 'NOT_FOUND', 'deleteDeal(id: $id) { id }'],
  ['a restoration', 'missing', 'NOT_FOUND', 'restoreDeal(id: $id) { id }'],
  ['a destruction', 'missing', 'NOT_FOUND', 'destroyDeal(id: $id) { id }'],
])('%s: hidden, or %s', async (_what, other, expected, field) => {
  const answers: Answer[] = [];
  const statements: string[][] = [];
  const { api, seller, ids } = deals;
  const given: Record<string, string> = { ...ids, missing: randomUUID() };
  for (const which of ['hidden-1', other]) {
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
