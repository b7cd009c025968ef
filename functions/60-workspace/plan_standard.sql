/*
 * plan_standard: validate -> PLAN -> EMIT -> apply -> log
 *
 * The roles and standard objects of a new workspace: their metadata rows, and the
 * statements that they compile to. The blueprint goes through the passes that
 * customers' objects go through. It is not validated each time: a test does that
 * once.
 *
 * Expects: a workspace's row that is not compiled; its lock.
 * Returns: the statements, and the ids of the rows that they compile.
 * Test:    test/functions/60-workspace/plan_standard.tap.sql
 */
create or replace function compiler.plan_standard(
  p_workspace_id uuid, out statements compiler.statement[], out compiled_ids uuid[])
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $plan_standard$
declare
  v_object_ids uuid[];
  v_pending    compiler.pending;
  v_plan       record;
begin
  insert into core.role
    (id, "workspaceId", name, description, "databaseRole", "canUpdateAllSettings", "canDestroyAllObjectRecords")
  select r.id, p_workspace_id, r.name, r.description, compiler.id_name('role', r.id),
    coalesce(r."canUpdateAllSettings", false), coalesce(r."canDestroyAllObjectRecords", false)
  from (
    select gen_random_uuid() as id, s.*
    from jsonb_to_recordset(compiler.standard_blueprint() -> 'roles') s (
      name text, description text, "canUpdateAllSettings" boolean, "canDestroyAllObjectRecords" boolean)
  ) r;
  v_object_ids := compiler.insert_blueprint(p_workspace_id, compiler.standard_blueprint());
  v_pending := compiler.read_pending(p_workspace_id, v_object_ids);
  v_pending := compiler.derive_relations(p_workspace_id, v_pending);
  v_plan := compiler.plan_pending(p_workspace_id, v_pending);
  -- Roles that came with the workspace in one statement are among those that have rights from the start.
  compiled_ids := array(select r.id from core.role r where r."workspaceId" = p_workspace_id) || v_plan.compiled_ids;
  statements := compiler.emit_operations(compiler.plan_workspace(p_workspace_id) || v_plan.operations,
    compiler.schema_name(p_workspace_id));
end;
$plan_standard$;

comment on function compiler.plan_standard is 'Pipeline: writes the standard rows of a new workspace, and plans them.';

revoke all on function compiler.plan_standard from public;
