-- Roles, new, changed and deleted, are compiled for everyone but the compiler.
select plan(6);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');

select triggers_are('core', 'role', array['0_lock', '1_before_change', '1_before_delete', '2_after_insert', '2_after_update', '2_after_delete',
  '3_set_updated_at', '4_forbid_change']);
insert into core.role (id, "workspaceId", name) values
  ('00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-00000000000a', 'GUEST');
select has_role('role_000000000000000000000000000000d1', 'an INSERT is compiled');
set local role compiler;
insert into core.role ("workspaceId", name, "databaseRole") values ('00000000-0000-0000-0000-00000000000a', 'OURS', 'role_ours');
delete from core.role where name = 'OURS';
reset role;
select hasnt_role('role_ours', 'the compiler''s own is not');
update core.role set "canUpdateAllObjectRecords" = false where name = 'GUEST';
select table_privs_are('workspace_a', 'note', 'role_000000000000000000000000000000d1', '{SELECT}', 'so is an UPDATE');
delete from core.role where name = 'GUEST';
select hasnt_role('role_000000000000000000000000000000d1', 'and a DELETE');
set constraints all immediate;
select throws_ok('truncate core.role cascade', 'MC501', 'truncate of core.role is not possible', 'TRUNCATE');
