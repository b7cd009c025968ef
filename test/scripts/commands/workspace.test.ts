/*
 * `workspace` from outside: what each subcommand prints, changes and exits with.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { expectNoDrift } from '../../support/drift.ts';
import { type Ended, runProgram, startProgram } from '../../support/programs.ts';
import { createWorkspace } from '../../support/workspaces.ts';
import { sessions, whenever } from './support.ts';

const PRODUCT = {
  nameSingular: 'product',
  namePlural: 'products',
  fields: [
    { name: 'name', type: 'TEXT', isNullable: false },
    { name: 'price', type: 'CURRENCY' },
    {
      name: 'maker',
      type: 'RELATION',
      settings: { relationType: 'MANY_TO_ONE', relationTargetObject: 'company' },
    },
  ],
};

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-workspace-'));
});
afterAll(async () => {
  await expectNoDrift(database);
  await database.drop();
  fs.rmSync(folder, { recursive: true });
});

function workspace(...args: string[]): Promise<Ended> {
  return runProgram('scripts/cli.ts', ['workspace', ...args], { DATABASE_URL: database.url });
}

/** A file with this content. */
function file(name: string, content: unknown): string {
  const place = path.join(folder, name);
  fs.writeFileSync(place, typeof content === 'string' ? content : JSON.stringify(content));
  return place;
}

async function subdomains(prefix: string): Promise<string[]> {
  const rows = await database.query<{ subdomain: string }>(
    'select subdomain from core.workspace where subdomain like $1 order by subdomain',
    [`${prefix}%`],
  );
  return rows.map(({ subdomain }) => subdomain);
}

test.each([
  [[], ['create', 'list', 'export', 'plan', 'apply', 'drift', 'diagram', 'stats', 'drop']],
  [['create'], ['--name', '--blueprint', '--count', '--prefix', '--json']],
  [['list'], ['--json']],
  [['export'], ['--workspace']],
  [['plan'], ['--workspace', '--sql', '--json', 'Exit codes']],
  [['apply'], ['--workspace', '--allow', '--json']],
  [['drift'], ['--workspace', '--repair', '--json', 'Exit codes']],
  [['diagram'], ['--workspace', '--format', '--out']],
  [['stats'], ['--workspace', '--json']],
  [['drop'], ['--workspace', '--prefix', '--yes', '--json']],
])('%j --help shows what there is, with examples', async (args, words) => {
  const { code, stdout } = await workspace(...args, '--help');
  expect(code).toBe(0);
  for (const word of [...words, 'Examples:', 'workspace -- ']) expect(stdout).toContain(word);
});

