/*
 * What the catalog says of a workspace, beside its metadata, its history and what it said before.
 */
import type pg from 'pg';
import { same } from './same.ts';
import type { Model } from './state.ts';

/** Throws what metadata and catalog disagree on. */
export async function compareCatalog(client: pg.Client, model: Pick<Model, 'id'>): Promise<void> {
  const { rows } = await client.query<{ line: string }>(
    'select d::text as line from core.drift($1) d',
    [model.id],
  );
  const drift = rows.map(({ line }) => line);
  same('drift: metadata and catalog', drift, []);
}

const TOUCHED = `
  with relation as (select c.oid, c.xmin from pg_class c where c.relnamespace = $1::regnamespace)
  select md5(string_agg(line, ',' order by line)) as hash from (
    select concat_ws(' ', 'class', oid, xmin) as line from relation
    union all select concat_ws(' ', 'schema', oid, xmin) from pg_namespace where oid = $1::regnamespace
    union all select concat_ws(' ', 'column', attrelid, attnum, xmin) from pg_attribute where attrelid in (select oid from relation)
    union all select concat_ws(' ', 'default', oid, xmin) from pg_attrdef where adrelid in (select oid from relation)
    union all select concat_ws(' ', 'constraint', oid, xmin) from pg_constraint where conrelid in (select oid from relation)
    union all select concat_ws(' ', 'index', indexrelid, xmin) from pg_index where indrelid in (select oid from relation)
    union all select concat_ws(' ', 'policy', oid, xmin) from pg_policy where polrelid in (select oid from relation)
    union all select concat_ws(' ', 'comment', objoid, objsubid, xmin) from pg_description where objoid in (select oid from relation)
    union all select concat_ws(' ', 'workspace', id, xmin) from core.workspace where id = $2
    union all select concat_ws(' ', 'object', id, xmin) from core."objectMetadata" where "workspaceId" = $2
    union all select concat_ws(' ', 'field', id, xmin) from core."fieldMetadata" where "workspaceId" = $2
    union all select concat_ws(' ', 'relation', id, xmin) from core."relationMetadata" where "workspaceId" = $2
    union all select concat_ws(' ', 'index', id, xmin) from core."indexMetadata" where "workspaceId" = $2
    union all select concat_ws(' ', 'migration', id, xmin) from core."workspaceMigration" where "workspaceId" = $2
    union all select concat_ws(' ', 'compiled', id, xmin) from compiler.compiled where workspace_id = $2
    union all select concat_ws(' ', 'deleted', id, xmin) from compiler.deleted where workspace_id = $2) touched (line)`;

/** Who wrote what of a workspace last, metadata and catalog: the same, when nobody did. */
export async function fingerprint(client: pg.Client, model: Model): Promise<string> {
  const { rows } = await client.query<{ hash: string }>(TOUCHED, [model.schema, model.id]);
  return rows[0]?.hash ?? '';
}

/** What a workspace is in the catalog, and the history that made it. */
export interface Past {
  readonly schema: string;
  readonly roles: readonly string[];
  readonly catalog: string;
  readonly script: string;
}

export async function readPast(
  client: pg.Client,
  { id, schema }: Pick<Model, 'id' | 'schema'>,
): Promise<Past> {
  const { rows } = await client.query<{ roles: string[]; script: string }>(
    `select array(select r."databaseRole" from core.role r where r."workspaceId" = $1) as roles,
       (select string_agg(e.entry ->> 'sql', E';\n' order by m.version, e.place)
        from core."workspaceMigration" m, jsonb_array_elements(m.migrations) with ordinality e (entry, place)
        where m."workspaceId" = $1) as script`,
    [id],
  );
  const { roles = [], script = '' } = rows[0] ?? {};
  return {
    schema,
    roles,
    script,
    catalog: await readCatalog(client, schema, roles),
  };
}

/** Throws what the history, run in another database, makes otherwise. Roles belong to the cluster: the workspace is gone. */
export async function compareReplay(client: pg.Client, past: Past): Promise<void> {
  await client.query(`begin; set local role compiler;\n${past.script};\nreset role`);
  const catalog = await readCatalog(client, past.schema, past.roles);
  await client.query('rollback');
  same('the catalog after a replay', catalog.split('\n'), past.catalog.split('\n'));
}

async function readCatalog(
  client: pg.Client,
  schema: string,
  roles: readonly string[],
): Promise<string> {
  const { rows } = await client.query<{ line: string }>(
    `select concat_ws(' | ', c.kind, c.subject, c.definition) as line
     from compiler.read_catalog($1, $2) c order by 1`,
    [schema, roles],
  );
  return rows.map(({ line }) => line.replaceAll('\n', ' ')).join('\n');
}
