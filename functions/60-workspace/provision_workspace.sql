/*
 * provision_workspace: validate -> PLAN -> EMIT -> APPLY -> LOG
 *
 * A new workspace: its schema, its three roles and the standard objects, whose
 * blueprint goes through the passes that customers' objects go through. It is
 * not validated each time: a test does that once.
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
  v_role_ids   uuid[];
  v_object_ids uuid[];
  v_pending    compiler.pending;
  v_plan       record;
begin
  with role as (
    insert into core.role
      (id, "workspaceId", name, description, "databaseRole", "canUpdateAllSettings", "canDestroyAllObjectRecords")
    select r.id, p_workspace_id, r.name, r.description, compiler.id_name('role', r.id),
      coalesce(r."canUpdateAllSettings", false), coalesce(r."canDestroyAllObjectRecords", false)
    from (
      select gen_random_uuid() as id, s.*
      from jsonb_to_recordset(compiler.standard_blueprint() -> 'roles') s (
        name text, description text, "canUpdateAllSettings" boolean, "canDestroyAllObjectRecords" boolean)
    ) r
    returning id
  )
  select array_agg(id) into v_role_ids from role;

  v_object_ids := compiler.insert_blueprint(p_workspace_id, compiler.standard_blueprint());
  v_pending := compiler.read_pending(p_workspace_id, v_object_ids);
  v_pending := compiler.derive_relations(p_workspace_id, v_pending);

  v_plan := compiler.plan_pending(p_workspace_id, v_pending);
  perform compiler.execute_operations(p_workspace_id, compiler.schema_name(p_workspace_id),
    compiler.plan_workspace(p_workspace_id) || v_plan.operations, p_workspace_id || v_role_ids || v_plan.compiled_ids, false);
end;
$provision_workspace$;

comment on function compiler.provision_workspace is 'Pipeline: makes the schema, roles and standard objects of a new workspace.';

revoke all on function compiler.provision_workspace from public;
