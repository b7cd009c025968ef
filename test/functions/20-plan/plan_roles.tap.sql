-- What changes of roles mean for the catalog.
select plan(11);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'book', 'books'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'tome', 'tomes');
delete from core."objectMetadata" where "nameSingular" = 'tome';
-- As the compiler: nothing of it is compiled yet.
set local role compiler;
insert into core.role (id, "workspaceId", name, "databaseRole") values
  ('00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-00000000000a', 'Sales', 'role_sales');
reset role;
create function pg_temp.plan(p_id text default '00000000-0000-0000-0000-0000000000d1')
returns table (type text, action text, table_name text, name text, grants jsonb, roles text[], place bigint) language sql as $$
  select p.type, p.action, p.table_name, p.name, p.grants, p.roles, p.ordinality
  from unnest(compiler.plan_roles('00000000-0000-0000-0000-00000000000a', array[p_id::uuid])) with ordinality p $$;

select is((select p.type || ' ' || p.name from pg_temp.plan() p where place = 1), 'CREATE_ROLE role_sales', 'a new one is made first');
select is((select array_agg(table_name order by place) from pg_temp.plan() where action = 'POLICIES'),
  '{book,company,deleted_000000000000000000000000000000b2,note,opportunity,person,task,workspaceMember}', 'every table''s policy knows it, the hidden ones'' too');
select is((select count(*) from pg_temp.plan() where action = 'POLICIES' and roles <> compiler.unrestricted_roles('00000000-0000-0000-0000-00000000000a', null)), 0::bigint, 'as all others');
select is((select array_agg(table_name order by table_name) from pg_temp.plan() where action = 'GRANTS'),
  '{book,company,note,opportunity,person,task,workspaceMember}', 'it gets rights on those that are not hidden');

set local role compiler;
insert into compiler.compiled (id, workspace_id, kind, definition) select r.id, r."workspaceId", 'ROLE', to_jsonb(r) from core.role r where r.name = 'Sales';
reset role;
select is_empty('select from pg_temp.plan()', 'one that is as it was');
select is_empty($$ select from pg_temp.plan('00000000-0000-0000-0000-0000000000d2') $$, 'none');
set local role compiler;
update core.role set name = 'Shop', "canUpdateAllSettings" = true where name = 'Sales';
reset role;
select results_eq('select type, name from pg_temp.plan()', $$ values ('UPDATE_ROLE', 'role_sales') $$, 'a name and settings are no rights on tables');
set local role compiler;
update core.role set "canDestroyAllObjectRecords" = true where name = 'Shop';
reset role;
select is((select count(*) from pg_temp.plan()), 16::bigint, 'other rights: each policy, each table');
set local role compiler;
delete from core.role where name = 'Shop';
reset role;
select is((select p.type || ' ' || p.name from pg_temp.plan() p order by place desc limit 1), 'DELETE_ROLE role_sales', 'one that goes is dropped last');
select is((select count(*) from pg_temp.plan() where concat(grants, roles) like '%role_sales%'), 0::bigint, 'when nothing knows it');
update core."objectMetadata" set "isActive" = false where "nameSingular" = 'book';
select is((select grants from pg_temp.plan() where action = 'GRANTS' and table_name = 'book'), '[]', 'an object that is off gives no rights to anyone');
