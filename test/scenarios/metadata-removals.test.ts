/*
 * An object's end over GraphQL: switched off and on, joined with others, deleted; /graphql serves each
 * change at once, and what others depend on stays.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Changing, done, fieldsOf } from '../scripts/graphql/changing.ts';
import {
  type Caller,
  code,
  createField,
  createObject,
  objectId,
} from '../scripts/graphql/support.ts';
import { type Deals, refusal, startDeals } from './deals.ts';

let deals: Deals;
let caller: Caller;
let change: Changing;
let object: string;
let fields: Deals['fields'];
let values: Deals['values'];
let settingsOf: Deals['settingsOf'];

beforeAll(async () => {
  deals = await startDeals();
  ({ caller, change, object, fields, values, settingsOf } = deals);
});
afterAll(() => deals?.api.stop());

describe('off and on', () => {
  test('a field', async () => {
    const before = await values('id', 'title', 'code');
    await done(change.updateField(fields.code, { isActive: false }));
    for (const type of [
      '',
      'CreateInput',
      'UpdateInput',
      'FilterInput',
      'OrderByInput',
      'GroupByInput',
    ]) {
      expect(await fieldsOf(caller, `Deal${type}`)).not.toContain('code');
    }
    expect(await values('title')).toHaveLength(3);
    await done(change.updateField(fields.code, { isActive: true }));
    expect(await values('id', 'title', 'code')).toEqual(before);
  });

  test('an object, for every role', async () => {
    const user = await deals.api.caller(caller.workspaceId, 'USER');
    const before = await values('id', 'title', 'stage');
    await done(change.updateObject(object, { isActive: false }));
    for (const each of [caller, user]) {
      expect(code(await each.ask('{ deals { totalCount } }'))).toBe('BAD_USER_INPUT');
      expect(await fieldsOf(each, 'Company')).not.toContain('deals');
    }
    await done(change.updateObject(object, { isActive: true }));
    expect(await values('id', 'title', 'stage')).toEqual(before);
    expect(await user.data('{ deals { totalCount } }')).toEqual({
      deals: { totalCount: 3 },
    });
  });
});

describe('relations and deletion', () => {
  const destroyCompany = async () => {
    const { company } = await caller.data('{ company(filter: { name: { eq: "Acme" } }) { id } }');
    return caller.ask('mutation ($id: ID!) { destroyCompany(id: $id) { id } }', company);
  };

  test('what happens on delete is changed', async () => {
    const { createCompany } = await caller.data(
      'mutation { createCompany(data: { name: "Acme" }) { id } }',
    );
    const { deal } = await caller.data('{ deal(filter: { title: { eq: "alpha" } }) { id } }');
    await caller.data(
      'mutation ($id: ID!, $customerId: ID) { updateDeal(id: $id, data: { customerId: $customerId }) { id } }',
      { ...deal, customerId: createCompany.id },
    );
    const settings = await settingsOf('customer');
    await done(
      change.updateField(fields.customer, { settings: { ...settings, onDelete: 'RESTRICT' } }),
    );
    expect(code(await destroyCompany())).toBe('BAD_USER_INPUT');
    await done(
      change.updateField(fields.customer, { settings: { ...settings, onDelete: 'SET_NULL' } }),
    );
    expect((await destroyCompany()).errors).toBeUndefined();
    expect(await values('customerId')).toEqual([null, null, null]);
  });

  test('a relation does not lead elsewhere', async () => {
    const settings = await settingsOf('customer');
    const relationTargetObjectId = await objectId(caller, 'person');
    const refused = await change.updateField(fields.customer, {
      settings: { ...settings, relationTargetObjectId },
    });
    expect(refusal(refused).sqlstate).toBe('MC302');
  });

  test('an object that others depend on stays until they do not', async () => {
    const { sqlstate, detail } = refusal(await change.deleteObject(object));
    expect(sqlstate).toBe('MC503');
    expect(detail).toContain('"company.deals"');
    await done(change.deleteField(fields.customer));
    expect(await fieldsOf(caller, 'Company')).not.toContain('deals');
    expect(await fieldsOf(caller, 'Deal')).toEqual(
      expect.not.arrayContaining(['customer', 'customerId']),
    );
  });

  test('a field is deleted, and its name is free', async () => {
    await done(change.deleteField(fields.code));
    expect(await fieldsOf(caller, 'Deal')).not.toContain('code');
    await createField(caller, object, { name: 'code', type: 'NUMBER' });
    expect(await values('title', 'code')).toEqual(
      ['alpha', 'beta', 'gamma'].map((title) => ({ title, code: null })),
    );
  });

  test('so is an object', async () => {
    await done(change.deleteObject(object));
    expect(code(await caller.ask('{ deals { totalCount } }'))).toBe('BAD_USER_INPUT');
    await createObject(caller, 'deal', 'deals');
    expect(await caller.data('{ deals { totalCount } }')).toEqual({
      deals: { totalCount: 0 },
    });
  });

  test('standard objects keep their names and stay; their labels may change', async () => {
    const company = await objectId(caller, 'company');
    for (const refused of [
      await change.updateObject(company, { nameSingular: 'firm' }),
      await change.deleteObject(company),
    ]) {
      expect(refusal(refused).sqlstate).toBe('MC502');
    }
    expect(await done(change.updateObject(company, { labelSingular: 'Firm' }))).toMatchObject({
      nameSingular: 'company',
      labelSingular: 'Firm',
    });
  });
});
