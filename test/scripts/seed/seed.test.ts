/*
 * Records for any workspace, on a real Postgres: all of its constraints hold, or COPY would fail; what
 * they do not say (names, order, repeatability, no circles) is asked here.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { withClient } from '../../../scripts/db/client.ts';
import { type SeededObject, type SeedRequest, seedWorkspace } from '../../../scripts/seed/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { expectNoDrift } from '../../support/drift.ts';
import { EVERY_TYPE, everyRelation } from '../../support/every-type.ts';
import { HOSTILE, isLabel } from '../../support/hostile.ts';
import {
  createFields,
  createObject,
  createWorkspace,
  type NewField,
  one,
  type Workspace,
} from '../../support/workspaces.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await expectNoDrift(database);
  await database.drop();
});

function seed(
  { id, schema }: Workspace,
  request: Partial<SeedRequest> & { records: number },
): Promise<SeededObject[]> {
  return withClient(database.url, (client) =>
    seedWorkspace(client, { id, schemaName: schema }, { seed: 1, objects: [], ...request }),
  );
}

/** A query with `the.` for the workspace's schema. */
async function rows<Row extends object>({ schema }: Workspace, text: string): Promise<Row[]> {
  return database.query(text.replaceAll('the.', `${schema}.`));
}

async function only<Row extends object>(workspace: Workspace, text: string): Promise<Row> {
  const [row] = await rows<Row>(workspace, text);
  if (row === undefined) throw new Error(`No row: ${text}`);
  return row;
}

function relation(name: string, relationType: string, target: string, more: object = {}): NewField {
  const { isNullable, ...settings } = { isNullable: true, onDelete: 'CASCADE', ...more };
  return {
    name,
    type: 'RELATION',
    isNullable,
    settings: { relationType, relationTargetObjectId: target, ...settings },
  };
}

describe('standard objects', () => {
  let acme: Workspace;
  let seeded: SeededObject[];
  let reported = 0;

  beforeAll(async () => {
    acme = await createWorkspace(database, 'acme');
    const onRecords = (count: number): void => {
      reported += count;
    };
    seeded = await seed(acme, { records: 500, onRecords });
  });

  test('get as many records as asked for, members none', async () => {
    expect(seeded.map(({ object }) => object)).toEqual([
      'company',
      'person',
      'opportunity',
      'task',
      'note',
    ]);
    expect(seeded.reduce((sum, { records }) => sum + records, 0)).toBe(500);
    expect(reported).toBe(500);
    for (const { object, wanted, records } of seeded) {
      expect(records).toBe(wanted);
      const found = await rows(acme, `select from the.${object}`);
      expect([object, found.length]).toEqual([object, records]);
    }
  });

  test('have positions in order, and are live and unedited', async () => {
    const { wrong } = await only<{ wrong: number }>(
      acme,
      `select count(*)::int as wrong from (
         select position, "createdAt", "updatedAt", "deletedAt",
                lag("createdAt") over (order by position) as previous, row_number() over (order by position) as place
           from the.person) p
        where position <> place or "updatedAt" <> "createdAt" or "deletedAt" is not null or "createdAt" < previous or "createdAt" > now()`,
    );
    expect(wrong).toBe(0);
  });

  test('point to one another, sometimes to nothing', async () => {
    const counts = await only<Record<string, number>>(
      acme,
      `select count(*)::int as people, count("companyId")::int as employed, count(distinct "companyId")::int as employers from the.person`,
    );
    expect(counts.employed).toBeLessThan(counts.people ?? 0);
    expect(counts.employed).toBeGreaterThan((counts.people ?? 0) / 2);
    expect(counts.employers).toBeGreaterThan(10);
  });

  test('look as their fields are called', async () => {
    const { wrong } = await only<{ wrong: number }>(
      acme,
      `select count(*)::int as wrong from the.person
        where email not like lower(regexp_replace("firstName", '[^A-Za-z]', '', 'g')) || '.%@%.example'`,
    );
    expect(wrong).toBeLessThan(10);
  });

  test('the same seed again is refused in one line and leaves nothing; another one adds', async () => {
    await expect(seed(acme, { records: 500 })).rejects.toThrow(
      /A record of company is there already: seed 1 was used .* another with --seed/,
    );
    await seed(acme, { records: 50, seed: 2 });
    const { records } = await only<{ records: number }>(
      acme,
      `select ((select count(*) from the.company) + (select count(*) from the.person) + (select count(*) from the.opportunity)
             + (select count(*) from the.task) + (select count(*) from the.note))::int as records`,
    );
    expect(records).toBe(550);
    const positions = await only(
      acme,
      'select count(distinct position) = count(*) as distinct from the.note',
    );
    expect(positions).toEqual({ distinct: true });
  });

  test('some objects only point to what is there', async () => {
    await seed(acme, { records: 20, seed: 3, objects: ['person'] });
    const { pointing } = await only<{ pointing: number }>(
      acme,
      `select count(*)::int as pointing from (select * from the.person order by position desc limit 20) p
         join the.company c on c.id = p."companyId"`,
    );
    expect(pointing).toBeGreaterThan(10);
  });
});

