-- What identifies a membership does not change.
select plan(13);

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
insert into core."user" (id, email) values ('00000000-0000-0000-0000-0000000000e1', 'ada@acme.com'), ('00000000-0000-0000-0000-0000000000e2', 'bob@acme.com');
insert into core."userWorkspace" ("userId", "workspaceId", "roleId")
values ('00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-00000000000a', (pg_temp.role('USER')).id);
select throws_ok($$ update core."userWorkspace" set "userId" = '00000000-0000-0000-0000-0000000000e2' $$, 'MC501', 'what identifies a membership does not change', 'its user');
select throws_ok($$ update core."userWorkspace" set id = gen_random_uuid() $$, 'MC501', null, 'its id, which is its record''s');
select lives_ok($$ update core."userWorkspace" set "roleId" = (pg_temp.role('ADMIN')).id $$, 'its role may');

select throws_ok($$ update core."userWorkspace" set "roleId" = null $$, 'MC301', 'the membership is of no role', 'a member has one');
select throws_ok($$ insert into core."userWorkspace" ("userId", "workspaceId") values ('00000000-0000-0000-0000-0000000000e2', '00000000-0000-0000-0000-00000000000a') $$,
  'MC301', null, 'from the start');
select throws_ok($$ insert into core."userWorkspace" ("userId", "workspaceId", "roleId")
  values ('00000000-0000-0000-0000-0000000000e2', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000ff') $$, 'MC301', null, 'which there is');

-- Code and message of an INSERT of a membership of these.
create function pg_temp.told(p_user text, p_workspace text, p_role text) returns text language plpgsql as $$
begin
  insert into core."userWorkspace" ("userId", "workspaceId", "roleId") values (p_user::uuid, p_workspace::uuid, p_role::uuid);
exception when others then
  return sqlstate || ' ' || sqlerrm;
end $$;
select is(pg_temp.told(e, w, r), told, description)
from (values
  (null, '00000000-0000-0000-0000-00000000000a', (pg_temp.role('USER')).id::text, 'MC301 the membership is of no user', 'no user'),
  ('00000000-0000-0000-0000-0000000000ff', '00000000-0000-0000-0000-00000000000a', (pg_temp.role('USER')).id::text,
    'MC301 the membership is of no user', 'an unknown one'),
  ('00000000-0000-0000-0000-0000000000e2', null, (pg_temp.role('USER')).id::text, 'MC401 the membership is of no workspace', 'no workspace'),
  ('00000000-0000-0000-0000-0000000000e2', '00000000-0000-0000-0000-0000000000ff', (pg_temp.role('USER')).id::text,
    'MC401 the membership is of no workspace', 'an unknown one'),
  (null, null, null, 'MC401 the membership is of no workspace (and another fault)', 'every fault'),
  ('00000000-0000-0000-0000-0000000000ff', '00000000-0000-0000-0000-0000000000ff', null, 'MC301 the membership is of no role', 'what no row can hold comes first')
) t (e, w, r, told, description);
insert into core."userWorkspace" (id, "userId", "workspaceId", "roleId", "createdAt", "updatedAt")
values (null, '00000000-0000-0000-0000-0000000000e2', '00000000-0000-0000-0000-00000000000a', (pg_temp.role('USER')).id, null, null);
select is((select "createdAt" from core."userWorkspace" where "userId" = '00000000-0000-0000-0000-0000000000e2'), now(),
  'an id and times that are null are what a new row has');
