-- Changes of roles, compiled and logged.
select plan(8);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
set local role compiler;
insert into core.role (id, "workspaceId", name, "databaseRole") values
  ('00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-00000000000a', 'Sales', 'role_of_sales');
reset role;
create function pg_temp.compile() returns void language sql security definer as
  $$ select compiler.compile_roles('00000000-0000-0000-0000-00000000000a', 'workspace_a', '{00000000-0000-0000-0000-0000000000d1}') $$;
alter function pg_temp.compile owner to compiler;

select pg_temp.compile();
select has_role('role_of_sales', 'it is a role');
select table_privs_are('workspace_a', 'company', 'role_of_sales', '{SELECT,INSERT,UPDATE}', 'with rights on the tables');
select is((select roles from pg_policies where schemaname = 'workspace_a' and tablename = 'company') @> '{role_of_sales}', true, 'which let it see their rows');
select is((select migrations -> 0 ->> 'type' from core."workspaceMigration" where version = 2), 'CREATE_ROLE', 'with its history');
select pg_temp.compile();
select is((select "metadataVersion" from core.workspace), 2::bigint, 'what is compiled is not compiled again');

set local role compiler;
delete from core.role where name = 'Sales';
reset role;
select pg_temp.compile();
select hasnt_role('role_of_sales', 'deleted, it goes');
select is((select migrations -> -1 ->> 'type' from core."workspaceMigration" where version = 3), 'DELETE_ROLE', 'with its history');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'nothing has drifted');
