/*
 * Introspection of one workspace's schema.
 *
 * The stock query reads the whole catalog: at 1,000 workspaces that is 382 MB.
 * This one starts from the namespace's entries in pg_depend and goes from index
 * to index, so its cost is that of the schema alone. It answers in the format of
 * pg-introspection, with pg_catalog trimmed to what columns can be typed with.
 *
 * Functions are left out: the API shows none of a workspace's.
 */

/** $1: the schema's name. Runs as the workspace's role: `current_user` decides what the API shows. */
export const INTROSPECTION_SQL = /* sql */ `
with recursive
namespace as (select oid from pg_catalog.pg_namespace where nspname = $1),
contained as (
  select objid, classid from pg_catalog.pg_depend
  where refclassid = 'pg_catalog.pg_namespace'::regclass and refobjid = (select oid from namespace)),
relation_ids as (
  select array(select objid from contained where classid = 'pg_catalog.pg_class'::regclass) as ids),
index_ids as (
  select array(
    select indexrelid from pg_catalog.pg_index where indrelid = any((select ids from relation_ids)::oid[])) as ids),
type_ids as (
  select array(select objid from contained where classid = 'pg_catalog.pg_type'::regclass) as ids),
database as (select oid as _id, * from pg_catalog.pg_database where datname = current_database()),
namespaces as (
  select oid as _id, * from pg_catalog.pg_namespace
  where oid = (select oid from namespace) or nspname = 'pg_catalog'),
classes as (
  select oid as _id, *, pg_catalog.pg_relation_is_updatable(oid, true)::bit(8)::int4 as updatable_mask
  from pg_catalog.pg_class
  where oid = any((select ids from relation_ids)::oid[]) or oid = any((select ids from index_ids)::oid[])),
attributes as (
  select * from pg_catalog.pg_attribute
  where attrelid = any((select ids from relation_ids)::oid[]) and attnum > 0 and not attisdropped),
-- What a check or a partial index says, for messages: beside the columns of the catalog.
constraints as (
  select oid as _id, *, case contype when 'c' then pg_catalog.pg_get_expr(conbin, conrelid) end as expression
  from pg_catalog.pg_constraint
  where conrelid = any((select ids from relation_ids)::oid[])
    and (contype <> 'f' or confrelid = any((select ids from relation_ids)::oid[]))),
row_type_ids as (select array(select reltype from classes where reltype <> 0) as ids),
types as (
  select oid as _id, * from pg_catalog.pg_type
  where oid = any((select ids from type_ids)::oid[]) or oid = any((select ids from row_type_ids)::oid[])
  union
  select oid as _id, * from pg_catalog.pg_type
  where oid = any(array(
    select typarray from pg_catalog.pg_type
    where oid = any((select ids from row_type_ids)::oid[]) and typarray <> 0))
  union
  select oid as _id, * from pg_catalog.pg_type t
  where oid < 16384 and typnamespace = 'pg_catalog'::regnamespace and typrelid = 0
    and not exists (select from pg_catalog.pg_type e where e.oid = t.typelem and e.typrelid <> 0)),
-- Privileges are computed from the roles that own or were granted something, and those they belong to.
named_roles as (
  select oid as id from pg_catalog.pg_roles where rolname = current_user
  union select relowner from classes
  union select acl.grantee from classes, lateral aclexplode(relacl) acl
  union select acl.grantee from attributes, lateral aclexplode(attacl) acl
  union select nspowner from namespaces
  union select acl.grantee from namespaces, lateral aclexplode(nspacl) acl
  union select typowner from types
  union select datdba from database),
role_ids as (
  select id from named_roles
  union select m.roleid from pg_catalog.pg_auth_members m join role_ids on m.member = role_ids.id),
roles as (select oid as _id, * from pg_catalog.pg_roles where oid in (select id from role_ids)),
auth_members as (
  select * from pg_catalog.pg_auth_members
  where member in (select id from role_ids) and roleid in (select id from role_ids)),
enums as (
  select oid as _id, * from pg_catalog.pg_enum
  where enumtypid = any((select ids from type_ids)::oid[])),
extensions as (select oid as _id, * from pg_catalog.pg_extension),
indexes as (
  select *, case when indisunique then pg_catalog.pg_get_expr(indpred, indrelid) end as predicate
  from pg_catalog.pg_index where indrelid = any((select ids from relation_ids)::oid[])),
inherits as (select * from pg_catalog.pg_inherits where inhrelid = any((select ids from relation_ids)::oid[])),
languages as (select oid as _id, * from pg_catalog.pg_language),
policies as (
  select oid as _id, * from pg_catalog.pg_policy where polrelid = any((select ids from relation_ids)::oid[])),
ranges as (select * from pg_catalog.pg_range where rngtypid = any((select ids from type_ids)::oid[])),
depends as (
  select * from pg_catalog.pg_depend
  where deptype in ('a', 'e') and classid = 'pg_catalog.pg_class'::regclass and objid in (select _id from classes)),
descriptions as (
  select * from pg_catalog.pg_description
  where classoid = 'pg_catalog.pg_class'::regclass and objoid = any((select ids from relation_ids)::oid[])
  union all
  select * from pg_catalog.pg_description
  where classoid = 'pg_catalog.pg_constraint'::regclass and objoid = any(array(select _id from constraints))),
am as (select oid as _id, * from pg_catalog.pg_am)
select json_build_object(
  'database', (select row_to_json(t) from database t),
  'namespaces', (select coalesce(json_agg(t order by nspname), '[]') from namespaces t),
  'classes', (select coalesce(json_agg(t order by relnamespace, relname), '[]') from classes t),
  'attributes', (select coalesce(json_agg(t order by attrelid, attnum), '[]') from attributes t),
  'constraints', (select coalesce(json_agg(t order by connamespace, conrelid, conname), '[]') from constraints t),
  'procs', '[]'::json,
  'roles', (select coalesce(json_agg(t order by rolname), '[]') from roles t),
  'auth_members', (select coalesce(json_agg(t order by roleid, member, grantor), '[]') from auth_members t),
  'types', (select coalesce(json_agg(t order by typnamespace, typname), '[]') from types t),
  'enums', (select coalesce(json_agg(t order by enumtypid, enumsortorder), '[]') from enums t),
  'extensions', (select coalesce(json_agg(t order by extname), '[]') from extensions t),
  'indexes', (select coalesce(json_agg(t order by indrelid, indexrelid), '[]') from indexes t),
  'inherits', (select coalesce(json_agg(t order by inhrelid, inhseqno), '[]') from inherits t),
  'languages', (select coalesce(json_agg(t order by lanname), '[]') from languages t),
  'policies', (select coalesce(json_agg(t order by polrelid, polname), '[]') from policies t),
  'ranges', (select coalesce(json_agg(t order by rngtypid), '[]') from ranges t),
  'depends', (select coalesce(json_agg(t order by classid, objid, objsubid, refclassid, refobjid, refobjsubid), '[]') from depends t),
  'descriptions', (select coalesce(json_agg(t order by objoid, classoid, objsubid), '[]') from descriptions t),
  'am', (select coalesce(json_agg(t order by amname), '[]') from am t),
  'catalog_by_oid', (
    select json_object_agg(oid::text, relname order by relname) from pg_catalog.pg_class
    where oid < 16384 and relkind = 'r' and relnamespace = 'pg_catalog'::regnamespace),
  'current_user', current_user,
  'pg_version', version(),
  'introspection_version', 1)::text as introspection`;
