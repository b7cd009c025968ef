-- A role that is needed stays.
select plan(3);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core.role ("workspaceId", name) values ('00000000-0000-0000-0000-00000000000a', 'Sales');
with u as (insert into core."user" (email) values ('ada@acme.example') returning id)
insert into core."userWorkspace" ("userId", "workspaceId", "roleId", "deletedAt")
select u.id, r."workspaceId", r.id, now() from u, core.role r where r.name = 'Sales';
select throws_ok($$ delete from core.role where name = 'Sales' $$, 'MC503', 'role "Sales" is somebody''s', 'before the foreign key says so');
select throws_ok($$ delete from core.role where name = 'USER' $$, 'MC502', 'standard role "USER" cannot be deleted', 'a standard role');
update core."userWorkspace" set "roleId" = (select id from core.role where name = 'USER');
select lives_ok($$ delete from core.role where name = 'Sales' $$, 'nobody''s');
