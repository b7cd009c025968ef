/*
 * `generate` from outside: what it writes and leaves alone, what --check and --watch do, and its mistakes.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { TEST_SECRET } from '../../support/environment.ts';
import { type Ended, runProgram, startProgram } from '../../support/programs.ts';
import { createWorkspace } from '../../support/workspaces.ts';
import { whenever } from './support.ts';

let database: TestDatabase;
let folder: string;
let workspaceId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  workspaceId = (await createWorkspace(database, 'acme')).id;
  folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-generate-')), 'acme');
});
afterAll(async () => {
  await database.drop();
  fs.rmSync(path.dirname(folder), { recursive: true });
});

const environment = () => ({ DATABASE_URL: database.url, JWT_SECRET: TEST_SECRET });
const args = (...more: string[]) => ['generate', '--workspace', 'acme', '--out', folder, ...more];

function generate(...more: string[]): Promise<Ended> {
  return runProgram('scripts/cli.ts', args(...more), environment());
}

async function addObject(name: string): Promise<void> {
  await database.query(
    'insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural") values ($1, $2, $3)',
    [workspaceId, name, `${name}s`],
  );
}

function client(): string {
  return fs.readFileSync(path.join(folder, 'client.ts'), 'utf8');
}

test('writes what is not current, and checks', async () => {
  expect(await generate('--check')).toMatchObject({ code: 1 });
  const first = await generate('--json');
  expect(first).toMatchObject({ code: 0, stderr: '' });
  const { written, files } = JSON.parse(first.stdout) as { written: string[]; files: number };
  expect(written).toHaveLength(files);
  expect(JSON.parse((await generate('--json')).stdout)).toMatchObject({ written: [] });
  expect(await generate('--check')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/is current/),
  });

  await addObject('crate');
  const stale = await generate('--check');
  expect(stale.code).toBe(1);
  expect(stale.stdout).toMatch(
    new RegExp(
      `is stale \\(.*client\\.ts\\): run npm run generate -- --workspace acme --out ${folder}\\n$`,
    ),
  );
  expect((await generate('--check', '--role', 'USER')).stdout).toContain(
    `-- --workspace acme --role USER --out ${folder}\n`,
  );
  expect(client()).not.toContain('crates');
  const again = JSON.parse((await generate('--json')).stdout) as { written: string[] };
  expect(again.written).toEqual(['schema.graphql', 'types.ts', 'documents.ts', 'client.ts']);
  expect(client()).toContain('crates');
});

test('--watch follows changes until it is told to stop', async () => {
  const { child, ready, ended } = startProgram('scripts/cli.ts', args('--watch'), environment());
  await ready;
  await addObject('barrel');
  await whenever(async () => client().includes('barrels'));
  await addObject('basket');
  await whenever(async () => client().includes('baskets'));
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 130, stderr: '' });
});

test('two at once write the same, whole', async () => {
  const out = path.join(path.dirname(folder), 'twice');
  const ended = await Promise.all([generate('--out', out), generate('--out', out)]);
  for (const { code, stderr } of ended) expect([code, stderr]).toEqual([0, '']);
  expect(await generate('--out', out, '--check')).toMatchObject({ code: 0 });
  const names = fs.readdirSync(out, { recursive: true, encoding: 'utf8' });
  expect(names.filter((name) => !/^runtime$|\.(ts|graphql)$/.test(name))).toEqual([]);
});

test('a file of somebody else stays as it is', async () => {
  const out = path.join(path.dirname(folder), 'mine');
  fs.mkdirSync(out);
  fs.writeFileSync(path.join(out, 'types.ts'), 'export type Mine = 1;');
  expect(await generate('--out', out)).toEqual({
    code: 1,
    stdout: '',
    stderr: `Error: ${path.join(out, 'types.ts')} was not generated and would be overwritten: give another --out.\n`,
  });
  expect(fs.readdirSync(out)).toEqual(['types.ts']);
});

test('mistakes are one line', async () => {
  const elsewhere = await createWorkspace(database, 'elsewhere');
  // As one may be called that was made before names were looked at.
  await database.query(`set session_replication_role = replica;
    update core.workspace set subdomain = '../elsewhere' where id = '${elsewhere.id}';
    reset session_replication_role`);
  expect(
    await runProgram('scripts/cli.ts', ['generate', '--workspace', elsewhere.id], environment()),
  ).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Error: Workspace "../elsewhere" has no name for a folder: say where to with --out.\n',
  });
  expect(await generate('--role', 'BOSS')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Error: Workspace "acme" has no role "BOSS": it has ADMIN, MANAGER, USER.\n',
  });
  expect(await generate('--check', '--watch')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/cannot be used with option '--watch'/),
  });
  const file = path.join(path.dirname(folder), 'file');
  fs.writeFileSync(file, '');
  expect(await generate('--out', file)).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Error: Cannot write the client (EEXIST): give another --out.\n',
  });
});
