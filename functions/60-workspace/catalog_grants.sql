/*
 * catalog_grants: workspace
 *
 * Expects: a schema; roles of which all rights count, wherever they are.
 * Returns: one GRANT for each role and table, for each role and the schema, and
 *          for whatever else in the database one of the given roles has a right on.
 * Test:    test/functions/60-workspace/catalog_grants.tap.sql
 */
create or replace function compiler.catalog_grants(p_schema_name text, p_roles text[])
returns setof compiler.catalog_item
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $catalog_grants$
declare
  v_schema_id oid := to_regnamespace(quote_ident(p_schema_name));
begin
  return query
  with acl as (
    select quote_ident(c.relname) as subject, c.relname::text as table_name, c.oid::regclass::text as target, c.relowner as owner,
      null::text as column_name, c.relacl as acl
    from pg_class c where c.relnamespace = v_schema_id and c.relkind = 'r'
    union all
    select quote_ident(c.relname), c.relname, c.oid::regclass::text, c.relowner, a.attname, a.attacl
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attacl is not null
    where c.relnamespace = v_schema_id and c.relkind = 'r'
    union all
    select 'schema', null, 'schema ' || v_schema_id::regnamespace, n.nspowner, null, n.nspacl
    from pg_namespace n where n.oid = v_schema_id
  ),
  privilege as (
    select a.subject, a.table_name, a.target, case x.grantee when 0 then 'public' else x.grantee::regrole::text end as role,
      lower(x.privilege_type)
        || coalesce(' (' || string_agg(quote_ident(a.column_name), ', ' order by a.column_name) || ')', '')
        || case when x.is_grantable then ' with grant option' else '' end as name
    from acl a
    cross join lateral aclexplode(a.acl) x
    where x.grantee <> a.owner
    group by 1, 2, 3, 4, x.privilege_type, x.is_grantable, a.column_name is null
  ),
  granted as (
    select p.subject, p.table_name, p.target, p.role, string_agg(p.name, ', ' order by p.name) as definition
    from privilege p
    group by 1, 2, 3, 4
  )
  select 'GRANT', format('%s to %s', g.subject, g.role), g.table_name, null::text, g.definition,
    case when g.role = 'public' or g.role = any (p_roles) then format('revoke all on %s from %s cascade', g.target, g.role)
      -- Another cluster, where history is run again, need not have that role.
      else format('do %L', format('begin revoke all on %s from %s cascade; exception when undefined_object then null; end',
        g.target, g.role)) end,
    format('revoke all on %1$s from %2$s; grant %3$s on %1$s to %2$s', g.target, g.role, g.definition)
  from granted g;

  return query
  -- Described only when found: of a cluster's grants these are few.
  with elsewhere as materialized (
    select distinct d.classid, d.objid, d.refobjid::regrole as role
    from pg_shdepend d
    left join pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid
    where d.refclassid = 'pg_authid'::regclass and d.deptype = 'a'
      and d.refobjid = any (array(select r.oid from pg_roles r where r.rolname = any (p_roles)))
      and d.dbid in (0, (select b.oid from pg_database b where b.datname = current_database()))
      and v_schema_id is distinct from case when d.classid = 'pg_namespace'::regclass then d.objid else c.relnamespace end
      -- These are told by catalog_default_privileges().
      and not (d.classid = 'pg_default_acl'::regclass and exists (
        select from pg_default_acl a where a.oid = d.objid and a.defaclrole = 'compiler'::regrole and a.defaclnamespace in (0, v_schema_id)))
  )
  select 'GRANT', format('%s to %s', pg_describe_object(e.classid, e.objid, 0), e.role), null::text, null::text, 'some right',
    case when o.type in ('table', 'view', 'schema', 'function', 'sequence', 'database') then
      format('revoke all on %s %s from %s', case o.type when 'view' then 'table' else o.type end, o.identity, e.role) end,
    null::text
  from elsewhere e
  cross join lateral pg_identify_object(e.classid, e.objid, 0) o;
end;
$catalog_grants$;

comment on function compiler.catalog_grants is 'Workspace: what the catalog has of rights.';

revoke all on function compiler.catalog_grants from public;
