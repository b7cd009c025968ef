-- History is written by the compiler alone.
select plan(5);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');

select triggers_are('core', 'workspaceMigration', array['4_forbid_change']);
select throws_ok($$ insert into core."workspaceMigration" ("workspaceId", name, migrations, version, "createdBy")
  values ('00000000-0000-0000-0000-00000000000a', 'forged', '[]', 2, 'me') $$,
  'MC501', 'insert of core."workspaceMigration" is not possible', 'INSERT');
select throws_ok($$ update core."workspaceMigration" set "createdBy" = 'someone else' $$,
  'MC501', 'update of core."workspaceMigration" is not possible', 'UPDATE');
select throws_ok('delete from core."workspaceMigration"',
  'MC501', 'delete of core."workspaceMigration" is not possible', 'DELETE');
select throws_ok('truncate core."workspaceMigration"',
  'MC501', 'truncate of core."workspaceMigration" is not possible', 'TRUNCATE');
