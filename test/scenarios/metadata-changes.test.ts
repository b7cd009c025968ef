/*
 * An object's life over GraphQL: names, types, limits, options, uniqueness and indexes are changed one
 * after the other, and /graphql serves each at once. What cannot be done is refused with the facts and a
 * remedy, and everything is as it was.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Changing, done, fieldsOf } from '../scripts/graphql/changing.ts';
import { type Caller, code } from '../scripts/graphql/support.ts';
import { type Deals, option, refusal, startDeals } from './deals.ts';

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

describe('names', () => {
  test('an object is renamed: the new names are there, the old ones gone, the records the same', async () => {
    const before = await values('id', 'title');
    await done(change.updateObject(object, { nameSingular: 'contract', namePlural: 'contracts' }));
    expect(code(await caller.ask('{ deals { totalCount } }'))).toBe('BAD_USER_INPUT');
    deals.plural = 'contracts';
    expect(await values('id', 'title')).toEqual(before);
    expect(await fieldsOf(caller, 'Deal')).toBeUndefined();
    expect(await fieldsOf(caller, 'Company')).toEqual(expect.arrayContaining(['contracts']));
    expect(await fieldsOf(caller, 'Company')).not.toContain('deals');
  });

  test('a field is renamed', async () => {
    await done(change.updateField(fields.title, { name: 'subject' }));
    expect(code(await caller.ask('{ contracts { edges { node { title } } } }'))).toBe(
      'BAD_USER_INPUT',
    );
    deals.sortedBy = 'subject';
    expect(await values('subject')).toEqual(['alpha', 'beta', 'gamma']);
    expect(
      await caller.data('{ contract(filter: { subject: { startsWith: "be" } }) { subject } }'),
    ).toEqual({ contract: { subject: 'beta' } });
  });

  test('a relation is renamed, and its column with it', async () => {
    await done(change.updateField(fields.customer, { name: 'client' }));
    const { createCompany } = await caller.data(
      'mutation { createCompany(data: { name: "Acme" }) { id } }',
    );
    const { contract } = await caller.data(
      '{ contract(filter: { subject: { eq: "alpha" } }) { id } }',
    );
    const { updateContract } = await caller.data(
      `mutation ($id: ID!, $clientId: ID) {
        updateContract(id: $id, data: { clientId: $clientId }) { client { name contracts { totalCount } } }
      }`,
      { ...contract, clientId: createCompany.id },
    );
    expect(updateContract).toEqual({ client: { name: 'Acme', contracts: { totalCount: 1 } } });
  });

  test('a name that is taken is refused', async () => {
    expect(refusal(await change.updateField(fields.code, { name: 'stage' })).sqlstate).toBe(
      'MC104',
    );
    expect(refusal(await change.updateObject(object, { nameSingular: 'company' })).sqlstate).toBe(
      'MC104',
    );
    expect(await values('code')).toEqual(['1', '1', null]);
  });

  test('descriptions reach the API', async () => {
    await done(change.updateObject(object, { description: 'What was agreed' }));
    await done(change.updateField(fields.code, { description: 'Of the archive' }));
    const { __type } = await caller.data(
      '{ __type(name: "Contract") { description fields { name description } } }',
    );
    expect(__type.description).toBe('What was agreed');
    expect(__type.fields).toContainEqual({ name: 'code', description: 'Of the archive' });
  });
});

describe('types and limits', () => {
  test('a type is changed where every value goes along', async () => {
    await done(change.updateField(fields.amount, { type: 'NUMBER' }));
    expect(await values('amount')).toEqual([10.5, 7, null]);
    expect(
      await caller.data('{ contracts(filter: { amount: { gt: 8 } }) { totalCount } }'),
    ).toEqual({ contracts: { totalCount: 1 } });
  });

  test('and refused where one does not, with how many and which', async () => {
    const { sqlstate, message, detail } = refusal(
      await change.updateField(fields.title, { type: 'NUMBER', settings: null }),
    );
    expect(sqlstate).toBe('MC207');
    expect(message).toMatch(/^3 records/);
    for (const id of await values('id')) expect(detail).toContain(id);
    expect(await values('subject')).toEqual(['alpha', 'beta', 'gamma']);
  });

  test('or where there is no conversion', async () => {
    expect(refusal(await change.updateField(fields.amount, { type: 'BOOLEAN' })).sqlstate).toBe(
      'MC210',
    );
  });

  test('a limit is tightened as far as the records allow', async () => {
    const refused = refusal(await change.updateField(fields.title, { settings: { maxLength: 4 } }));
    expect(refused).toMatchObject({
      sqlstate: 'MC207',
      message: expect.stringMatching(/^2 records/),
    });
    await done(change.updateField(fields.title, { settings: { maxLength: 5 } }));
    expect(
      code(await caller.ask('mutation { createContract(data: { subject: "delta!" }) { id } }')),
    ).toBe('BAD_USER_INPUT');
  });

  test('not null is refused while a value is missing, or filled from the default', async () => {
    const refused = refusal(await change.updateField(fields.amount, { isNullable: false }));
    expect(refused).toMatchObject({
      sqlstate: 'MC206',
      message: expect.stringMatching(/^1 record/),
    });
    await done(change.updateField(fields.amount, { isNullable: false, defaultValue: 1 }));
    expect(await values('amount')).toEqual([10.5, 7, 1]);
    expect(
      code(await caller.ask('mutation { createContract(data: { amount: null }) { id } }')),
    ).toBe('BAD_USER_INPUT');
    await done(change.updateField(fields.amount, { isNullable: true, defaultValue: null }));
    const { createContract } = await caller.data(
      'mutation { createContract(data: { subject: "x" }) { id amount } }',
    );
    expect(createContract.amount).toBeNull();
    await caller.data('mutation ($id: ID!) { destroyContract(id: $id) { id } }', createContract);
  });
});

describe('options', () => {
  test('a value that is renamed is renamed in the records, in lists too', async () => {
    for (const [name, from, to] of [
      ['stage', 'OPEN', 'NEW'],
      ['tags', 'OLD', 'LATE'],
    ] as const) {
      const { options } = (await settingsOf(name)) as { options: { value: string }[] };
      await done(
        change.updateField(fields[name], {
          options: options.map((each) => (each.value === from ? { ...each, value: to } : each)),
        }),
      );
    }
    expect(await values('stage', 'tags')).toEqual([
      { stage: 'NEW', tags: ['HOT', 'LATE'] },
      { stage: 'LOST', tags: ['LATE'] },
      { stage: null, tags: [] },
    ]);
    expect(
      code(await caller.ask('mutation { createContract(data: { stage: "OPEN" }) { id } }')),
    ).toBe('BAD_USER_INPUT');
  });

  test('one that is in use is not removed', async () => {
    const { sqlstate, message, detail } = refusal(
      await change.updateField(fields.stage, { options: ['NEW', 'WON'].map(option) }),
    );
    expect({ sqlstate, message }).toEqual({
      sqlstate: 'MC208',
      message: expect.stringMatching(/^1 record/),
    });
    expect(detail).toContain((await values('id'))[1]);
    expect(await values('stage')).toEqual(['NEW', 'LOST', null]);
  });

  test('unless it is said what takes its place', async () => {
    await done(
      change.updateField(fields.stage, {
        settings: { options: ['NEW', 'WON'].map(option), replacements: { LOST: 'WON' } },
      }),
    );
    await done(
      change.updateField(fields.tags, {
        settings: { options: [option('HOT')], replacements: { LATE: null } },
      }),
    );
    expect(await values('stage', 'tags')).toEqual([
      { stage: 'NEW', tags: ['HOT'] },
      { stage: 'WON', tags: [] },
      { stage: null, tags: [] },
    ]);
    expect(await settingsOf('stage')).not.toHaveProperty('replacements');
  });
});

describe('uniqueness and indexes', () => {
  let indexId: string;
  const create = (code: string) =>
    caller.ask(
      'mutation ($code: String) { createContract(data: { subject: "z", code: $code }) { id } }',
      {
        code,
      },
    );
  const clear = async () => {
    const { contracts } = await caller.data(
      '{ contracts(filter: { subject: { eq: "z" } }) { edges { node { id } } } }',
    );
    for (const { node } of contracts.edges) {
      await caller.data('mutation ($id: ID!) { destroyContract(id: $id) { id } }', node);
    }
  };

  test('a field becomes unique once no two records share a value, and stops being so', async () => {
    const refused = refusal(await change.updateField(fields.code, { isUnique: true }));
    expect(refused.sqlstate).toBe('MC209');
    const { contract } = await caller.data(
      '{ contract(filter: { subject: { eq: "beta" } }) { id } }',
    );
    await caller.data(
      'mutation ($id: ID!) { updateContract(id: $id, data: { code: "2" }) { id } }',
      contract,
    );
    await done(change.updateField(fields.code, { isUnique: true }));
    expect((await create('2')).errors?.[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      fields: ['code'],
    });
    await done(change.updateField(fields.code, { isUnique: false }));
    expect((await create('2')).errors).toBeUndefined();
    await clear();
  });

  test('a unique index over two fields, made and deleted', async () => {
    const index = await done(
      change.createIndex({
        objectMetadataId: object,
        fields: [{ name: 'code' }, { fieldMetadataId: fields.title }],
        isUnique: true,
        where: 'deletedAt IS NULL',
      }),
    );
    expect((await create('3')).errors).toBeUndefined();
    expect((await create('3')).errors?.[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      fields: ['code', 'subject'],
    });
    expect((await create('4')).errors).toBeUndefined();
    indexId = index.id;
  });

  test('what an index needs is not deleted; the index is', async () => {
    expect(refusal(await change.deleteField(fields.code)).sqlstate).toBe('MC503');
    await done(change.deleteIndex(indexId));
    expect((await create('3')).errors).toBeUndefined();
    await clear();
  });
});
