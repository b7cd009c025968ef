/*
 * `workspace export`, `plan` and `apply` from outside.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { EVERY_TYPE, everyRelation } from '../../support/every-type.ts';
import { type Ended, runProgram } from '../../support/programs.ts';
import { createObject, createWorkspace, type Workspace } from '../../support/workspaces.ts';

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
let target: Workspace;
let exported: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-blueprint-'));
  await workspace('create', 'globex', '--blueprint', file('product.json', { objects: [PRODUCT] }));
  target = await createWorkspace(database, 'target');
  exported = file('exported.json', (await workspace('export', '--workspace', 'globex')).stdout);
});

afterAll(async () => {
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

test('as TypeScript it is the same, wherever the file is', async () => {
  const typed = await createWorkspace(database, 'typed');
  await createObject(database, typed, 'thing', EVERY_TYPE);
  await createObject(database, typed, 'other', await everyRelation(typed));
  const code = await workspace('export', '--workspace', 'typed', '--format', 'ts');
  expect(code).toMatchObject({ code: 0, stderr: '' });
  const module = file('typed.ts', code.stdout);
  expect(await workspace('plan', module, '--workspace', 'typed')).toMatchObject({
    code: 0,
    stdout: 'Nothing to do: the workspace is that already.\n',
  });
  expect(await workspace('create', 'typed2', '--blueprint', module)).toMatchObject({ code: 0 });
  for (const format of ['json', 'ts']) {
    const [one, two] = await Promise.all(
      ['typed', 'typed2'].map((name) =>
        workspace('export', '--workspace', name, '--format', format),
      ),
    );
    expect(two).toEqual(one);
  }
});

test.each([
  ['throws.ts', 'throw new Error("no");', 'cannot be loaded: no'],
  ['syntax.ts', 'export default {', 'cannot be loaded: '],
  ['empty.mjs', 'export const blueprint = {};', 'has no blueprint: write export default'],
])('%s is refused in one line', async (name, text, message) => {
  const { code, stderr } = await workspace('plan', file(name, text), '--workspace', 'target');
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Error: .*\n$/s);
  expect(stderr).toContain(message);
});

test('of a module, what is not valid is told by its keys', async () => {
  const module = file(
    'keys.ts',
    `export default { objects: [{ nameSingular: 'crate', namePlural: 'crates', fields: [
       { name: 'label', type: 'TEXT', settings: { maxLenght: 5 } }, { name: 'size', type: 'NUMBR' }], icn: 'x' }] }`,
  );
  for (const args of [
    ['plan', module, '--workspace', 'target'],
    ['apply', module, '--workspace', 'target'],
    ['create', 'keys', '--blueprint', module],
    ['create', '--count', '2', '--prefix', 'keys', '--blueprint', module],
  ]) {
    const { code, stderr } = await workspace(...args);
    expect(code).toBe(1);
    expect(stderr).toContain('objects.crate.icn');
    expect(stderr).toContain('objects.crate.fields.label.settings.maxLenght');
    expect(stderr).not.toContain('[');
  }
});

function insertProduct({ schema }: Workspace): Promise<unknown[]> {
  return database.query(
    `insert into ${schema}.product (name, price) values ('Lamp', '{"amount": 5, "currency": "USD"}')`,
  );
}

test('what is exported can be planned and applied, and is the same again', async () => {
  const { code, stdout } = await workspace('plan', exported, '--workspace', 'target');
  expect([code, stdout.split('\n')]).toEqual([
    0,
    [
      '+ object product',
      '+ field product.name',
      '+ field product.price',
      '+ field product.maker',
      '',
      '4 added',
      '',
    ],
  ]);
  const applied = await workspace('apply', exported, '--workspace', 'target');
  expect(applied).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Done: \d+ operations\.\n$/),
  });
  const nothing = 'Nothing to do: the workspace is that already.\n';
  expect(await workspace('plan', exported, '--workspace', 'target')).toMatchObject({
    code: 0,
    stdout: nothing,
  });
  expect(await workspace('apply', exported, '--workspace', 'target')).toMatchObject({
    code: 0,
    stdout: nothing,
  });
  const again = await workspace('export', '--workspace', target.id);
  expect(JSON.parse(again.stdout)).toEqual(JSON.parse(fs.readFileSync(exported, 'utf8')));
});

test('a loss is marked, exits with 2, and is applied only if it is allowed', async () => {
  await insertProduct(target);
  const [name] = PRODUCT.fields;
  const smaller = file('smaller.json', {
    objects: [
      { ...PRODUCT, labelSingular: 'Ware', fields: [name, { name: 'size', type: 'NUMBER' }] },
    ],
  });
  const { code, stdout } = await workspace('plan', smaller, '--workspace', 'target');
  expect([code, stdout.split('\n').toSorted()]).toEqual([
    2,
    [
      '',
      '',
      '+ field product.size',
      '- field product.maker',
      '- field product.price  ! data would be lost',
      '1 added, 1 changed, 2 deleted, 1 lost',
      '~ object product',
    ].toSorted(),
  ]);
  const { stdout: json } = await workspace('plan', smaller, '--workspace', 'target', '--json');
  expect(JSON.parse(json)).toContainEqual({
    position: expect.any(Number),
    type: 'DELETE_FIELD',
    subject: 'product.price',
    sql: expect.stringContaining('alter table'),
    destructive: true,
  });
  const withSql = await workspace('plan', smaller, '--workspace', 'target', '--sql');
  expect(withSql.stdout).toMatch(/^- field product\.price .*\n {4}alter table /m);

  const refused = await workspace('apply', smaller, '--workspace', 'target');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(
    /would lose what is not allowed to be lost:\nproduct\.price: .*\n.*--allow\.\n$/,
  );
  const { stdout: applied } = await workspace(
    ...['apply', smaller, '--workspace', 'target', '--allow', 'product.price', '--json'],
  );
  expect(JSON.parse(applied)).toEqual({ operations: expect.any(Number) });
});

test.each([
  ['not JSON', '{', /^Error: \S+ is not JSON: .*\n$/],
  ['no blueprint', '{"objects": [{"nameSingular": 1}]}', /^Error: .*\nDetail: .*/],
])('a file that is %s is refused', async (_, content, message) => {
  const bad = file('refused.json', content);
  for (const command of ['plan', 'apply']) {
    const { code, stdout, stderr } = await workspace(command, bad, '--workspace', 'target');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  }
});