describe('create', () => {
  test('makes a workspace, as a blueprint says', async () => {
    const blueprint = file('product.json', { objects: [PRODUCT] });
    const { code, stdout, stderr } = await workspace(
      ...['create', 'globex', '--name', 'Globex', '--blueprint', blueprint],
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^Workspace "globex" \([0-9a-f-]{36}\) is in schema workspace_[0-9a-z]+\.\n$/,
    );
    expect(
      await database.query(
        `select w."displayName", o."nameSingular" from core.workspace w join core."objectMetadata" o on o."workspaceId" = w.id
          where w.subdomain = 'globex' and o."isCustom"`,
      ),
    ).toEqual([{ displayName: 'Globex', nameSingular: 'product' }]);
  });

  test('makes many, and says which', async () => {
    const { code, stdout } = await workspace(
      'create',
      '--count',
      '3',
      '--prefix',
      'many',
      '--json',
    );
    expect(code).toBe(0);
    const { workspaces } = JSON.parse(stdout) as { workspaces: Record<string, string>[] };
    expect(workspaces.map(({ subdomain }) => subdomain)).toEqual(['many-1', 'many-2', 'many-3']);
    const more = await workspace('create', '--count', '4', '--prefix', 'many');
    expect(more.stdout).toMatch(
      /^1 workspace in .* ms each; 3 were there already; Postgres' catalog is vacuumed\.\n$/,
    );
    expect(await subdomains('many')).toEqual(['many-1', 'many-2', 'many-3', 'many-4']);
  });

  test('leaves nothing of a workspace whose blueprint is refused', async () => {
    const blueprint = file('bad.json', { objects: [{ ...PRODUCT, nameSingular: 'Product' }] });
    const { code, stdout, stderr } = await workspace('create', 'broken', '--blueprint', blueprint);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^Error: .*\nDetail: .*\nHint: /);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(await subdomains('broken')).toEqual([]);
  });

  test('stopped by Ctrl-C keeps what is whole, and counts it', async () => {
    const program = startProgram(
      'scripts/cli.ts',
      ['workspace', 'create', '--count', '1000', '--prefix', 'stopped'],
      { DATABASE_URL: database.url },
    );
    program.ready.catch(() => undefined);
    await whenever(async () => (await subdomains('stopped')).length >= 2);
    program.child.kill('SIGINT');
    const { code, stderr } = await program.ended;
    expect([code, stderr]).toEqual([
      130,
      expect.stringMatching(
        /^Interrupted: \d+ of 1,000 workspaces are there, and stay\. The same command again makes the rest\.\n$/,
      ),
    ]);
    await whenever(async () => (await sessions(database)) === 0);
    const made = (await subdomains('stopped')).length;
    const [said = 0] = (stderr.match(/\d+/) ?? []).map(Number);
    // The one that was being committed may be there already.
    expect([said, said + 1]).toContain(made);
  });

  test.each([
    [['create'], /^error: give a subdomain, or --count and --prefix\n/],
    [['create', 'a', '--count', '2'], /^error: give a subdomain, or --count and --prefix\n/],
    [
      ['create', '--count', '2', '--name', 'x'],
      /^error: option '--count <number>' cannot be used with option '--name/,
    ],
    [['create', '--count', '0'], /^error: .*Give a whole number, 1 or more/],
    [
      ['create', 'globex'],
      /^Error: the subdomain or domain of workspace "globex" is taken\nDetail: .*\nHint: Choose others\.\n$/,
    ],
    [
      ['create', 'BAD_SUB'],
      /^Error: the subdomain of workspace "BAD_SUB" is not valid\nDetail: .*\nHint: Give 1 to 63 of a to z.*\n$/,
    ],
    [
      ['create', 'x', '--blueprint', 'missing.json'],
      /^Error: Cannot read \S+\/missing\.json \(ENOENT\): give a file that exists\.\n$/,
    ],
  ])('%j is refused', async (args, message) => {
    const { code, stdout, stderr } = await workspace(...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
  });
});

test('list shows every workspace and its state, for people and for programs', async () => {
  await createWorkspace(database, 'gone');
  await database.query(`update core.workspace set "deletedAt" = now() where subdomain = 'gone'`);
  await database.query(
    `update core.workspace set "displayName" = E'two\\nlines \\u001B[31m' where subdomain = 'many-1'`,
  );
  const { code, stdout } = await workspace('list');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^subdomain +name +state +objects +created +id\n/);
  expect(stdout).toMatch(/\nglobex +Globex +active +7 +\d{4}-\d\d-\d\d +[0-9a-f-]{36}\n/);
  expect(stdout).toMatch(/\ngone +gone +deleted /);
  expect(stdout).toContain('two\uFFFDlines \uFFFD[31m');
  expect(stdout).not.toContain('\u001B');
  const rows = JSON.parse((await workspace('list', '--json')).stdout) as Record<string, unknown>[];
  expect(rows).toContainEqual({
    id: expect.any(String),
    subdomain: 'globex',
    displayName: 'Globex',
    schemaName: expect.stringMatching(/^workspace_/),
    state: 'active',
    objects: 7,
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  });
});

test('stats counts objects, fields, records and bytes', async () => {
  const acme = await createWorkspace(database, 'counted');
  await database.query(
    `insert into ${acme.schema}.note (title) select 'x' from generate_series(1, 20)`,
  );
  await database.query(`analyze ${acme.schema}.note`);
  const { stdout } = await workspace('stats', '--workspace', 'counted');
  expect(stdout).toMatch(/^object +fields +records +size\ncompany +\d+ +0 +[\d.]+ MB\n/);
  expect(stdout).toMatch(/\nnote +2 +20 +[\d.]+ MB\n/);
  expect(stdout).toMatch(/\n6 objects, \d+ fields, about 20 records, [\d.]+ MB\n$/);
  const json = JSON.parse((await workspace('stats', '--workspace', acme.id, '--json')).stdout);
  expect(json).toMatchObject({ objects: 6, records: 20, bytes: expect.any(Number) });
  expect(json.perObject).toContainEqual(expect.objectContaining({ object: 'note', records: 20 }));
});