describe('every field type', () => {
  let workspace: Workspace;
  const RECORDS = 400;

  beforeAll(async () => {
    workspace = await createWorkspace(database, 'types');
    await createObject(database, workspace, 'thing', EVERY_TYPE);
    await createObject(database, workspace, 'required', [
      ...EVERY_TYPE.map((field) => ({ ...field, isNullable: false })),
      { name: 'tight', type: 'TEXT', settings: { maxLength: 1 }, isNullable: false },
      {
        name: 'narrow',
        type: 'NUMBER',
        settings: { precision: 2, scale: 2, max: -0.97 },
        isNullable: false,
      },
      {
        name: 'huge',
        type: 'NUMBER',
        settings: { dataType: 'bigint', min: 1e18 },
        isNullable: false,
      },
      { name: 'exact', type: 'NUMBER', settings: { min: 0.0001, max: 0.0002 }, isNullable: false },
      {
        name: 'fraction',
        type: 'NUMBER',
        settings: { dataType: 'float', min: -1, max: 1 },
        isNullable: false,
      },
      { name: 'cents', type: 'CURRENCY', settings: { precision: 2, scale: 2 }, isNullable: false },
      { name: 'digits', type: 'CURRENCY', settings: { precision: 1 }, isNullable: false },
      { name: 'stars', type: 'RATING', settings: { max: 1 }, isNullable: false },
      { name: 'birthDate', type: 'DATE', isNullable: false },
    ]);
    await seed(workspace, { records: RECORDS * 2, objects: ['thing', 'required'] });
  });

  test('has values, and is null now and then unless it must not be', async () => {
    for (const { name, isNullable = true } of EVERY_TYPE) {
      for (const object of ['thing', 'required']) {
        const { given, nulls } = await only<{ given: number; nulls: number }>(
          workspace,
          `select count("${name}")::int as given, count(*) filter (where "${name}" is null)::int as nulls from the.${object}`,
        );
        const mayBeNull = isNullable && object === 'thing' && !['name', 'title'].includes(name);
        expect([object, name, given > 0, nulls > 0]).toEqual([object, name, true, mayBeNull]);
      }
    }
  });

  test('varies', async () => {
    const counts = await only<Record<string, number>>(
      workspace,
      `select ${EVERY_TYPE.map(({ name }) => `count(distinct "${name}")::int as "${name}"`).join(', ')} from the.thing`,
    );
    expect(counts).toMatchObject({ boolean: 2, choice: 2, rating: 3 });
    for (const name of ['text', 'number', 'date', 'moment', 'phone', 'url', 'currency']) {
      expect([name, (counts[name] ?? 0) > 50]).toEqual([name, true]);
    }
  });

  test('keeps to what its settings say', async () => {
    const facts = await only(
      workspace,
      `select max(length(tight)) as tight, max(narrow)::text as narrow, min(huge) >= 1000000000000000000 as huge,
              bool_and(exact between 0.0001 and 0.0002) as exact, bool_and(fraction between -1 and 1) as fraction,
              max((cents ->> 'amount')::numeric) < 1 as cents, count(distinct currency ->> 'currency')::int as currencies,
              min(currency ->> 'currency') as currency, max("birthDate") < current_date - 6000 as births
         from the.required`,
    );
    expect(facts).toEqual({
      tight: 1,
      narrow: '-0.97',
      huge: true,
      exact: true,
      fraction: true,
      cents: true,
      currencies: 1,
      currency: 'EUR',
      births: true,
    });
  });
});

