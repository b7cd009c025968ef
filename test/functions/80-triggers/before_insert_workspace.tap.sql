-- A workspace is given the name of its schema; what identifies it cannot be chosen.
select plan(9);

insert into core.workspace (id, "displayName", subdomain, "schemaName", "metadataVersion", "isActivated", "createdAt", "updatedAt")
values ('00000000-0000-0000-0000-000000000024', 'Acme', 'acme', 'public', 99, null, null, null);
select results_eq(
  $$ select "schemaName", "metadataVersion", "isActivated", "createdAt" = now(), "updatedAt" = now() from core.workspace $$,
  $$ values ('workspace_10', 1::bigint, true, true, true) $$,
  'schema and version are ours: 36 in base 36, and the version of the first change');

create temp table returned on commit drop as
with workspace as (
  insert into core.workspace (id, "displayName") values (null, 'Bolt') returning id, "schemaName"
)
select * from workspace;
select is((select "schemaName" from returned), (select compiler.schema_name(id) from returned),
  'RETURNING shows the name of the schema');
select has_schema((select "schemaName"::name from returned), 'which exists');

select throws_ok($$ insert into core.workspace (subdomain) values ('core') $$,
  'MC105', 'the workspace has no displayName', 'without a name');
select throws_ok($$ insert into core.workspace ("displayName", subdomain) values ('Core', 'acme') $$,
  'MC104', 'the subdomain or domain of workspace "Core" is taken', 'with a subdomain that is taken');
select throws_ok($$ insert into core.workspace ("displayName", subdomain) values ('Core', 'core'), ('Core', 'core') $$,
  'MC104', 'the subdomain or domain of workspace "Core" is taken', 'twice in one statement');
select throws_ok($$ insert into core.workspace (id, "displayName") values ('00000000-0000-0000-0000-000000000024', 'Core') $$,
  '23505', null, 'with the id of another workspace');
select throws_ok($$ insert into core.workspace (id, "displayName")
  select id, 'Core' from core."objectMetadata" limit 1 $$,
  'MC104', 'the id of a workspace is taken', 'with the id of an object');
select is((select count(*) from core.workspace), 2::bigint, 'nothing stayed');
