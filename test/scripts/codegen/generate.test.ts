/*
 * What is generated: current for the demo workspace, the same each time, narrowed by the metadata, and
 * no more than the role has.
 */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readApi } from '../../../scripts/codegen/api.ts';
import { staleFiles } from '../../../scripts/codegen/files.ts';
import { type ClientFiles, clientFiles } from '../../../scripts/codegen/generate.ts';
import { seedDemo } from '../../../scripts/demo/seed.ts';
import { demoClientFiles } from '../../../scripts/generate/api-schema.ts';
import { DEMO_CLIENT_FOLDER } from '../../../scripts/paths.ts';
import { compilerErrors } from '../../client/compile.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedDemo(database.url);
});
afterAll(() => database?.drop());

/** The client of a workspace with objects and fields, each of them a row of metadata. */
async function clientOf(
  subdomain: string,
  fields: readonly (readonly [object: string, name: string, type: string, settings?: object])[],
  role = 'ADMIN',
): Promise<ClientFiles> {
  const client = await database.client();
  const { rows } = await client.query<{ id: string }>(
    'insert into core.workspace ("displayName", subdomain) values ($1, $1) returning id',
    [subdomain],
  );
  const workspaceId = rows[0]?.id ?? '';
  for (const name of new Set(fields.map(([object]) => object))) {
    await client.query(
      'insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural") values ($1, $2, $3)',
      [workspaceId, name, `${name}s`],
    );
  }
  for (const [object, name, type, settings] of fields) {
    await client.query(
      `insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, type, settings)
       select $1, id, $3, $4, $5 from core."objectMetadata" where "workspaceId" = $1 and "nameSingular" = $2`,
      [workspaceId, object, name, type, settings === undefined ? null : JSON.stringify(settings)],
    );
  }
  const api = await readApi(client, database.apiUrl, { workspaceId, role });
  return clientFiles(api, { workspace: subdomain, role });
}

/** What the compiler says of a client, and of a program beside it. */
function compiled(files: ClientFiles, program: string): string[] {
  const folder = fs.mkdtempSync(path.join(import.meta.dirname, 'client-'));
  try {
    for (const [name, text] of [...files, ['program.ts', program] as const]) {
      const file = path.join(folder, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
    return compilerErrors(path.join(folder, 'program.ts'), '--lib', 'es2024,dom', '--types', '');
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

test('generated/acme is current (npm run schema rewrites it)', async () => {
  const files = await demoClientFiles({ adminUrl: database.url, apiUrl: database.apiUrl });
  expect(staleFiles(DEMO_CLIENT_FOLDER, files)).toEqual([]);
});

describe('any workspace', () => {
  test('the same metadata, made in another workspace, gives the same client', async () => {
    const fields = [
      ['crate', 'size', 'NUMBER'],
      ['crate', 'owner', 'TEXT'],
    ] as const;
    const [first, second] = [await clientOf('one', fields), await clientOf('two', fields)];
    const named = (files: ClientFiles, name: string) =>
      [...files].map(([file, text]) => [file, text.replace(/(workspace) \w+/g, `$1 ${name}`)]);
    expect(named(second, 'one')).toEqual(named(first, 'one'));
  });

  test('names that meet those of other types, and values with quotes, compile', async () => {
    const files = await clientOf('names', [
      ['crate', 'kind', 'SELECT', { options: [{ value: `it's "so"`, label: 'a' }] }],
      ['crateKind', 'name', 'TEXT'],
      ['record', 'select', 'TEXT'],
      ['promise', 'args', 'TEXT'],
      ['maybe', 'scalars', 'TEXT'],
      ['scalars', 'exact', 'BOOLEAN'],
      ['exact', 'arguments', 'MULTI_SELECT', { options: [{ value: '\\n`${', label: 'b' }] }],
    ]);
    const program = `import type { Client } from './client.ts';
export async function run(client: Client) {
  await client.crates.findMany({ filter: { kind: { eq: 'it\\'s "so"' } } });
  const [found] = await client.exacts.findMany({ select: { arguments: true } });
  found?.arguments satisfies '\\\\n\`\${'[] | null | undefined;
  await client.promises.create({ data: { args: 'x' } });
  await client.records.findMany({ select: { select: true } });
  await client.crateKinds.findMany();
  await client.maybes.findMany();
  await client.scalarss.findMany({ filter: { exact: { eq: true } } });
  // @ts-expect-error no such option
  await client.crates.create({ data: { kind: 'other' } });
}`;
    expect(compiled(files, program)).toEqual([]);
  });

  test('a role without rights to destroy has no such methods', async () => {
    const files = await clientOf('rights', [['crate', 'size', 'NUMBER']], 'USER');
    const program = `import type { Client } from './client.ts';
import * as documents from './documents.ts';
export async function run(client: Client) {
  await client.crates.delete({ id: 'x' });
  // @ts-expect-error no right
  await client.crates.destroy({ id: 'x' });
  // @ts-expect-error no such document
  documents.DestroyCrateDocument;
}`;
    expect(compiled(files, program)).toEqual([]);
  });
});
