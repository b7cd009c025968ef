/*
 * Clients of workspaces with any metadata, and programs that use them.
 */
import fs from 'node:fs';
import path from 'node:path';
import { readApi } from '../../../scripts/codegen/api.ts';
import { type ClientFiles, clientFiles } from '../../../scripts/codegen/generate.ts';
import { compilerErrors } from '../../client/compile.ts';
import type { TestDatabase } from '../../support/database.ts';

/** A field of an object, which is made for it if there is none of that name. */
export type FieldOf = readonly [object: string, name: string, type: string, settings?: object];

/** A workspace with objects, each by its singular and plural, and fields: each of them a row of metadata. */
export async function workspaceOf(
  database: TestDatabase,
  subdomain: string,
  fields: readonly FieldOf[],
  plurals: Readonly<Record<string, string>> = {},
): Promise<string> {
  const client = await database.client();
  const { rows } = await client.query<{ id: string }>(
    'insert into core.workspace ("displayName", subdomain) values ($1, $1) returning id',
    [subdomain],
  );
  const workspaceId = rows[0]?.id ?? '';
  for (const name of new Set(fields.map(([object]) => object))) {
    const plural = Object.hasOwn(plurals, name) ? plurals[name] : `${name}s`;
    await client.query(
      'insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural") values ($1, $2, $3)',
      [workspaceId, name, plural],
    );
  }
  for (const [object, name, type, settings] of fields) {
    await client.query(
      `insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, type, settings)
       select $1, id, $3, $4, $5 from core."objectMetadata" where "workspaceId" = $1 and "nameSingular" = $2`,
      [workspaceId, object, name, type, settings === undefined ? null : JSON.stringify(settings)],
    );
  }
  return workspaceId;
}

/** Its client. */
export async function clientFilesOf(
  database: TestDatabase,
  workspaceId: string,
  { workspace = 'acme', role = 'ADMIN' } = {},
): Promise<ClientFiles> {
  const api = await readApi(await database.client(), database.apiUrl, { workspaceId, role });
  return clientFiles(api, { workspace, role });
}

/** Puts a client into a folder of its own for as long as it is used. */
export async function withFolder<T>(
  files: ReadonlyMap<string, string>,
  use: (folder: string) => T | Promise<T>,
): Promise<T> {
  const folder = fs.mkdtempSync(path.join(import.meta.dirname, 'client-'));
  try {
    for (const [name, text] of files) {
      const file = path.join(folder, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
    return await use(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** What the compiler says of a client, and of a program beside it. */
export function compiled(
  files: ClientFiles,
  program: string,
  ...flags: readonly string[]
): Promise<string[]> {
  return withFolder(new Map([...files, ['program.ts', program]]), (folder) =>
    compilerErrors(
      path.join(folder, 'program.ts'),
      ...['--lib', 'es2024,dom', '--types', ''],
      ...flags,
    ),
  );
}
