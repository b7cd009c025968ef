/*
 * What is generated: current for the demo workspace, the same each time, narrowed by the metadata, and
 * no more than the role has.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { staleFiles } from '../../../scripts/codegen/files.ts';
import type { ClientFiles } from '../../../scripts/codegen/generate.ts';
import { seedDemo } from '../../../scripts/demo/seed.ts';
import { demoClientFiles } from '../../../scripts/generate/api-schema.ts';
import { DEMO_CLIENT_FOLDER } from '../../../scripts/paths.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { clientFilesOf, compiled, type FieldOf, workspaceOf } from './support.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedDemo(database.url);
});
afterAll(() => database?.drop());

/** The client of a workspace of its own. */
async function clientOf(
  subdomain: string,
  fields: readonly FieldOf[],
  role = 'ADMIN',
): Promise<ClientFiles> {
  const id = await workspaceOf(database, subdomain, fields);
  return clientFilesOf(database, id, { workspace: subdomain, role });
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
    expect(await compiled(files, program)).toEqual([]);
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
    expect(await compiled(files, program)).toEqual([]);
  });
});
