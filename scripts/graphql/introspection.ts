/*
 * Introspection of one workspace's schema, as one role: the shape of its API.
 *
 * The stock query reads the whole catalog: at 1,000 workspaces that is 382 MB.
 * This one starts from the namespace's entries in pg_depend and goes from index
 * to index, so its cost is that of the schema alone.
 *
 * It answers in the format of pg-introspection, with nothing in it that belongs
 * to one workspace: in place of oids, of the names of schema and roles and of
 * constraints, which are named after ids, there are numbers (beyond those of
 * Postgres' own types, which stay) and names of our own;
 * rights are those that the role has, however it got them; what it has no right
 * to is left out, and so is all that the API does not depend on (indexes, checks,
 * policies, functions, statistics). Hence workspaces and roles whose APIs are
 * alike have the same text, and a text is all that an API is built from.
 */
import { createHash } from 'node:crypto';
import type { WithPgClient } from 'postgraphile/@dataplan/pg';

/** The name that the text has for the workspace's schema. */
export const SHAPE_SCHEMA = 'workspace';

/** What a workspace's API is for a role. */
export interface Shape {
  /** In the format of pg-introspection. */
  readonly text: string;
  /** Shapes with the same text have the same fingerprint, and no others. */
  readonly fingerprint: string;
}

