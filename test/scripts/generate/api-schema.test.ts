/*
 * The committed description of /metadata is what the code makes (that of /graphql is part of the demo
 * workspace's client), and what a user writes in a description stays a description.
 */
import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, type GraphQLObjectType, type GraphQLSchema, printSchema } from 'graphql';
import { seedDemo } from '../../../scripts/demo/seed.ts';
import { demoApi, metadataSchemaText } from '../../../scripts/generate/api-schema.ts';
import { METADATA_SCHEMA_FILE } from '../../../scripts/paths.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { HOSTILE } from '../../support/hostile.ts';

let database: TestDatabase;

const demo = async () =>
  printSchema((await demoApi({ adminUrl: database.url, apiUrl: database.apiUrl })).schema);

beforeAll(async () => {
  database = await createTestDatabase();
  await seedDemo(database.url);
});

afterAll(() => database?.drop());

test('generated/metadata.graphql is current (npm run schema rewrites it)', () => {
  expect(metadataSchemaText()).toBe(fs.readFileSync(METADATA_SCHEMA_FILE, 'utf8'));
});

describe('whatever a description holds', () => {
  const TEXTS = {
    ...HOSTILE,
    'the end of a block': 'x""" } type Hole { y: Int } """',
    'an escaped end of a block': 'x\\"""',
    'a quote at the end': 'say "hi"',
    'line ends and blanks': '\n  one\n\n    two\r\n\tthree  \n',
  };

  function typeOf(schema: GraphQLSchema, name: string): GraphQLObjectType {
    return schema.getType(name) as GraphQLObjectType;
  }

  /** As GraphQL prints it: a block has no blank lines around it. */
  const readable = (text: string | null | undefined) => text?.replace(/\r\n?/g, '\n').trim();

  test.each(Object.entries(TEXTS))('%s: the API is the same but for it', async (_name, text) => {
    const before = buildSchema(await demo());
    const others = (schema: GraphQLSchema) =>
      Object.keys(schema.getTypeMap()).map((name) => [
        name,
        Object.keys((schema.getType(name) as Partial<GraphQLObjectType>)?.getFields?.() ?? {}),
      ]);
    for (const [table, column, name] of [
      ['objectMetadata', 'nameSingular', 'product'],
      ['fieldMetadata', 'name', 'inStock'],
    ]) {
      await database.query(`update core."${table}" set description = $1 where "${column}" = $2`, [
        text,
        name,
      ]);
    }
    const printed = await demo();
    const after = buildSchema(printed);
    expect(others(after)).toEqual(others(before));
    const product = typeOf(after, 'Product');
    expect(readable(product.description) ?? '').toBe(readable(text));
    expect(readable(product.getFields().inStock?.description) ?? '').toBe(readable(text));
  });
});