describe('a field that no value fits', () => {
  const IMPOSSIBLE = { precision: 3, scale: 1, min: 0.01, max: 0.02 };

  test.each([
    [true, /^$/],
    [false, /No value fits the settings of thing\.never, which may not be null/],
  ])('nullable: %j', async (isNullable, message) => {
    const workspace = await createWorkspace(database, `never-${isNullable}`);
    const field = { name: 'never', type: 'NUMBER', settings: IMPOSSIBLE, isNullable };
    await createObject(database, workspace, 'thing', [field]);
    const failed = await seed(workspace, { records: 5, objects: ['thing'] }).then(
      () => '',
      (error: Error) => error.message,
    );
    expect(failed).toMatch(message);
    expect(await rows(workspace, 'select from the.thing')).toHaveLength(isNullable ? 5 : 0);
  });
});

describe('relations', () => {
  test('every direction and rule', async () => {
    const workspace = await createWorkspace(database, 'directions');
    await createObject(database, workspace, 'thing', await everyRelation(workspace));
    const seeded = await seed(workspace, { records: 300 });
    expect(seeded.reduce((sum, { records }) => sum + records, 0)).toBe(300);
    const { pointing } = await only<{ pointing: number }>(
      workspace,
      'select (select count(*) from the.thing where "oneSId" is not null and "oneCId" is not null)::int as pointing',
    );
    expect(pointing).toBeGreaterThan(10);
  });

  test('ONE_TO_ONE: each target once; MANY_TO_MANY: each pair once', async () => {
    const workspace = await createWorkspace(database, 'kinds');
    const company = await workspace.objectId('company');
    const tag = await createObject(database, workspace, 'tag', [{ name: 'name', type: 'TEXT' }]);
    await createObject(database, workspace, 'badge', [
      relation('company', 'ONE_TO_ONE', company, { isNullable: false }),
      relation('tags', 'MANY_TO_MANY', tag),
    ]);
    const seeded = await seed(workspace, {
      records: 200,
      objects: ['company', 'badge', 'tag', 'badgeTag'],
    });
    expect(seeded.find(({ object }) => object === 'badge')?.records).toBeLessThanOrEqual(
      seeded.find(({ object }) => object === 'company')?.records ?? 0,
    );
    const facts = await only<Record<string, number>>(
      workspace,
      `select (select count(*) from the."badgeTag")::int as pairs,
              (select count(*) from (select distinct "badgeId", "tagId" from the."badgeTag") d)::int as different`,
    );
    expect(facts.pairs).toBe(facts.different);
    expect(facts.pairs).toBeGreaterThan(50);
  });

  test('of an object to itself make no circle', async () => {
    const workspace = await createWorkspace(database, 'trees');
    const tree = await createObject(database, workspace, 'tree');
    await createFields(database, tree, [
      relation('parent', 'MANY_TO_ONE', tree, { relationTargetFieldName: 'children' }),
      relation('next', 'ONE_TO_ONE', tree, { relationTargetFieldName: 'previous' }),
    ]);
    await seed(workspace, { records: 300, objects: ['tree'] });
    for (const column of ['parentId', 'nextId']) {
      const facts = await only<Record<string, number>>(
        workspace,
        `with recursive path (id, ancestor) as (
           select id, "${column}" from the.tree where "${column}" is not null
           union select p.id, t."${column}" from path p join the.tree t on t.id = p.ancestor where t."${column}" is not null
         )
         select count(*) filter (where id = ancestor)::int as circles, count(*)::int as steps from path`,
      );
      expect([column, facts.circles]).toEqual([column, 0]);
      expect(facts.steps).toBeGreaterThan(300);
    }
  });

  test('an object that must point to itself begins with itself', async () => {
    const workspace = await createWorkspace(database, 'roots');
    const root = await createObject(database, workspace, 'root');
    await createFields(database, root, [
      relation('origin', 'MANY_TO_ONE', root, {
        isNullable: false,
        relationTargetFieldName: 'copies',
      }),
    ]);
    await seed(workspace, { records: 20, objects: ['root'] });
    expect(
      await only(workspace, 'select count(*)::int as own from the.root where "originId" = id'),
    ).toEqual({ own: 1 });
  });

  test('in a circle of objects are filled in the end, and edit nothing', async () => {
    const workspace = await createWorkspace(database, 'circles');
    const team = await createObject(database, workspace, 'team', [{ name: 'name', type: 'TEXT' }]);
    const player = await createObject(database, workspace, 'player', [
      relation('team', 'MANY_TO_ONE', team, { isNullable: false }),
    ]);
    await createFields(database, team, [
      relation('captain', 'ONE_TO_ONE', player, { relationTargetFieldName: 'captainOf' }),
    ]);
    await seed(workspace, { records: 80, objects: ['team', 'player'] });
    const facts = await only<Record<string, number>>(
      workspace,
      `select count("captainId")::int as captains, count(distinct "captainId")::int as different,
              count(*) filter (where "updatedAt" <> "createdAt")::int as edited from the.team`,
    );
    expect(facts.captains).toBeGreaterThan(10);
    expect(facts).toMatchObject({ different: facts.captains, edited: 0 });
  });

  test('to an object without records that may not be null are refused', async () => {
    const workspace = await createWorkspace(database, 'orphans');
    const parent = await createObject(database, workspace, 'parent');
    await createObject(database, workspace, 'child', [
      relation('parent', 'MANY_TO_ONE', parent, { isNullable: false }),
    ]);
    await expect(seed(workspace, { records: 5, objects: ['child'] })).rejects.toThrow(
      /Each child needs a parent \(child\.parent may not be null\), and there is none: seed parent too/,
    );
  });
});

