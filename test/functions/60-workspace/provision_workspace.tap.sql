-- A new workspace has a schema, three roles and the standard objects, behind both walls.
select plan(13);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
create temp table a_role on commit drop as
select name::text, "databaseRole"::name as role from core.role where "workspaceId" = '00000000-0000-0000-0000-00000000000a';

select schema_owner_is('workspace_a', 'compiler');
select tables_are('workspace_a', array['person', 'company', 'opportunity', 'task', 'note', 'workspaceMember']);
select results_eq(
  $$ select name::text, "canUpdateAllSettings", "canReadAllObjectRecords", "canUpdateAllObjectRecords",
       "canSoftDeleteAllObjectRecords", "canDestroyAllObjectRecords" from core.role order by 1 $$,
  $$ values ('ADMIN', true, true, true, true, true), ('MANAGER', false, true, true, true, true),
    ('USER', false, true, true, true, false) $$, 'its roles');
select results_eq(
  $$ select rolcanlogin, rolinherit, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, count(*)
     from pg_roles where rolname in (select role from a_role) group by 1, 2, 3, 4, 5, 6, 7 $$,
  $$ values (false, false, false, false, false, false, false, 3::bigint) $$, 'each is a Postgres role that may nothing by itself');
select set_eq(
  $$ select m.rolname, g.inherit_option, g.set_option, g.admin_option from pg_auth_members g
     join pg_roles r on r.oid = g.roleid join pg_roles m on m.oid = g.member where r.rolname in (select role from a_role)
       and m.rolname <> 'compiler' $$,
  $$ values ('api'::name, false, true, false) $$, 'the login role may step into it, and inherits nothing');
select is((select array_agg(distinct g.inherit_option or g.set_option) from pg_auth_members g
    join pg_roles r on r.oid = g.roleid join pg_roles m on m.oid = g.member where r.rolname in (select role from a_role)
      and m.rolname = 'compiler'), '{false}', 'the owner administers it, and cannot become it');

select schema_privs_are('workspace_a', role, array['USAGE'], name || ' may use the schema, and no more') from a_role order by name;
select set_eq(
  $$ select r.name, p.privilege_type::text, count(distinct p.table_name)
     from information_schema.role_table_grants p join a_role r on r.role = p.grantee where p.table_schema = 'workspace_a' group by 1, 2 $$,
  $$ select r.name, p.privilege, 6::bigint from a_role r
     cross join unnest('{SELECT,INSERT,UPDATE,DELETE}'::text[]) p (privilege)
     where r.name <> 'USER' or p.privilege <> 'DELETE' $$, 'the rights of each on every table');
select is_empty(
  $$ select c.relname from pg_class c where c.relnamespace = 'workspace_a'::regnamespace and c.relkind = 'r'
     and not (c.relrowsecurity and not c.relforcerowsecurity) $$, 'row-level security is enabled on every table, not forced');
select set_eq(
  $$ select p.permissive, p.cmd, p.qual, p.with_check, (select array_agg(r order by r) from unnest(p.roles) r), count(*)
     from pg_policies p where p.schemaname = 'workspace_a' group by 1, 2, 3, 4, 5 $$,
  $$ select 'PERMISSIVE' a, 'ALL' b, 'true' c, 'true' d, array_agg(role order by role), 6::bigint from a_role $$,
  'for its own roles, by the constant true');
select is(
  (select count(*) from core."fieldMetadata" f where not exists (select from compiler.compiled c where c.id = f.id)), 0::bigint,
  'every standard field is compiled');
