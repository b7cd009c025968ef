/*
 * compile_roles: VALIDATE -> PLAN -> EMIT -> APPLY -> LOG
 *
 * Compiles what changed of roles; the triggers on their rows have validated them.
 *
 * Expects: the workspace's lock; its schema; ids of the rows that were created,
 *          changed or deleted.
 * Test:    test/functions/60-workspace/compile_roles.tap.sql
 */
create or replace function compiler.compile_roles(p_workspace_id uuid, p_schema_name text, p_ids uuid[])
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $compile_roles$
declare
  v_operations compiler.operation[] := compiler.plan_roles(p_workspace_id, p_ids);
begin
  if v_operations <> '{}' then
    perform compiler.execute_operations(p_workspace_id, p_schema_name, v_operations, p_ids, true);
  end if;
end;
$compile_roles$;

comment on function compiler.compile_roles is 'Pipeline: compiles what changed of roles.';

revoke all on function compiler.compile_roles from public;