describe('unique', () => {
  test('fields and indexes, with many records and with records that are there', async () => {
    const workspace = await createWorkspace(database, 'unique');
    const object = await createObject(database, workspace, 'thing', [
      { name: 'city', type: 'TEXT', isUnique: true, isNullable: false },
      { name: 'short', type: 'TEXT', isUnique: true, settings: { maxLength: 2 } },
      { name: 'email', type: 'EMAIL', isUnique: true, isNullable: false },
      { name: 'phone', type: 'PHONE', isUnique: true, isNullable: false },
      { name: 'website', type: 'URL', isUnique: true, isNullable: false },
      {
        name: 'quantity',
        type: 'NUMBER',
        isUnique: true,
        settings: { min: 1, max: 5000, dataType: 'int' },
        isNullable: false,
      },
      { name: 'day', type: 'DATE', isUnique: true, isNullable: false },
      { name: 'moment', type: 'DATE_TIME', isUnique: true, isNullable: false },
      { name: 'stars', type: 'RATING', isUnique: true },
      { name: 'price', type: 'CURRENCY', isNullable: false },
      {
        name: 'code',
        type: 'NUMBER',
        settings: { min: 1, max: 100, dataType: 'int' },
        isNullable: false,
      },
      {
        name: 'level',
        type: 'NUMBER',
        settings: { min: 1, max: 60, dataType: 'int' },
        isNullable: false,
      },
    ]);
    await database.query(
      `insert into core."indexMetadata" ("objectMetadataId", fields, "isUnique") values ($1, '{code,level}', true), ($1, '{price}', true)`,
      [object],
    );
    for (const number of [1, 2]) {
      const [result] = await seed(workspace, { records: 2_400, objects: ['thing'], seed: number });
      expect(result?.records).toBe(2_400);
    }
    const counts = await only<Record<string, number>>(
      workspace,
      'select count(*)::int as records, count(stars)::int as stars, count(distinct (code, level))::int as pairs from the.thing',
    );
    expect(counts).toMatchObject({ records: 4_800, pairs: 4_800 });
    expect(counts.stars).toBe(5);
  });

  test('a field without further values ends the object, and says so', async () => {
    const workspace = await createWorkspace(database, 'scarce');
    const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }));
    await createObject(database, workspace, 'thing', [
      { name: 'kind', type: 'SELECT', settings: { options }, isUnique: true, isNullable: false },
    ]);
    expect(await seed(workspace, { records: 10, objects: ['thing'] })).toEqual([
      { object: 'thing', wanted: 10, records: 3 },
    ]);
  });
});

