-- The records of a workspace's members.
select plan(11);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
insert into core."objectMetadata" (id, "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', 'book', 'books'), ('00000000-0000-0000-0000-0000000000b2', 'page', 'pages');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT', '{"maxLength": 20}'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'state', 'SELECT',
   '{"options": [{"value": "NEW", "label": "New", "color": "red"}, {"value": "OLD", "label": "Old", "color": "red"}]}'),
  ('00000000-0000-0000-0000-0000000000c3', '00000000-0000-0000-0000-0000000000b2', 'book', 'RELATION',
   '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1"}');
create function pg_temp.role(p_name text) returns core.role language sql as $$ select r from core.role r where name = p_name $$;
insert into core."user" (id, email, "firstName") values
  ('00000000-0000-0000-0000-0000000000e1', 'ada@acme.com', 'Ada'), ('00000000-0000-0000-0000-0000000000e2', 'no address', 'Bob');
create function pg_temp.members() returns table (id uuid, name text, email text, is_live boolean) language plpgsql as $$
begin
  return query execute format('select id, "firstName"::text, email::text, "deletedAt" is null from %I."workspaceMember" order by id',
    compiler.schema_name('00000000-0000-0000-0000-00000000000a'));
end $$;
-- As the compiler: no trigger writes them.
set local role compiler;
insert into core."userWorkspace" (id, "userId", "workspaceId", "roleId")
select u.id, u.id, r."workspaceId", r.id from core."user" u join core.role r on r.name = 'USER';
select compiler.write_members('00000000-0000-0000-0000-00000000000a', '{00000000-0000-0000-0000-0000000000e1,00000000-0000-0000-0000-0000000000e2}', '{00000000-0000-0000-0000-0000000000e1,00000000-0000-0000-0000-0000000000e2}');
reset role;
select results_eq('select * from pg_temp.members()', $$ values ('00000000-0000-0000-0000-0000000000e1'::uuid, 'Ada', 'ada@acme.com', true),
  ('00000000-0000-0000-0000-0000000000e2', 'Bob', null, true) $$, 'each has one; a mail address that is none is left out');
set local role compiler;
update core."userWorkspace" set "deletedAt" = now() where id = '00000000-0000-0000-0000-0000000000e1';
select compiler.write_members('00000000-0000-0000-0000-00000000000a', '{00000000-0000-0000-0000-0000000000e1}', '{00000000-0000-0000-0000-0000000000e1}');
reset role;
select is((select array_agg(is_live order by id) from pg_temp.members()), '{f,t}', 'a former member''s is soft-deleted');
set local role compiler;
update core."userWorkspace" set "deletedAt" = null;
select compiler.write_members('00000000-0000-0000-0000-00000000000a', '{00000000-0000-0000-0000-0000000000e1}', '{00000000-0000-0000-0000-0000000000e1}');
reset role;
select is((select array_agg(is_live order by id) from pg_temp.members()), '{t,t}', 'and restored');
set local role compiler;
delete from core."userWorkspace" where id = '00000000-0000-0000-0000-0000000000e2';
select compiler.write_members('00000000-0000-0000-0000-00000000000a', '{00000000-0000-0000-0000-0000000000e2}', '{00000000-0000-0000-0000-0000000000e2}');
reset role;
select is((select array_agg(is_live order by id) from pg_temp.members()), '{t,f}', 'one whose membership is gone');
-- What neither came nor went keeps its place; what is missing is made.
create function pg_temp.write(p_id uuid) returns void language plpgsql as $$
begin
  set local role compiler;
  perform compiler.write_members('00000000-0000-0000-0000-00000000000a', array[p_id], '{}');
  reset role;
end $$;
create function pg_temp.run(p_text text) returns void language plpgsql as $$
begin
  execute format(p_text, compiler.schema_name('00000000-0000-0000-0000-00000000000a'));
end $$;
select pg_temp.run('update %I."workspaceMember" set "deletedAt" = now()');
select pg_temp.write('00000000-0000-0000-0000-0000000000e1');
select is((select array_agg(is_live order by id) from pg_temp.members()), '{f,f}', 'a record in the trash stays there');
select pg_temp.run('update %I."workspaceMember" set "deletedAt" = null');
select pg_temp.write('00000000-0000-0000-0000-0000000000e2');
select is((select array_agg(is_live order by id) from pg_temp.members()), '{t,t}', 'a former member''s that somebody brought back, too');
select pg_temp.run('delete from %I."workspaceMember"');
select pg_temp.write('00000000-0000-0000-0000-0000000000e1');
select is((select array_agg(name) from pg_temp.members()), '{Ada}', 'a record that is missing is made');
-- The fields of workspaceMember are the workspace's.
insert into core."fieldMetadata" ("objectMetadataId", name, type, "isNullable", "defaultValue")
select id, 'badge', 'TEXT', false, '"none"' from core."objectMetadata" where "nameSingular" = 'workspaceMember';
update core."fieldMetadata" f set "isNullable" = false, "defaultValue" = '"nobody@acme.com"'
from core."objectMetadata" o where o.id = f."objectMetadataId" and o."nameSingular" = 'workspaceMember' and f.name = 'email';
insert into core."userWorkspace" (id, "userId", "workspaceId", "roleId")
values ('00000000-0000-0000-0000-0000000000e2', '00000000-0000-0000-0000-0000000000e2', '00000000-0000-0000-0000-00000000000a', (pg_temp.role('USER')).id);
select is((select email from pg_temp.members() where name = 'Bob'), 'nobody@acme.com', 'what a user does not have is the field''s default');
delete from core."userWorkspace" where id = '00000000-0000-0000-0000-0000000000e2';
select pg_temp.run('delete from %I."workspaceMember" where "firstName" = ''Bob''');
update core."fieldMetadata" set "isUnique" = true where name = 'badge';
select throws_ok($$ insert into core."userWorkspace" (id, "userId", "workspaceId", "roleId")
  values ('00000000-0000-0000-0000-0000000000e2', '00000000-0000-0000-0000-0000000000e2', '00000000-0000-0000-0000-00000000000a', (pg_temp.role('USER')).id) $$,
  'MC805', 'object "workspaceMember" does not take the record of a member', 'a value that is taken');
select function_privs_are('compiler', 'write_members', '{uuid,uuid[],uuid[]}', 'api', '{}', 'nobody else calls it');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'nothing has drifted');
