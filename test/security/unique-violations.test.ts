/*
 * What a unique field tells of records that a role may not see: that a value is taken, where the role may write it,
 * and nothing else. Times are not measured: where an answer must not depend on a value, the same statements are
 * shown to run, and the index that knows the value not to be read.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { done } from '../scripts/graphql/changing.ts';
import { createRole, fieldId, upsert } from '../scripts/graphql/permissions.ts';
import {
  type Answer,
  type Api,
  type Caller,
  code,
  statementsOf,
} from '../scripts/graphql/support.ts';
import { everything } from '../support/snapshot.ts';
import { one } from '../support/workspaces.ts';
import { type HiddenDeals, startHiddenDeals } from './hidden-deals.ts';

let api: Api;
let admin: Caller;
let seller: Caller;
/** Sees all deals, and no code. */
let clerk: Caller;
let ids: HiddenDeals['ids'];

beforeAll(async () => {
  const deals = await startHiddenDeals('unique');
  ({ api, admin, seller, ids } = deals);
  const fields = await createRole(admin, { name: 'Clerk' });
  await done(
    upsert(admin, 'Field', fields, [
      {
        objectMetadataId: deals.objectId,
        fieldMetadataId: await fieldId(admin, deals.objectId, 'code'),
        canReadFieldValue: false,
        canUpdateFieldValue: false,
      },
    ]),
  );
  clerk = await api.caller(admin.workspaceId, 'Clerk');
  // Whatever is asked once and remembered, such as the API itself.
  for (const caller of [seller, clerk]) await caller.data('{ deals { totalCount } }');
});

afterAll(() => api?.stop());

interface Attempt {
  readonly answer: Answer;
  /** The texts of the statements that ran. */
  readonly statements: readonly string[];
}

/** A mutation that is refused, and changes nothing. */
async function attempt(caller: Caller, mutation: string, value: string, expected: string) {
  const before = await everything(api.database);
  let answer: Answer = { status: 0 };
  const statements = await statementsOf(api, caller, async () => {
    answer = await caller.ask(mutation, { code: value });
  });
  expect(code(answer)).toBe(expected);
  expect(await everything(api.database)).toBe(before);
  return { answer, statements } satisfies Attempt;
}

const CREATE =
  'mutation ($code: String) { createDeal(data: { title: "new", code: $code }) { id } }';

describe('a value that is taken', () => {
  test('by a hidden record: CONFLICT, the same whichever record has it', async () => {
    const first = await attempt(seller, CREATE, 'hidden-1', 'CONFLICT');
    const second = await attempt(seller, CREATE, 'hidden-2', 'CONFLICT');
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(first.answer.errors?.map(({ message, extensions }) => [message, extensions])).toEqual([
      ['Another deal has this code.', { code: 'CONFLICT', object: 'deal', fields: ['code'] }],
    ]);
  });

  test('by one that may be seen: the same, found by the same statements, and its id', async () => {
    const hidden = await attempt(seller, CREATE, 'hidden-1', 'CONFLICT');
    const seen = await attempt(seller, CREATE, 'seen', 'CONFLICT');
    const named = JSON.stringify(seen).replace(`,"conflictingRecordId":"${ids.seen}"`, '');
    expect(named).not.toBe(JSON.stringify(seen));
    expect(named).toBe(JSON.stringify(hidden));
  });

  test('in a batch, an upsert, or by a change of a record that may be seen: no more', async () => {
    for (const mutation of [
      'mutation ($code: String) { createDeals(data: [{ title: "a" }, { title: "b", code: $code }]) { id } }',
      'mutation ($code: String) { createDeal(data: { title: "x", code: $code }, upsert: true) { id } }',
      'mutation ($code: String) { updateDeals(filter: { title: { eq: "public" } }, data: { code: $code }) { id } }',
    ]) {
      const first = await attempt(seller, mutation, 'hidden-1', 'CONFLICT');
      const second = await attempt(seller, mutation, 'hidden-2', 'CONFLICT');
      expect(JSON.stringify(second)).toBe(JSON.stringify(first));
      expect(first.answer.errors?.[0]?.extensions).not.toHaveProperty('conflictingRecordId');
    }
  });
});

/** Values that a record has which is hidden, or not, or none. */
const VALUES = ['hidden-1', 'seen', 'free'];

