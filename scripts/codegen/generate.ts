/*
 * A workspace's typed client as files: GraphQL Code Generator writes the types, we the documents and
 * the client on top of them; the runtime is copied as it is.
 */
import fs from 'node:fs';
import path from 'node:path';
import { generate } from '@graphql-codegen/cli';
import type { CodegenPlugin, Types } from '@graphql-codegen/plugin-helpers';
import * as typesPlugin from '@graphql-codegen/typescript';
import * as operationsPlugin from '@graphql-codegen/typescript-operations';
import { print, printSchema } from 'graphql';
import { plainText } from '../plain-text.ts';
import type { WorkspaceApi } from './api.ts';
import { clientText } from './client-text.ts';
import { type ApiDocument, documentsOf } from './documents.ts';
import { MARK } from './files.ts';
import { INPUT_MAYBE, withInputs, withReadonlyVariables } from './inputs.ts';
import { narrowed } from './narrow.ts';
import { objectsOf } from './objects.ts';

/** Texts by the path of their file, relative to the client's folder. */
export type ClientFiles = ReadonlyMap<string, string>;

const RUNTIME = path.join(import.meta.dirname, 'runtime');

const SCALARS = {
  ID: 'string',
  BigFloat: 'number | string',
  BigInt: 'number | string',
  Currency: {
    input: '{ amount: number | string; currency?: string | null | undefined }',
    output: '{ amount: number | string; currency: string }',
  },
  Date: 'string',
  Datetime: { input: 'string | Date', output: 'string' },
  FilterIs: { input: "'NULL' | 'NOT_NULL'", output: 'string' },
  JSON: 'unknown',
  RecordPosition: { input: "number | 'first' | 'last'", output: 'number' },
};

/** Makes all files of the client of a workspace, as a role sees it. */
export async function clientFiles(
  api: WorkspaceApi,
  { workspace, role }: { readonly workspace: string; readonly role: string },
): Promise<ClientFiles> {
  const { document, scalars } = narrowed(api);
  const documents = documentsOf(api.schema);
  const heading = `The API of workspace ${workspace}, as its role ${inComment(role)} sees it.`;
  const note = `${MARK} -- --workspace ${workspace}; do not edit.`;
  const texts = await generateTypes({
    schema: print(document),
    documents: documents.map(({ text }) => text).join('\n'),
    scalars: { ...SCALARS, ...scalars },
    documentsText: documentsText(documents),
  });
  const typescript = (text: string) => `/*\n * ${heading}\n * ${note}\n */\n${text.trimEnd()}\n`;
  return new Map([
    ['schema.graphql', `# ${heading}\n# ${note}\n\n${printSchema(api.schema)}\n`],
    ...texts.map(({ filename, content }) => [filename, typescript(content)] as const),
    ['client.ts', typescript(clientText(objectsOf(api.schema)))],
    ...runtimeFiles(),
  ]);
}

/** A role may have any name. */
function inComment(text: string): string {
  return plainText(text).replaceAll('*/', '* /');
}

interface Input {
  readonly schema: string;
  /** One text: several would be put in another order. */
  readonly documents: string;
  readonly scalars: Types.Config['config'];
  readonly documentsText: string;
}

async function generateTypes(input: Input): Promise<readonly Types.FileOutput[]> {
  const shared = {
    scalars: input.scalars,
    strictScalars: true,
    enumsAsTypes: true,
    namingConvention: 'keep',
    skipTypename: true,
    inputMaybeValue: INPUT_MAYBE,
    avoidOptionals: { field: true },
    useTypeImports: true,
  };
  const plugins: Readonly<Record<string, CodegenPlugin>> = {
    types: withInputs(typesPlugin),
    operations: withReadonlyVariables(operationsPlugin),
    documents: { plugin: () => ({ prepend: [IMPORT_DOCUMENT], content: input.documentsText }) },
  };
  const config: Types.Config = {
    silent: true,
    importExtension: '.ts',
    schema: input.schema,
    documents: input.documents,
    config: shared,
    pluginLoader: (name) => plugins[name.replace(/^@graphql-codegen\//, '')] ?? refuse(name),
    generates: {
      'types.ts': { plugins: ['types'] },
      'documents.ts': {
        plugins: ['operations', 'documents'],
        config: { importSchemaTypesFrom: './types.ts' },
      },
    },
  };
  return await generate(config, false);
}

/** What it looks for by several names; it goes on to the next one. */
function refuse(name: string): never {
  throw Object.assign(new Error(`There is no plugin ${name}.`), { code: 'MODULE_NOT_FOUND' });
}

const IMPORT_DOCUMENT = "import type { TypedDocument } from './runtime/transport.ts';";

function documentsText(documents: readonly ApiDocument[]): string {
  return documents
    .map(
      ({ name, kind, text }) =>
        `export const ${name}Document = \`${text}\` as TypedDocument<${name}${kind}, ${name}${kind}Variables>;\n`,
    )
    .join('\n');
}

/** As they are, but for a last line to their heading that says where they come from. */
function runtimeFiles(): [string, string][] {
  return fs
    .readdirSync(RUNTIME)
    .toSorted()
    .map((file) => [
      `runtime/${file}`,
      fs
        .readFileSync(path.join(RUNTIME, file), 'utf8')
        .replace('\n */\n', `\n * ${MARK}; do not edit.\n */\n`),
    ]);
}
