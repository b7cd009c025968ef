/*
 * The control plane's tables as /metadata shows them: the columns, each with its
 * codec, and the relations between tables.
 *
 * Written out rather than introspected: what /metadata says is a contract, and
 * a column that the compiler keeps for itself is not part of it.
 */
import {
  LIST_TYPES,
  makeRegistryBuilder,
  type PgCodecAttributes,
  PgExecutor,
  pgResourceOptions,
  recordCodec,
  TYPES,
} from 'postgraphile/@dataplan/pg';
import { constant, context, object } from 'postgraphile/grafast';
import { sql } from 'postgraphile/pg-sql2';

const executor = new PgExecutor({
  name: 'main',
  context: () =>
    object({ pgSettings: constant(null), withPgClient: context().get('withPgClient') }),
});

const id = { codec: TYPES.uuid, notNull: true } as const;
const idOrNull = { codec: TYPES.uuid } as const;
const text = { codec: TYPES.varchar, notNull: true } as const;
const textOrNull = { codec: TYPES.varchar } as const;
const texts = { codec: LIST_TYPES.text, notNull: true } as const;
const flag = { codec: TYPES.boolean, notNull: true } as const;
const jsonOrNull = { codec: TYPES.jsonb } as const;
const time = { codec: TYPES.timestamptz, notNull: true } as const;
const timeOrNull = { codec: TYPES.timestamptz } as const;
/** The order in which rows were given; for sorting alone. */
const ordinal = { codec: TYPES.bigint, notNull: true } as const;

const workspaceColumns = {
  id,
  displayName: text,
  domainName: textOrNull,
  subdomain: textOrNull,
  isActivated: flag,
  schemaName: text,
  createdAt: time,
  updatedAt: time,
  deletedAt: timeOrNull,
} as const;

const objectColumns = {
  id,
  workspaceId: id,
  nameSingular: text,
  namePlural: text,
  labelSingular: text,
  labelPlural: text,
  description: textOrNull,
  icon: textOrNull,
  isCustom: flag,
  isActive: flag,
  isSystem: flag,
  labelIdentifierFieldMetadataId: idOrNull,
  imageIdentifierFieldMetadataId: idOrNull,
  createdAt: time,
  updatedAt: time,
  ordinal,
} as const;

const fieldColumns = {
  id,
  objectMetadataId: id,
  workspaceId: id,
  name: text,
  label: text,
  description: textOrNull,
  icon: textOrNull,
  type: text,
  settings: jsonOrNull,
  defaultValue: jsonOrNull,
  isCustom: flag,
  isActive: flag,
  isNullable: flag,
  isUnique: flag,
  isSystem: flag,
  createdAt: time,
  updatedAt: time,
  ordinal,
} as const;

const indexColumns = {
  id,
  workspaceId: id,
  objectMetadataId: id,
  fields: texts,
  isUnique: flag,
  where: textOrNull,
  indexType: text,
  isCustom: flag,
  createdAt: time,
  updatedAt: time,
  ordinal,
} as const;

/** A table of core, its primary key the id; `title` is what messages call a row of it. */
function table<const TName extends string, const TColumns extends PgCodecAttributes>(
  name: TName,
  title: string,
  columns: TColumns,
) {
  const identifier = sql.identifier('core', name);
  const codec = recordCodec({ name, identifier, executor, attributes: columns });
  return pgResourceOptions({
    executor,
    name,
    codec,
    from: identifier,
    uniques: [{ attributes: ['id'], isPrimary: true }],
    extensions: { title },
  });
}

const workspaceTable = table('workspace', 'workspace', workspaceColumns);
const objectTable = table('objectMetadata', 'object', objectColumns);
const fieldTable = table('fieldMetadata', 'field', fieldColumns);
const indexTable = table('indexMetadata', 'index', indexColumns);

const registry = makeRegistryBuilder()
  .addExecutor(executor)
  .addResource(workspaceTable)
  .addResource(objectTable)
  .addResource(fieldTable)
  .addResource(indexTable)
  .build();

export const {
  workspace: workspaces,
  objectMetadata: objects,
  fieldMetadata: fields,
  indexMetadata: indexes,
} = registry.pgResources;

const SCALARS = new Map<unknown, string>([
  [TYPES.uuid, 'ID'],
  [TYPES.varchar, 'String'],
  [LIST_TYPES.text, '[String!]'],
  [TYPES.boolean, 'Boolean'],
  [TYPES.jsonb, 'JSON'],
  [TYPES.timestamptz, 'Datetime'],
]);

/** The columns as fields of a GraphQL type. */
export function columnFields(
  columns: PgCodecAttributes,
  types: Readonly<Record<string, string>> = {},
): string {
  return Object.entries(columns)
    .filter(([name]) => name !== 'ordinal')
    .map(
      ([name, { codec, notNull }]) =>
        `  ${name}: ${types[name] ?? SCALARS.get(codec)}${notNull ? '!' : ''}`,
    )
    .join('\n');
}
