/*
 * Whatever objects, fields, options and roles are called: the client compiles under every flag that a
 * consumer may have, and works against a server.
 */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EVERY_FLAG } from '../../client/compile.ts';
import { type Api, startApi } from '../graphql/support.ts';
import { clientFilesOf, compiled, type FieldOf, withFolder, workspaceOf } from './support.ts';

const OPTIONS = ["it's", '"so"', '\\', `\`\${x}\``, '🦊', '1', 'null', '*/', '</script>'];
const FIELDS: readonly FieldOf[] = [
  ['constructor', 'toString', 'TEXT'],
  ['constructor', 'constructor', 'TEXT'],
  ['constructor', 'hasOwnProperty', 'NUMBER'],
  ['constructor', 'valueOf', 'BOOLEAN'],
  ['constructor', 'then', 'TEXT'],
  ['constructor', 'select', 'TEXT'],
  ['constructor', 'kind', 'SELECT', { options: OPTIONS.map((value) => ({ value, label: 'x' })) }],
  ['class', 'prototype', 'TEXT'],
  ['class', 'default', 'CURRENCY'],
  ['then', 'length', 'NUMBER'],
  ['findMany', 'name', 'TEXT'],
  ['product', 'name', 'TEXT'],
  ['createProduct', 'name', 'TEXT'],
  ['record', 'import', 'TEXT'],
  ['client', 'fetch', 'TEXT'],
  ['page', 'url', 'TEXT'],
  ['exact', 'any', 'TEXT'],
  ['array', 'await', 'TEXT'],
  ['readonlyArray', 'typeof', 'TEXT'],
  ['given', 'delete', 'TEXT'],
];
const PLURALS = JSON.parse('{"then": "catch", "class": "toString", "constructor": "valueOf"}');

const PROGRAM = `import { type Client, createClient } from './client.ts';
import { CreateProductDocument, CreateProduct_Document } from './documents.ts';
export function start(url: string, token: string): Client {
  return createClient({ url, token });
}
export async function use(client: Client): Promise<unknown[]> {
  const made = await client.valueOf.create({
    data: { toString: 'a', constructor: 'b', hasOwnProperty: 1, valueOf: true, then: 'c', kind: '🦊' },
    select: { toString: true, constructor: true, hasOwnProperty: true, valueOf: true, then: true },
  });
  made.toString satisfies string | null;
  const { id } = await client.valueOf.create({ data: { kind: '*/' } });
  const found = await client.valueOf.findMany({
    filter: { kind: { in: ['🦊', '*/'] }, constructor: { is: 'NULL' } },
    orderBy: [{ toString: 'AscNullsLast' }],
    select: { kind: true },
  });
  const all = await client.valueOf.findMany({ filter: { id: { eq: id } } });
  const { createProduct } = await client.$query(CreateProductDocument, { data: { name: 'x' } });
  const query = await client.$query(CreateProduct_Document, { filter: { name: { eq: 'y' } } });
  const counts = await client.valueOf.aggregate({ select: { totalCount: true, sumHasOwnProperty: true } });
  const groups = await client.valueOf.groupBy({
    groupBy: [{ kind: true }],
    filter: { kind: { is: 'NOT_NULL' } },
    select: { totalCount: true },
  });
  await client.valueOf.updateMany({ filter: { kind: { eq: '🦊' } }, data: { select: 's' } });
  const kept = await client.valueOf.findOne({
    filter: { select: { eq: 's' } },
    select: { toString: true, constructor: true },
  });
  return [groups.length, kept, made, found, all[0]?.kind, createProduct?.name, query.createProduct, counts];
}
export async function refused(client: Client): Promise<void> {
  // @ts-expect-error no such option
  await client.valueOf.create({ data: { kind: '2' } });
  // @ts-expect-error no such field, though every object has it
  await client.products.findMany({ select: { isPrototypeOf: true } });
  // @ts-expect-error a text is no number
  await client.valueOf.create({ data: { toString: 1 } });
}
`;

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());

