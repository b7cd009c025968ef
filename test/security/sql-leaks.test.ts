/*
 * What SQL of one's own tells of records that are hidden: nothing by an error, a function or a statistic.
 * And what is possible nevertheless, as docs/security.md says it.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { type Attacked, createAttacked } from '../support/attacked.ts';
import { createObject, enter, one } from '../support/workspaces.ts';

let attacked: Attacked;

beforeAll(async () => {
  attacked = await createAttacked();
});

afterEach(async () => {
  await attacked.api.query('rollback');
});

afterAll(() => attacked.finish());

describe('what an error tells', () => {
  /** What the API's login hears of a USER's statement. */
  async function heard(statement: string): Promise<pg.DatabaseError> {
    await enter(attacked.api, attacked.acme, 'USER');
    return attacked.api.query(attacked.filled(statement)).then(
      () => {
        throw new Error(`done: ${statement}`);
      },
      (error: pg.DatabaseError) => error,
    );
  }

  test.each([
    [`insert into MINE.deal (code) values ('taken')`, '23505'],
    [`update MINE.deal set code = 'taken'`, '23505'],
    ['update MINE.deal set amount = -1', '23514'],
    ['insert into MINE.deal (amount) values (-1)', '23514'],
    ['insert into MINE.company (name) values (null)', '23502'],
    [`insert into MINE.deal (owner) values ('ada')`, '42501'],
    [`select title from MINE.deal where title::int > 0`, '22P02'],
    [`insert into MINE.step (title, "dealId") values ('x', '${crypto.randomUUID()}')`, '23503'],
  ])('%s: no value of a record that is hidden, no column', async (statement, code) => {
    const { message, detail, hint, code: actual } = await heard(statement);
    expect(actual).toBe(code);
    expect([message, detail, hint].join()).not.toMatch(/top secret|hidden|ada|Failing row|taken/);
  });

  test('a function that fails on hidden values is not run on them', async () => {
    // "owner" is a name where the record is hidden: casting it would fail, and say it.
    await enter(attacked.api, attacked.acme, 'USER');
    const { rows } = await attacked.api.query(
      attacked.filled('select title from MINE.deal where owner::int > 0 or owner is null'),
    );
    expect(rows).toEqual([{ title: 'deal' }]);
  });

  test("statistics hold nothing of a table's values", async () => {
    await attacked.database.query(attacked.filled('analyze MINE.deal'));
    await enter(attacked.api, attacked.acme, 'USER');
    expect(
      (
        await attacked.api.query(
          `select from pg_stats where schemaname ~ '^(core|compiler|workspace_)'`,
        )
      ).rows,
    ).toEqual([]);
    const { rows } = await attacked.api.query(
      `select distinct query from pg_stat_activity where usename is distinct from current_user`,
    );
    expect(rows.map(({ query }) => query)).not.toContainEqual(expect.stringContaining('deal'));
  });
});

/*
 * What the walls do not stop. The last three are possible through the API; the others need SQL of one's
 * own, which it gives nobody.
 */
describe('what is possible, as docs/security.md says', () => {
  test("the login's session may enter any workspace's role", async () => {
    await enter(attacked.api, attacked.acme, 'USER');
    await attacked.api.query(attacked.filled('set local role THEIR_ROLE'));
    expect(
      (await attacked.api.query(attacked.filled('select name from THEIRS.company'))).rowCount,
    ).toBe(1);
  });

  test('the login role may give itself another password, and settings', async () => {
    await attacked.api.query('begin');
    await attacked.api.query(`alter role api password 'x'`);
    await attacked.api.query('alter role api set default_transaction_read_only = on');
  });

  test('a session may call itself another member of its workspace', async () => {
    await enter(attacked.api, attacked.acme, 'USER');
    const member = crypto.randomUUID();
    await attacked.api.query(`select set_config('app.current_workspace_member_id', $1, true)`, [
      member,
    ]);
    const { rows } = await attacked.api.query(
      `select current_setting('app.current_workspace_member_id') as member`,
    );
    expect(rows).toEqual([{ member }]);
  });

  test('an advisory lock keeps a workspace from being changed, while it is held', async () => {
    await enter(attacked.api, attacked.acme, 'USER');
    const key = 'select hashtextextended($1::text, 0) as key';
    const { key: held } = await one<{ key: string }>(attacked.database, key, [attacked.bolt.id]);
    await attacked.api.query('select pg_advisory_xact_lock($1)', [held]);
    await expect(createObject(attacked.database, attacked.bolt, 'late')).rejects.toMatchObject({
      code: '55P03',
    });
  });

  test('names in the catalog, and how many records a table has, are no secret', async () => {
    await enter(attacked.api, attacked.acme, 'USER');
    const { rows } = await attacked.api.query(
      `select relname from pg_stat_user_tables where schemaname = '${attacked.bolt.schema}' and relname = 'company'`,
    );
    expect(rows).toEqual([{ relname: 'company' }]);
  });

  test.each([`notify compiler`, 'listen compiler', 'select lo_create(0)'])(
    'notifications and large objects are for everybody: %s',
    async (statement) => {
      await enter(attacked.api, attacked.acme, 'USER');
      await expect(attacked.api.query(statement)).resolves.toBeDefined();
    },
  );

  test('a cursor WITH HOLD has its records for whoever uses the connection next', async () => {
    await enter(attacked.api, attacked.acme, 'ADMIN');
    await attacked.api.query('declare kept cursor with hold for select title from deal');
    await attacked.api.query('commit');
    await enter(attacked.api, attacked.bolt, 'USER');
    expect((await attacked.api.query('fetch all from kept')).rowCount).toBe(2);
    await attacked.api.query('rollback');
    await attacked.api.query('close kept');
  });

  test('a foreign key tells whether there is a record of an id that one knows', async () => {
    await enter(attacked.api, attacked.acme, 'USER');
    const insert = attacked.filled(`insert into MINE.step (title, "dealId") values ('x', $1)`);
    expect((await attacked.api.query(insert, [attacked.hidden])).rowCount).toBe(1);
    await expect(attacked.api.query(insert, [crypto.randomUUID()])).rejects.toMatchObject({
      code: '23503',
    });
  });

  test('and RESTRICT that there is a record that one does not see', async () => {
    await enter(attacked.api, attacked.acme, 'MANAGER');
    await expect(
      attacked.api.query(attacked.filled(`delete from MINE.deal where id = '${attacked.shown}'`)),
    ).rejects.toThrow();
  });

  test('a unique field tells that a value is taken', async () => {
    await enter(attacked.api, attacked.acme, 'USER');
    const insert = attacked.filled('insert into MINE.deal (code) values ($1)');
    expect((await attacked.api.query(insert, ['new'])).rowCount).toBe(1);
    await expect(attacked.api.query(insert, ['taken'])).rejects.toMatchObject({ code: '23505' });
  });
});