test('drift is found, repaired where that loses nothing, and told by the exit code', async () => {
  const { schema } = await createWorkspace(database, 'drifting');
  const drift = (...args: string[]): Promise<Ended> =>
    workspace('drift', '--workspace', 'drifting', ...args);
  const none = 'No drift: the workspace is what its metadata says.\n';
  expect(await drift()).toEqual({ code: 0, stdout: none, stderr: '' });
  expect(JSON.parse((await drift('--json')).stdout)).toEqual({ drift: [] });

  await database.query(
    `drop index ${schema}."IDX_note_title_search"; alter table ${schema}.note add column scratch integer`,
  );
  const found = await drift();
  expect(found.code).toBe(1);
  expect(found.stdout).toContain('index note."IDX_note_title_search"\n  should be  CREATE INDEX');
  expect(found.stdout).toContain('  repair     none: it may hold data, look at it yourself\n');

  const repaired = await drift('--repair', '--json');
  expect([repaired.code, JSON.parse(repaired.stdout)]).toEqual([
    1,
    {
      repaired: 1,
      drift: [
        {
          kind: 'COLUMN',
          subject: 'note.scratch',
          expected: null,
          actual: 'integer',
          repair: null,
        },
      ],
    },
  ]);
  await database.query(`alter table ${schema}.note drop column scratch`);
  expect(await drift('--repair')).toMatchObject({
    code: 0,
    stdout: `Repaired: 0 differences.\n${none}`,
  });
});

describe('drop', () => {
  test('asks first, and does not when there is nobody to ask', async () => {
    const refused = await workspace('drop', '--workspace', 'many-1');
    expect(refused).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Error: This would delete workspace "many-1" for good: add --yes if you mean it.\n',
    });
    expect(await subdomains('many-1')).toEqual(['many-1']);
  });

  test('deletes schema, roles and rows, also of a workspace that is deleted softly', async () => {
    for (const subdomain of ['many-1', 'gone']) {
      const [row] = await database.query<{ schema: string; roles: string[] }>(
        `select w."schemaName" as schema, array(select r."databaseRole" from core.role r where r."workspaceId" = w.id) as roles
           from core.workspace w where w.subdomain = $1`,
        [subdomain],
      );
      const ended = await workspace('drop', '--workspace', subdomain, '--yes');
      expect(ended).toEqual({ code: 0, stdout: `Workspace "${subdomain}" is gone.\n`, stderr: '' });
      expect(
        await database.query(
          `select from pg_namespace where nspname = $1 union all select from pg_roles where rolname = any ($2)`,
          [row?.schema, row?.roles],
        ),
      ).toEqual([]);
    }
    expect((await workspace('drop', '--workspace', 'gone', '--yes')).stderr).toMatch(
      /^Error: There is no workspace "gone": /,
    );
  });
});

describe('drop --prefix', () => {
  test('drops all that were numbered, and no other', async () => {
    await createWorkspace(database, 'row');
    await createWorkspace(database, 'row-x');
    expect((await workspace('create', '--count', '2', '--prefix', 'row')).code).toBe(0);
    expect((await workspace('drop', '--prefix', 'row')).stderr).toMatch(/add --yes/);
    const { stdout } = await workspace('drop', '--prefix', 'row', '--yes');
    expect(stdout).toBe("2 of 2 workspaces are gone. Postgres' catalog is vacuumed.\n");
    expect(await subdomains('row')).toEqual(['row', 'row-x']);
    expect((await workspace('drop', '--prefix', 'row', '--yes')).stderr).toBe(
      'Error: There is no workspace "row-1" or alike.\n',
    );
  });

  test('is instead of --workspace', async () => {
    for (const args of [[], ['--prefix', 'a', '--workspace', 'b']]) {
      const { code, stderr } = await workspace('drop', ...args);
      expect([code, stderr]).toEqual([
        1,
        expect.stringMatching(/^error: give --workspace or --prefix/),
      ]);
    }
  });
});

test.each([['export'], ['drift'], ['stats'], ['diagram']])(
  '%s of an unknown workspace, or without one, is one line',
  async (command) => {
    const unknown = await workspace(command, '--workspace', 'nobody');
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toMatch(/^Error: There is no workspace "nobody": .*\n$/);
    const { code, stderr } = await workspace(command);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^error: required option '--workspace/),
    ]);
  },
);

test('a database that is not migrated says how', async () => {
  const empty = await createTestDatabase({ empty: true });
  for (const args of [['list'], ['create', 'x'], ['export', '--workspace', 'x']]) {
    const ended = await runProgram('scripts/cli.ts', ['workspace', ...args], {
      DATABASE_URL: empty.url,
    });
    expect(ended).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('db -- migrate'),
    });
  }
  await empty.drop();
});
