-- A role that is needed stays.
select plan(6);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core.role ("workspaceId", name) values ('00000000-0000-0000-0000-00000000000a', 'Sales');
with u as (insert into core."user" (email) values ('ada@acme.example') returning id)
insert into core."userWorkspace" ("userId", "workspaceId", "roleId")
select u.id, r."workspaceId", r.id from u, core.role r where r.name = 'Sales';
select throws_ok($$ delete from core.role where name = 'Sales' $$, 'MC503', 'role "Sales" is somebody''s', 'before the foreign key says so');
select throws_ok($$ delete from core.role where name = 'USER' $$, 'MC502', 'standard role "USER" cannot be deleted', 'a standard role');
update core."userWorkspace" set "deletedAt" = now();
select lives_ok($$ delete from core.role where name = 'Sales' $$, 'that of a former member');
select is((select array_agg("roleId") from core."userWorkspace"), array[null::uuid], 'who has none then');
select throws_ok($$ update core."userWorkspace" set "deletedAt" = null $$, 'MC301', 'the membership is of no role', 'does not come back without one');
select lives_ok($$ update core."userWorkspace" set "deletedAt" = null, "roleId" = (select id from core.role where name = 'USER') $$, 'and does with one');
