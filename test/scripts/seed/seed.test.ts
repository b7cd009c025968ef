/*
 * Records for any workspace, on a real Postgres: all of its constraints hold, or COPY would fail; what
 * they do not say (names, order, repeatability) is asked here.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SeededObject } from '../../../scripts/seed/seed.ts';
import { EVERY_TYPE } from '../../support/every-type.ts';
import { HOSTILE, isLabel } from '../../support/hostile.ts';
import { createObject, createWorkspace, one, type Workspace } from '../../support/workspaces.ts';
import { openSeeds, relation, type Seeds } from './support.ts';

let seeds: Seeds;

beforeAll(async () => {
  seeds = await openSeeds();
});
afterAll(() => seeds.close());

describe('standard objects', () => {
  let acme: Workspace;
  let seeded: SeededObject[];
  let reported = 0;

  beforeAll(async () => {
    acme = await createWorkspace(seeds.database, 'acme');
    const onRecords = (count: number): void => {
      reported += count;
    };
    seeded = await seeds.seed(acme, { records: 500, onRecords });
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
      const found = await seeds.rows(acme, `select from the.${object}`);
      expect([object, found.length]).toEqual([object, records]);
    }
  });

  test('have positions in order, and are live and unedited', async () => {
    const { wrong } = await seeds.only<{ wrong: number }>(
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
    const counts = await seeds.only<Record<string, number>>(
      acme,
      `select count(*)::int as people, count("companyId")::int as employed, count(distinct "companyId")::int as employers from the.person`,
    );
    expect(counts.employed).toBeLessThan(counts.people ?? 0);
    expect(counts.employed).toBeGreaterThan((counts.people ?? 0) / 2);
    expect(counts.employers).toBeGreaterThan(10);
  });

  test('look as their fields are called', async () => {
    const { wrong } = await seeds.only<{ wrong: number }>(
      acme,
      `select count(*)::int as wrong from the.person
        where email not like lower(regexp_replace("firstName", '[^A-Za-z]', '', 'g')) || '.%@%.example'`,
    );
    expect(wrong).toBeLessThan(10);
  });

  test('the same seed again is refused in one line and leaves nothing; another one adds', async () => {
    await expect(seeds.seed(acme, { records: 500 })).rejects.toThrow(
      /A record of company is there already: seed 1 was used .* another with --seed/,
    );
    await seeds.seed(acme, { records: 50, seed: 2 });
    const { records } = await seeds.only<{ records: number }>(
      acme,
      `select ((select count(*) from the.company) + (select count(*) from the.person) + (select count(*) from the.opportunity)
             + (select count(*) from the.task) + (select count(*) from the.note))::int as records`,
    );
    expect(records).toBe(550);
    const positions = await seeds.only(
      acme,
      'select count(distinct position) = count(*) as distinct from the.note',
    );
    expect(positions).toEqual({ distinct: true });
  });

  test('some objects only point to what is there', async () => {
    await seeds.seed(acme, { records: 20, seed: 3, objects: ['person'] });
    const { pointing } = await seeds.only<{ pointing: number }>(
      acme,
      `select count(*)::int as pointing from (select * from the.person order by position desc limit 20) p
         join the.company c on c.id = p."companyId"`,
    );
    expect(pointing).toBeGreaterThan(10);
  });
});

test('the same metadata and the same seed give the same records', async () => {
  const contents = async (subdomain: string): Promise<unknown> => {
    const workspace = await createWorkspace(seeds.database, subdomain);
    const company = await workspace.objectId('company');
    await createObject(seeds.database, workspace, 'thing', [
      ...EVERY_TYPE,
      relation('company', 'ONE_TO_ONE', company),
      relation('partners', 'MANY_TO_MANY', company),
    ]);
    const seeded = await seeds.seed(workspace, { records: 600, seed: 42 });
    const tables = seeded.map(({ object }) =>
      seeds.rows(workspace, `select * from the."${object}" order by position`),
    );
    return Promise.all(tables);
  };
  const first = await contents('same-1');
  expect(await contents('same-2')).toEqual(first);
});

test('metadata that would break out of what it is put into does not', async () => {
  const workspace = await createWorkspace(seeds.database, 'hostile');
  const texts = Object.values(HOSTILE).filter(isLabel);
  const options = texts.map((value) => ({ value, label: value }));
  const thing = await createObject(seeds.database, workspace, 'thing', [
    { name: 'choice', type: 'SELECT', settings: { options }, isNullable: false },
    { name: 'choices', type: 'MULTI_SELECT', settings: { options } },
    {
      name: 'select',
      type: 'TEXT',
      label: texts[0] ?? '',
      description: HOSTILE['two smart tags'] ?? '',
    },
  ]);
  await seeds.database.query(
    `insert into core."indexMetadata" ("objectMetadataId", fields, "isUnique") values ($1, '{choice,choices}', true)`,
    [thing],
  );
  await seeds.seed(workspace, { records: 1_000, objects: ['thing'] });
  await seeds.seed(workspace, { records: 100, objects: ['thing'], seed: 2 });
  const used = await seeds.rows<{ choice: string }>(
    workspace,
    'select distinct choice from the.thing',
  );
  expect(used.map(({ choice }) => choice).toSorted()).toEqual(texts.toSorted());
});

test('a failure takes everything back', async () => {
  const workspace = await createWorkspace(seeds.database, 'failing');
  await seeds.database.query(
    `alter table ${workspace.schema}.note add constraint never check (title is null)`,
  );
  await expect(seeds.seed(workspace, { records: 100 })).rejects.toThrow(
    /^The table of note refuses the records \(.*"never"\): see .*workspace -- drift\.$/,
  );
  expect(await seeds.rows(workspace, 'select from the.company')).toEqual([]);
  await seeds.database.query(`alter table ${workspace.schema}.note drop constraint never`);
});

test('metadata does not change meanwhile', async () => {
  const workspace = await createWorkspace(seeds.database, 'busy');
  const other = await seeds.database.client();
  await other.query('begin');
  await other.query('select compiler.lock_workspace($1)', [workspace.id]);
  await expect(seeds.seed(workspace, { records: 5 })).rejects.toMatchObject({ code: '55P03' });
  await other.query('rollback');
  expect(
    await one(seeds.database, `select count(*)::int as records from ${workspace.schema}.note`),
  ).toEqual({
    records: 0,
  });
});
