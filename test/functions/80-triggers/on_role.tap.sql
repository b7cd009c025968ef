-- Roles are made with their workspace and do not change (yet).
select plan(5);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');

select triggers_are('core', 'role', array['3_set_updated_at', '4_forbid_change']);
select throws_ok($$ insert into core.role ("workspaceId", name, "databaseRole")
  values ('00000000-0000-0000-0000-00000000000a', 'GUEST', 'postgres') $$,
  'MC501', 'insert of core.role is not possible', 'INSERT');
select throws_ok($$ update core.role set "databaseRole" = 'postgres' where name = 'ADMIN' $$,
  'MC501', 'update of core.role is not possible', 'UPDATE');
select throws_ok('delete from core.role', 'MC501', 'delete of core.role is not possible', 'DELETE');
select throws_ok('truncate core.role cascade', 'MC501', 'truncate of core.role is not possible', 'TRUNCATE');
