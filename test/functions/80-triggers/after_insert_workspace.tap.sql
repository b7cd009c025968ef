-- A workspace is provisioned once, whichever trigger of the statement comes first.
select plan(5);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'),
  ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');

select has_schema('workspace_a');
select has_schema('workspace_b');
select is((select count(*) from core."workspaceMigration"), 2::bigint, 'one row of history each');

-- The object is the main statement, so that its trigger fires before the workspace's.
with workspace as (
  insert into core.workspace (id, "displayName", subdomain)
  values ('00000000-0000-0000-0000-00000000000c', 'Core', 'core')
)
insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural")
values ('00000000-0000-0000-0000-00000000000c', 'author', 'authors');

select has_table('workspace_c', 'author', 'an object of the same statement has its table');
select results_eq(
  $$ select version, migrations #>> '{0,type}' from core."workspaceMigration"
     where "workspaceId" = '00000000-0000-0000-0000-00000000000c' order by version $$,
  $$ values (1::bigint, 'CREATE_WORKSPACE'), (2, 'CREATE_OBJECT') $$,
  'the workspace came first, and once');
