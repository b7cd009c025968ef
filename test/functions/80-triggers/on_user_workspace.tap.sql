-- A membership's row carries the time of its change; its role is one of its workspace.
select plan(3);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'),
  ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
insert into core."user" (id, email) values ('00000000-0000-0000-0000-0000000000e1', 'ada@acme.com');

select triggers_are('core', 'userWorkspace', array['1_before_change', '2_after_insert', '2_after_update', '2_after_delete', '3_set_updated_at', '4_forbid_change']);
insert into core."userWorkspace" ("userId", "workspaceId", "roleId", "updatedAt")
select '00000000-0000-0000-0000-0000000000e1', r."workspaceId", r.id, '2000-01-01' from core.role r
where r."workspaceId" = '00000000-0000-0000-0000-00000000000a' and r.name = 'USER';
update core."userWorkspace" set "deletedAt" = now();
select is((select "updatedAt" from core."userWorkspace"), now(), 'UPDATE');

select throws_ok($$
  insert into core."userWorkspace" ("userId", "workspaceId", "roleId")
  select '00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-00000000000b', r.id from core.role r
  where r."workspaceId" = '00000000-0000-0000-0000-00000000000a' and r.name = 'ADMIN'
$$, 'MC301', 'the membership is of no role', 'a role of another workspace');