describe('taken or not, nothing tells', () => {
  test.each<[string, string, string]>([
    [
      'a new record that would be hidden',
      'mutation ($code: String) { createDeal(data: { title: "secret", code: $code }) { id } }',
      'FORBIDDEN',
    ],
    [
      'a batch with one',
      'mutation ($code: String) { createDeals(data: [{ title: "secret", code: $code }, { title: "x" }]) { id } }',
      'FORBIDDEN',
    ],
    [
      'a record that would become hidden',
      'mutation ($code: String) { updateDeals(filter: { title: { eq: "public" } }, data: { title: "secret", code: $code }) { id } }',
      'FORBIDDEN',
    ],
    [
      'an upsert of a hidden record',
      'mutation ($code: String) { createDeal(data: { id: "HIDDEN", title: "x", code: $code }, upsert: true) { id } }',
      'FORBIDDEN',
    ],
    [
      'a change of a hidden record',
      'mutation ($code: String) { updateDeal(id: "HIDDEN", data: { code: $code }) { id } }',
      'NOT_FOUND',
    ],
  ])('%s', async (_what, mutation, expected) => {
    const text = mutation.replace('HIDDEN', ids['hidden-2']);
    const attempts: string[] = [];
    for (const value of VALUES) {
      attempts.push(JSON.stringify(await attempt(seller, text, value, expected)));
    }
    expect(new Set(attempts).size).toBe(1);
  });

  test('a field that the role may not write is in no input', async () => {
    for (const mutation of [
      'createDeal(data: { code: "VALUE" }) { id }',
      'createDeals(data: [{ code: "VALUE" }], upsert: true) { id }',
      'updateDeals(filter: { id: { is: NOT_NULL } }, data: { code: "VALUE" }) { id }',
    ]) {
      const attempts: string[] = [];
      for (const value of VALUES) {
        const text = `mutation { ${mutation.replace('VALUE', value)} }`;
        const { answer, statements } = await attempt(clerk, text, value, 'BAD_USER_INPUT');
        expect(statements).toEqual([]);
        attempts.push(JSON.stringify(answer.errors?.map(({ message }) => message)));
      }
      expect(new Set(attempts).size).toBe(1);
    }
  });
});

describe('in SQL', () => {
  let client: pg.Client;
  let index: string;

  beforeAll(async () => {
    client = await api.database.client(api.database.apiUrl);
    const found = await one<{ index: string }>(
      api.database,
      `select i.indexrelid::text as index from pg_index i
       join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] and a.attname = 'code'
       join pg_class c on c.oid = i.indrelid and c.relname = 'deal' where i.indisunique`,
    );
    index = found.index;
  });

  afterAll(() => client?.end());

  /** How a statement fails as a role, and how many pages of the index it read; nothing stays of it. */
  async function tried(role: string, statement: string, value: string) {
    const pages = async () => {
      const { rows } = await client.query<{ pages: string }>(
        'select pg_stat_get_xact_blocks_fetched($1::oid)::text as pages',
        [index],
      );
      return Number(rows[0]?.pages);
    };
    await client.query('begin');
    await client.query('select core.enter_workspace($1)', [
      { workspaceId: admin.workspaceId, role },
    ]);
    try {
      const before = await pages();
      await client.query('savepoint attempt');
      const failure = await client.query(statement, [value]).then(
        () => undefined,
        ({ code, message, detail, hint, table, column, constraint }: pg.DatabaseError) => ({
          ...{ code, message, detail, hint, table, column, constraint },
        }),
      );
      await client.query('rollback to savepoint attempt');
      return { failure, pages: (await pages()) - before };
    } finally {
      await client.query('rollback');
    }
  }

  const INSERT = `insert into deal (title, code) values ('new', $1)`;

  test('the index is read where a value is compared with those that are there', async () => {
    for (const value of VALUES) {
      const { failure, pages } = await tried('ADMIN', INSERT, value);
      expect([value, failure?.code]).toEqual([value, value === 'free' ? undefined : '23505']);
      expect(pages).toBeGreaterThan(0);
    }
  });

  test.each([
    ['Clerk', INSERT],
    ['Clerk', 'insert into deal (code) values ($1) on conflict do nothing'],
    ['Clerk', 'insert into deal (code) values ($1) on conflict (id) do update set code = $1'],
    ['Seller', INSERT.replace('new', 'secret')],
    ['Seller', `${INSERT.replace('new', 'secret')} on conflict do nothing`],
  ])('%s: %s is refused before any value is looked for', async (role, statement) => {
    for (const value of VALUES) {
      const { failure, pages } = await tried(role, statement, value);
      expect([value, failure?.code, failure?.detail, pages]).toEqual([
        value,
        '42501',
        undefined,
        0,
      ]);
    }
  });

  test.each([
    ['Clerk', 'update deal set code = $1'],
    ['Clerk', 'delete from deal where code = $1'],
    ['Clerk', 'select id from deal where code = $1'],
    ['Seller', `update deal set title = 'secret', code = $1`],
    ['Seller', `update deal set code = $1 where title = 'secret'`],
  ])('%s: %s does the same, whatever the value', async (role, statement) => {
    // What a session reads once.
    await tried(role, statement, 'free');
    const attempts = [];
    for (const value of VALUES) attempts.push(JSON.stringify(await tried(role, statement, value)));
    expect(new Set(attempts).size).toBe(1);
  });
});
