/*
 * provision_workspace: validate -> PLAN -> EMIT -> APPLY -> LOG
 *
 * A new workspace: its schema, its three roles and the standard objects. What these
 * compile to is the same for all but for ids: it is planned once, and again when
 * functions have been loaded. (Planning takes half as long as the DDL.)
 *
 * Expects: a workspace's row that is not compiled; its lock.
 * Test:    test/functions/60-workspace/provision_workspace.tap.sql
 */
create or replace function compiler.provision_workspace(p_workspace_id uuid)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $provision_workspace$
declare
  v_functions text;  -- those in force before anything is planned
  v_plan      record;
begin
  -- What came with it in one statement may be planned with it, and is nobody else's.
  if not exists (select from core.role r where r."workspaceId" = p_workspace_id)
    and not exists (select from core."objectMetadata" o where o."workspaceId" = p_workspace_id)
  then
    select count(*) || ' ' || extract(epoch from max(f."loadedAt")) into v_functions from compiler.function_file f;
  end if;
  select s.* into v_plan from compiler.recall_standard(p_workspace_id, v_functions) s;
  if v_plan.statements is null then
    select s.* into v_plan from compiler.plan_standard(p_workspace_id) s;
    if v_functions is not null then
      perform compiler.remember_standard(p_workspace_id, v_plan.statements, v_functions);
    end if;
  end if;
  perform compiler.apply_statements(v_plan.statements);
  perform compiler.log_statements(p_workspace_id, v_plan.statements, p_workspace_id || v_plan.compiled_ids, false);
end;
$provision_workspace$;

comment on function compiler.provision_workspace is 'Pipeline: makes the schema, roles and standard objects of a new workspace.';

revoke all on function compiler.provision_workspace from public;
