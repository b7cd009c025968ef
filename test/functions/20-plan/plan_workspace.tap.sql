-- A workspace is a schema and a Postgres role for each of its roles.
select plan(2);

set local role compiler;
insert into core.workspace (id, "displayName", "schemaName") values
  ('00000000-0000-0000-0000-000000000024', 'Acme', 'workspace_10'), ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'workspace_b');
insert into core.role (id, "workspaceId", name, "databaseRole") values
  ('00000000-0000-0000-0000-0000000000a2', '00000000-0000-0000-0000-000000000024', 'USER', 'role_2'),
  ('00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-000000000024', 'ADMIN', 'role_1'),
  ('00000000-0000-0000-0000-0000000000a3', '00000000-0000-0000-0000-00000000000b', 'ADMIN', 'role_3');
reset role;

select results_eq(
  $$ select type, name, role_id from unnest(compiler.plan_workspace('00000000-0000-0000-0000-000000000024')) $$,
  $$ values ('CREATE_WORKSPACE', 'workspace_10', null::uuid),
    ('CREATE_ROLE', 'role_1', '00000000-0000-0000-0000-0000000000a1'),
    ('CREATE_ROLE', 'role_2', '00000000-0000-0000-0000-0000000000a2') $$,
  'the schema, then its own roles by name');
select results_eq(
  $$ select type, name from unnest(compiler.plan_workspace('00000000-0000-0000-0000-00000000000c')) $$,
  $$ values ('CREATE_WORKSPACE', 'workspace_c') $$, 'without roles: the schema alone');