/** $1: the schema's name. Runs as the workspace's role: `current_user` decides what the API shows. */
export const INTROSPECTION_SQL = /* sql */ `
with
relation_ids as (
  select array(
    select objid from pg_catalog.pg_depend
    where refclassid = 'pg_catalog.pg_namespace'::regclass
      and refobjid = (select oid from pg_catalog.pg_namespace where nspname = $1)
      and classid = 'pg_catalog.pg_class'::regclass) as ids),
attribute as materialized (
  select a.*, row_number() over (partition by a.attrelid order by a.attnum) as number,
    concat(case when has_column_privilege(a.attrelid, a.attnum, 'insert') then 'a' end,
      case when has_column_privilege(a.attrelid, a.attnum, 'select') then 'r' end,
      case when has_column_privilege(a.attrelid, a.attnum, 'update') then 'w' end) as rights
  from pg_catalog.pg_attribute a
  where a.attrelid = any((select ids from relation_ids)::oid[]) and a.attnum > 0 and not a.attisdropped
    and has_column_privilege(a.attrelid, a.attnum, 'insert, select, update')),
class as materialized (
  select c.*, (100000 + row_number() over (order by c.relname))::text as id,
    (200000 + row_number() over (order by c.relname))::text as type_id
  from pg_catalog.pg_class c
  where c.oid = any((select ids from relation_ids)::oid[]) and c.relkind in ('r', 'v', 'm', 'f', 'p')
    and c.oid in (select attrelid from attribute)),
key as materialized (
  select k.oid, k.contype, c.id as class_id, cardinality(k.conkey) as length,
    (select array_agg(a.number order by n.ordinality)
     from unnest(k.conkey) with ordinality n (attnum, ordinality)
       join attribute a on (a.attrelid, a.attnum) = (k.conrelid, n.attnum)) as columns,
    f.id as foreign_class_id,
    (select array_agg(a.number order by n.ordinality)
     from unnest(k.confkey) with ordinality n (attnum, ordinality)
       join attribute a on (a.attrelid, a.attnum) = (k.confrelid, n.attnum)) as foreign_columns,
    d.description
  from pg_catalog.pg_constraint k
  join class c on c.oid = k.conrelid
  left join class f on f.oid = k.confrelid
  left join pg_catalog.pg_description d on (d.classoid, d.objoid) = ('pg_catalog.pg_constraint'::regclass, k.oid)
  where k.conrelid = any((select ids from relation_ids)::oid[]) and k.contype in ('f', 'p', 'u')
    and (k.contype <> 'f' or f.id is not null)),
numbered_key as materialized (
  select *, (300000 + row_number() over (
    order by class_id, contype, columns, foreign_class_id, foreign_columns, description))::text as id
  from key
  where cardinality(columns) = length and (contype <> 'f' or cardinality(foreign_columns) = length)),
column_types as (
  select t.* from pg_catalog.pg_type t
  where t.oid = any(array(select distinct atttypid from attribute)) and t.typnamespace = 'pg_catalog'::regnamespace),
-- And of their items, where they are arrays.
type as (
  select t.oid, t.typname, t.typtype, t.typcategory, t.typdelim, t.typelem, t.typarray
  from pg_catalog.pg_type t
  where t.oid = any(array(select oid from column_types union select typelem from column_types)))
select json_build_object(
  'database', json_build_object('_id', '1', 'datname', 'database', 'datdba', '1'),
  'namespaces', json_build_array(
    json_build_object('_id', '11', 'nspname', 'pg_catalog', 'nspowner', '1'),
    json_build_object('_id', '100', 'nspname', '${SHAPE_SCHEMA}', 'nspowner', '1')),
  'classes', (select coalesce(json_agg(json_build_object(
      '_id', id, 'relname', relname, 'relnamespace', '100', 'reltype', type_id, 'relowner', '1',
      'relkind', relkind, 'relpersistence', 'p', 'relispartition', false,
      'relacl', array['caller=' || concat(
        case when has_table_privilege(oid, 'insert') then 'a' end, case when has_table_privilege(oid, 'select') then 'r' end,
        case when has_table_privilege(oid, 'update') then 'w' end, case when has_table_privilege(oid, 'delete') then 'd' end)
        || '/owner'],
      'updatable_mask', pg_catalog.pg_relation_is_updatable(oid, true)::bit(8)::int4) order by id), '[]') from class),
  'attributes', (select coalesce(json_agg(json_build_object(
      'attrelid', c.id, 'attname', a.attname, 'atttypid', a.atttypid, 'attnum', a.number, 'atttypmod', -1,
      'attnotnull', a.attnotnull, 'atthasdef', a.atthasdef and a.attnotnull, 'attidentity', a.attidentity,
      'attgenerated', a.attgenerated, 'attacl', array['caller=' || a.rights || '/owner']
    ) order by c.id, a.number), '[]') from attribute a join class c on c.oid = a.attrelid),
  'constraints', (select coalesce(json_agg(json_build_object(
      '_id', id, 'conname', 'key_' || id, 'connamespace', '100', 'contype', contype, 'conrelid', class_id,
      'confrelid', foreign_class_id, 'conkey', columns, 'confkey', foreign_columns) order by id), '[]') from numbered_key),
  'types', (select coalesce(json_agg(t), '[]') from (
      select oid::text as _id, typname, '11' as typnamespace, typtype, typcategory, typdelim, '0' as typrelid,
        typelem, typarray from type
      union all
      select type_id, relname, '100', 'c', 'C', ',', id, '0', '0' from class
      order by _id) t),
  'descriptions', (select coalesce(json_agg(d order by objoid, classoid, objsubid), '[]') from (
      select c.id as objoid, d.classoid, coalesce(a.number, 0) as objsubid, d.description
      from class c
      join pg_catalog.pg_description d on (d.classoid, d.objoid) = ('pg_catalog.pg_class'::regclass, c.oid)
      left join attribute a on (a.attrelid, a.attnum) = (c.oid, d.objsubid)
      where d.objsubid = 0 or a.number is not null
      union all
      select id, 'pg_catalog.pg_constraint'::regclass, 0, description from numbered_key where description is not null) d),
  'roles', json_build_array(
    json_build_object('_id', '1', 'rolname', 'owner', 'rolsuper', false, 'rolinherit', false),
    json_build_object('_id', '2', 'rolname', 'caller', 'rolsuper', false, 'rolinherit', false)),
  'current_user', 'caller',
  'catalog_by_oid', (
    select json_object_agg(oid::text, relname order by relname) from pg_catalog.pg_class
    where relnamespace = 'pg_catalog'::regnamespace
      and relname in ('pg_namespace', 'pg_class', 'pg_proc', 'pg_type', 'pg_constraint', 'pg_extension')),
  'procs', '[]'::json, 'auth_members', '[]'::json, 'enums', '[]'::json, 'extensions', '[]'::json,
  'indexes', '[]'::json, 'inherits', '[]'::json, 'languages', '[]'::json, 'policies', '[]'::json,
  'ranges', '[]'::json, 'depends', '[]'::json, 'am', '[]'::json,
  'introspection_version', 1)::text as text`;

/** The shape of a workspace's API for the role that `withPgClient` acts as. */
export async function introspect(schemaName: string, withPgClient: WithPgClient): Promise<Shape> {
  const { rows } = await withPgClient(null, (client) =>
    client.query<Pick<Shape, 'text'>>({ text: INTROSPECTION_SQL, values: [schemaName] }),
  );
  const [row] = rows;
  if (!row) throw new Error('The introspection query answered nothing.');
  const { text } = row;
  return { text, fingerprint: createHash('sha256').update(text).digest('base64url') };
}
