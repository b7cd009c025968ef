-- The last administrator stays; members and their records are in step.
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
select u.id, r."workspaceId", r.id from core."user" u join core.role r on r.name = case u.email when 'ada@acme.com' then 'ADMIN' else 'USER' end;
create function pg_temp.members() returns bigint language plpgsql as $$
declare v_count bigint;
begin
  execute format('select count(*) from %I."workspaceMember" where "deletedAt" is null', compiler.schema_name('00000000-0000-0000-0000-00000000000a')) into v_count;
  return v_count;
end $$;
select is(pg_temp.members(), 2::bigint, 'two members, two records');
select throws_ok($$ update core."userWorkspace" set "roleId" = (pg_temp.role('USER')).id $$, 'MC804', 'the last administrator cannot be removed', 'another role');
select throws_ok($$ update core."userWorkspace" set "deletedAt" = now() where "userId" = '00000000-0000-0000-0000-0000000000e1' $$, 'MC804', null, 'soft deletion');
select throws_ok($$ delete from core."userWorkspace" $$, 'MC804', null, 'deletion');
update core."userWorkspace" set "roleId" = (pg_temp.role('ADMIN')).id;
select lives_ok($$ delete from core."userWorkspace" where "userId" = '00000000-0000-0000-0000-0000000000e1' $$, 'one of two');
select is(pg_temp.members(), 1::bigint, 'and the record goes out of sight');

-- The record is in the trash or not as the membership is; only when that comes or goes.
create function pg_temp.trash(p_deleted_at timestamptz) returns void language plpgsql as $$
begin
  execute format('update %I."workspaceMember" set "deletedAt" = $1', compiler.schema_name('00000000-0000-0000-0000-00000000000a')) using p_deleted_at;
end $$;
select pg_temp.trash(now());
update core."userWorkspace" set "createdAt" = now();
select is(pg_temp.members(), 0::bigint, 'a record that somebody put into the trash stays there while the membership changes otherwise');
insert into core."userWorkspace" ("userId", "workspaceId", "roleId")
values ('00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-00000000000a', (pg_temp.role('ADMIN')).id);
update core."userWorkspace" set "deletedAt" = now() where "userId" = '00000000-0000-0000-0000-0000000000e2';
update core."userWorkspace" set "deletedAt" = null where "userId" = '00000000-0000-0000-0000-0000000000e2';
select is(pg_temp.members(), 2::bigint, 'until the membership comes back');
update core."userWorkspace" set "deletedAt" = now() where "userId" = '00000000-0000-0000-0000-0000000000e2';
select is(pg_temp.members(), 1::bigint, 'and goes with it');
select pg_temp.trash(null);
update core."userWorkspace" set "createdAt" = now() where "userId" = '00000000-0000-0000-0000-0000000000e2';
select is(pg_temp.members(), 3::bigint, 'a former member''s that somebody brought back, too');
select throws_ok($$ update core."userWorkspace" set "roleId" = '00000000-0000-0000-0000-0000000000ff' where "userId" = '00000000-0000-0000-0000-0000000000e2' $$, 'MC301', 'the membership is of no role', 'no such role');
insert into core.workspace (id, "displayName") values ('00000000-0000-0000-0000-00000000000b', 'Other');
select throws_ok($$ update core."userWorkspace" set "roleId" = (select id from core.role where name = 'ADMIN' and "workspaceId" = '00000000-0000-0000-0000-00000000000b') where "userId" = '00000000-0000-0000-0000-0000000000e2' $$,
  'MC301', 'the membership is of no role', 'the role of another workspace');
select lives_ok($$ with r as (insert into core.role ("workspaceId", name) values ('00000000-0000-0000-0000-00000000000a', 'Sales') returning id)
  update core."userWorkspace" m set "roleId" = r.id from r where m."userId" = '00000000-0000-0000-0000-0000000000e2' $$, 'a role that comes in the same statement');
