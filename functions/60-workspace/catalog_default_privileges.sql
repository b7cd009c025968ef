/*
 * catalog_default_privileges: workspace
 *
 * Expects: a schema.
 * Returns: one DEFAULT_PRIVILEGES for each role that would have rights on what the
 *          compiler makes, here or anywhere. None is to be: they have no create_sql.
 * Test:    test/functions/60-workspace/catalog_default_privileges.tap.sql
 */
create or replace function compiler.catalog_default_privileges(p_schema_name text)
returns setof compiler.catalog_item
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $catalog_default_privileges$
declare
  v_schema_id oid := to_regnamespace(quote_ident(p_schema_name));
begin
  return query
  select 'DEFAULT_PRIVILEGES', d.subject, null::text, null::text, string_agg(lower(d.privilege), ', ' order by d.privilege),
    format('do %L', format('begin alter default privileges for role compiler%s revoke all on %s from %s; '
      'exception when undefined_object then null; end', d.place, d.kind, d.role)), null::text
  from (
    select format('%s%s to %s', k.kind, k.place, g.role) as subject, k.kind, k.place, g.role, x.privilege_type as privilege
    from pg_default_acl a
    cross join lateral aclexplode(a.defaclacl) x
    cross join lateral (select case x.grantee when 0 then 'public' else x.grantee::regrole::text end) g (role)
    cross join lateral (select
      case a.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' when 'T' then 'types'
        when 'n' then 'schemas' else 'large objects' end,
      case when a.defaclnamespace = 0 then '' else ' in schema ' || a.defaclnamespace::regnamespace end) k (kind, place)
    where a.defaclrole = 'compiler'::regrole and a.defaclnamespace in (0, v_schema_id) and x.grantee <> a.defaclrole
      -- What everybody has of these without more ado.
      and not (x.grantee = 0 and a.defaclobjtype in ('f', 'T'))
  ) d
  group by d.subject, d.kind, d.place, d.role;
end;
$catalog_default_privileges$;

comment on function compiler.catalog_default_privileges is 'Workspace: what the catalog has of default privileges.';

revoke all on function compiler.catalog_default_privileges from public;