test('the same metadata and the same seed give the same records', async () => {
  const contents = async (subdomain: string): Promise<unknown> => {
    const workspace = await createWorkspace(database, subdomain);
    const company = await workspace.objectId('company');
    await createObject(database, workspace, 'thing', [
      ...EVERY_TYPE,
      relation('company', 'ONE_TO_ONE', company),
      relation('partners', 'MANY_TO_MANY', company),
    ]);
    const seeded = await seed(workspace, { records: 600, seed: 42 });
    const tables = seeded.map(({ object }) =>
      rows(workspace, `select * from the."${object}" order by position`),
    );
    return Promise.all(tables);
  };
  const first = await contents('same-1');
  expect(await contents('same-2')).toEqual(first);
});

test('metadata that would break out of what it is put into does not', async () => {
  const workspace = await createWorkspace(database, 'hostile');
  const texts = Object.values(HOSTILE).filter(isLabel);
  const options = texts.map((value) => ({ value, label: value }));
  const thing = await createObject(database, workspace, 'thing', [
    { name: 'choice', type: 'SELECT', settings: { options }, isNullable: false },
    { name: 'choices', type: 'MULTI_SELECT', settings: { options } },
    {
      name: 'select',
      type: 'TEXT',
      label: texts[0] ?? '',
      description: HOSTILE['two smart tags'] ?? '',
    },
  ]);
  await database.query(
    `insert into core."indexMetadata" ("objectMetadataId", fields, "isUnique") values ($1, '{choice,choices}', true)`,
    [thing],
  );
  await seed(workspace, { records: 1_000, objects: ['thing'] });
  await seed(workspace, { records: 100, objects: ['thing'], seed: 2 });
  const used = await rows<{ choice: string }>(workspace, 'select distinct choice from the.thing');
  expect(used.map(({ choice }) => choice).toSorted()).toEqual(texts.toSorted());
});

test('a failure takes everything back', async () => {
  const workspace = await createWorkspace(database, 'failing');
  await database.query(
    `alter table ${workspace.schema}.note add constraint never check (title is null)`,
  );
  await expect(seed(workspace, { records: 100 })).rejects.toThrow(
    /^The table of note refuses the records \(.*"never"\): see .*workspace -- drift\.$/,
  );
  expect(await rows(workspace, 'select from the.company')).toEqual([]);
  await database.query(`alter table ${workspace.schema}.note drop constraint never`);
});

test('metadata does not change meanwhile', async () => {
  const workspace = await createWorkspace(database, 'busy');
  const other = await database.client();
  await other.query('begin');
  await other.query('select compiler.lock_workspace($1)', [workspace.id]);
  await expect(seed(workspace, { records: 5 })).rejects.toMatchObject({ code: '55P03' });
  await other.query('rollback');
  expect(
    await one(database, `select count(*)::int as records from ${workspace.schema}.note`),
  ).toEqual({
    records: 0,
  });
});
