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

export const executor = new PgExecutor({
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

const roleColumns = {
  id,
  workspaceId: id,
  name: text,
  description: textOrNull,
  databaseRole: text,
  canUpdateAllSettings: flag,
  canReadAllObjectRecords: flag,
  canUpdateAllObjectRecords: flag,
  canSoftDeleteAllObjectRecords: flag,
  canDestroyAllObjectRecords: flag,
  createdAt: time,
  updatedAt: time,
} as const;

/** Null: what the role's flag says. */
const permission = { codec: TYPES.boolean } as const;

const objectPermissionColumns = {
  id,
  workspaceId: id,
  roleId: id,
  objectMetadataId: id,
  canReadObjectRecords: permission,
  canCreateObjectRecords: permission,
  canUpdateObjectRecords: permission,
  canSoftDeleteObjectRecords: permission,
  canDestroyObjectRecords: permission,
  createdAt: time,
  updatedAt: time,
} as const;

const fieldPermissionColumns = {
  id,
  workspaceId: id,
  roleId: id,
  objectMetadataId: id,
  fieldMetadataId: id,
  canReadFieldValue: permission,
  canUpdateFieldValue: permission,
  createdAt: time,
  updatedAt: time,
} as const;

const rowPermissionColumns = {
  id,
  workspaceId: id,
  roleId: id,
  objectMetadataId: id,
  readFilter: jsonOrNull,
  updateFilter: jsonOrNull,
  softDeleteFilter: jsonOrNull,
  destroyFilter: jsonOrNull,
  createdAt: time,
  updatedAt: time,
} as const;

const userColumns = {
  id,
  email: text,
  firstName: text,
  lastName: text,
  createdAt: time,
  updatedAt: time,
} as const;

const userWorkspaceColumns = {
  id,
  userId: id,
  workspaceId: id,
  roleId: id,
  createdAt: time,
  updatedAt: time,
  deletedAt: timeOrNull,
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
const roleTable = table('role', 'role', roleColumns);
const objectPermissionTable = table('objectPermission', 'permission', objectPermissionColumns);
const fieldPermissionTable = table('fieldPermission', 'permission', fieldPermissionColumns);
const rowPermissionTable = table('rowPermission', 'permission', rowPermissionColumns);
const userTable = table('user', 'user', userColumns);
const userWorkspaceTable = table('userWorkspace', 'membership', userWorkspaceColumns);

const registry = makeRegistryBuilder()
  .addExecutor(executor)
  .addResource(workspaceTable)
  .addResource(objectTable)
  .addResource(fieldTable)
  .addResource(indexTable)
  .addResource(roleTable)
  .addResource(objectPermissionTable)
  .addResource(fieldPermissionTable)
  .addResource(rowPermissionTable)
  .addResource(userTable)
  .addResource(userWorkspaceTable)
  .build();

export const {
  workspace: workspaces,
  objectMetadata: objects,
  fieldMetadata: fields,
  indexMetadata: indexes,
  role: roles,
  objectPermission: objectPermissions,
  fieldPermission: fieldPermissions,
  rowPermission: rowPermissions,
  user: users,
  userWorkspace: userWorkspaces,
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