describe('names that mean something else', () => {
  test('compile, and are what they are called', async () => {
    const id = await workspaceOf(api.database, 'hostile', FIELDS, PLURALS);
    await api.database.query(
      `update core."objectMetadata" set description = '*/ not code /* \`' where "workspaceId" = $1;`,
      [id],
    );
    await api.database.query(
      `update core."fieldMetadata" set description = '*/ not code /*' where "workspaceId" = $1 and name = 'name'`,
      [id],
    );
    const files = await clientFilesOf(api.database, id);
    expect(await compiled(files, PROGRAM, ...EVERY_FLAG)).toEqual([]);
    const { token } = await api.caller(id);
    const given = new Map([...files, ['program.ts', PROGRAM] as const]);
    await withFolder(given, async (folder) => {
      const { start, use } = await import(path.join(folder, 'program.ts'));
      const client = await start(api.server.url, token);
      expect(await use(client)).toEqual([
        2,
        { toString: 'a', constructor: 'b' },
        {
          ...{ toString: 'a', constructor: 'b', hasOwnProperty: 1, valueOf: true },
          ...JSON.parse('{"then": "c"}'),
        },
        [{ kind: '*/' }],
        '*/',
        'x',
        null,
        { totalCount: 2, sumHasOwnProperty: 1 },
      ]);
    });
  });

  test('a role of any name', async () => {
    const id = await workspaceOf(api.database, 'roles', [['crate', 'size', 'NUMBER']]);
    const role = '*/ not code\n/* "';
    await api.database.query('insert into core.role ("workspaceId", name) values ($1, $2)', [
      id,
      role,
    ]);
    const files = await clientFilesOf(api.database, id, { role });
    expect(await compiled(files, "import './client.ts';\nimport './documents.ts';")).toEqual([]);
  });
});

describe('roles and workspaces with little', () => {
  const OBJECT = `import { type Client, createClient } from './client.ts';
import * as documents from './documents.ts';
export function names(): string[] {
  return [...Object.keys(createClient({ url: 'x' })), ...Object.keys(documents)];
}
export type Names = keyof Client;
`;

  test('a role that may read one object, and nothing else', async () => {
    const id = await workspaceOf(api.database, 'little', [['crate', 'size', 'NUMBER']]);
    await api.database.query(
      `insert into core.role ("workspaceId", name, "canReadAllObjectRecords", "canUpdateAllObjectRecords",
          "canSoftDeleteAllObjectRecords", "canDestroyAllObjectRecords") values ($1, 'READER', false, false, false, false)`,
      [id],
    );
    const none = await clientFilesOf(api.database, id, { role: 'READER' });
    expect(await compiled(none, OBJECT, ...EVERY_FLAG)).toEqual([]);
    await api.database.query(
      `insert into core."objectPermission" ("workspaceId", "roleId", "objectMetadataId", "canReadObjectRecords")
       select $1, r.id, o.id, true from core.role r, core."objectMetadata" o
        where r."workspaceId" = $1 and r.name = 'READER' and o."workspaceId" = $1 and o."nameSingular" = 'crate'`,
      [id],
    );
    const one = await clientFilesOf(api.database, id, { role: 'READER' });
    expect(await compiled(one, OBJECT, ...EVERY_FLAG)).toEqual([]);
    expect(one.get('client.ts')).toContain(
      "readonly crates: Pick<Records<CrateModel>, 'findOne' | 'findMany' | 'findPage' | 'iterate' | 'aggregate' | 'groupBy'>;",
    );
  });

  test('no objects of its own, and 40 of them', async () => {
    const plain = await workspaceOf(api.database, 'plain', []);
    expect(await compiled(await clientFilesOf(api.database, plain), OBJECT)).toEqual([]);
    const many = Array.from({ length: 40 }, (_, place) => place).flatMap((place): FieldOf[] => [
      [`thing${place}x`, 'name', 'TEXT'],
      [`thing${place}x`, 'size', 'NUMBER'],
    ]);
    const forty = await workspaceOf(api.database, 'forty', many);
    const files = await clientFilesOf(api.database, forty);
    expect(await compiled(files, OBJECT)).toEqual([]);
    expect(files.get('client.ts')?.match(/^export interface \w+Model /gm)).toHaveLength(46);
  });
});
