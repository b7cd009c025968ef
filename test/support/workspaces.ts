/*
 * Workspaces made by plain SQL, and sessions as the API opens them: its login role, which enters a
 * workspace by the claims of a token.
 */
import type pg from 'pg';
import type { TestDatabase } from './database.ts';

/** What answers queries with rows: a test database, or a connection to it. */
export type Queries = Pick<TestDatabase, 'query'>;

export type RoleName = 'ADMIN' | 'MANAGER' | 'USER';

/** A workspace as the database made it. */
export interface Workspace {
  readonly id: string;
  readonly schema: string;
  /** The Postgres roles of its three roles. */
  readonly roles: Readonly<Record<RoleName, string>>;
  /** The id of one of its objects. */
  objectId(nameSingular: string): Promise<string>;
}

/** Creates a workspace. */
export async function createWorkspace(database: Queries, subdomain: string): Promise<Workspace> {
  const { id, schema } = await one<{ id: string; schema: string }>(
    database,
    `insert into core.workspace ("displayName", subdomain) values ($1, $1)
     returning id, "schemaName" as schema`,
    [subdomain],
  );
  const roles = await database.query<{ name: RoleName; role: string }>(
    'select name, "databaseRole" as role from core.role where "workspaceId" = $1',
    [id],
  );
  return {
    id,
    schema,
    roles: Object.fromEntries(roles.map(({ name, role }) => [name, role])) as Record<
      RoleName,
      string
    >,
    objectId: async (nameSingular) => {
      const object = await one<{ id: string }>(
        database,
        'select id from core."objectMetadata" where "workspaceId" = $1 and "nameSingular" = $2',
        [id, nameSingular],
      );
      return object.id;
    },
  };
}

/** A new field, as a client gives it. */
export interface NewField {
  readonly name: string;
  readonly type: string;
  readonly label?: string;
  readonly description?: string;
  readonly icon?: string;
  readonly settings?: unknown;
  readonly defaultValue?: unknown;
  readonly isNullable?: boolean;
  readonly isUnique?: boolean;
}

/** Creates an object with its fields, in two statements; answers its id. */
export async function createObject(
  database: Queries,
  workspace: Workspace,
  name: string,
  fields: readonly NewField[] = [],
): Promise<string> {
  const { id } = await one<{ id: string }>(
    database,
    `insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural")
     values ($1, $2::text, $2 || 's') returning id`,
    [workspace.id, name],
  );
  if (fields.length > 0) await createFields(database, id, fields);
  return id;
}

/** The INSERT of one or many fields: $1 is the object, $2 the fields as a JSON array. */
export const INSERT_FIELDS = `
  insert into core."fieldMetadata"
    ("objectMetadataId", name, type, label, description, icon, settings, "defaultValue", "isNullable", "isUnique")
  select $1::uuid, f.name, f.type, f.label, f.description, f.icon, f.settings, f."defaultValue", f."isNullable", f."isUnique"
  from rows from (jsonb_to_recordset($2::jsonb) as (
    name text, type text, label text, description text, icon text, settings jsonb, "defaultValue" jsonb,
    "isNullable" boolean, "isUnique" boolean)) with ordinality
    f (name, type, label, description, icon, settings, "defaultValue", "isNullable", "isUnique", place)
  order by f.place`;

/** Creates fields in one INSERT. */
export async function createFields(
  database: Queries,
  objectId: string,
  fields: readonly NewField[],
): Promise<void> {
  await database.query(INSERT_FIELDS, [objectId, JSON.stringify(fields)]);
}

/** Begins a transaction on a connection of the API's login role and enters a workspace's records. */
export async function enter(api: pg.Client, workspace: Workspace, role: RoleName = 'USER') {
  await api.query('begin');
  await api.query('select core.enter_workspace($1)', [{ workspaceId: workspace.id, role }]);
}

/** The same for the control plane: ADMIN becomes core_settings, the others core_reader. */
export async function enterMetadata(api: pg.Client, workspace: Workspace, role: RoleName) {
  await api.query('begin');
  await api.query('select core.enter_metadata($1)', [{ workspaceId: workspace.id, role }]);
}

/** Queries on one connection: a pool makes a new one after each error, without its cached plans. */
export function onConnection(client: pg.Client): Queries {
  return { query: async (text, values) => (await client.query(text, values)).rows };
}

/** The only row of a query. */
export async function one<Row extends pg.QueryResultRow>(
  database: Queries,
  text: string,
  values: unknown[] = [],
): Promise<Row> {
  const rows = await database.query<Row>(text, values);
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`${rows.length} rows: ${text}`);
  return row;
}
