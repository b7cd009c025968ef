/*
 * plan_workspace: validate -> PLAN -> emit -> apply -> log
 *
 * A new workspace is a schema and one Postgres role for each of its roles.
 *
 * Expects: the workspace's row and the rows of its roles.
 * Returns: CREATE_WORKSPACE, then its CREATE_ROLE operations.
 * Test:    test/functions/20-plan/plan_workspace.tap.sql
 */
create or replace function compiler.plan_workspace(p_workspace_id uuid)
returns compiler.operation[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_workspace$
declare
  v_schema compiler.operation;
  v_role   compiler.operation;
  v_result compiler.operation[];
begin
  v_schema.type := 'CREATE_WORKSPACE';
  v_schema.name := compiler.schema_name(p_workspace_id);
  v_result := array[v_schema];
  v_role.type := 'CREATE_ROLE';
  for v_role.role_id, v_role.name in
    select r.id, r."databaseRole" from core.role r where r."workspaceId" = p_workspace_id order by r.name
  loop
    v_result := v_result || v_role;
  end loop;
  return v_result;
end;
$plan_workspace$;

comment on function compiler.plan_workspace is 'Plan pass: the operations of a new workspace.';

revoke all on function compiler.plan_workspace from public;
