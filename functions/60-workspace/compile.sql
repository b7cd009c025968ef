/*
 * compile: VALIDATE -> PLAN -> EMIT -> APPLY -> LOG
 *
 * Compiles whatever is pending on some objects of a workspace. The triggers on
 * metadata call it; since one statement may fire several of them, in any order,
 * it looks at what is not compiled yet and not at the event.
 *
 * Everything is read before the first DDL, which resets the cached plans of the
 * queries in here. Generic plans: array parameters would keep custom ones for
 * ever, at three times the cost.
 *
 * Expects: the workspace's lock; ids of the objects that new rows belong to;
 *          whether there are relation rows among them.
 * Raises:  MC401 no such workspace, and the faults of the validate pass; 55P03 when
 *          an operator holds the workspace's row, 40001 see below.
 * Test:    test/functions/60-workspace/compile.tap.sql
 */
create or replace function compiler.compile(
  p_workspace_id uuid, p_object_ids uuid[], p_has_relations boolean default false)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set lock_timeout = '2s'
as $compile$
declare
  v_workspace record;
  v_pending   compiler.pending;
  v_plan      record;
begin
  -- Locked first, since the log pass updates it: a repeatable read that does not see the latest change
  -- ends with 40001 here, and not with a table or column that exists.
  select w."schemaName" as schema_name, exists (select from compiler.compiled c where c.id = w.id) as is_compiled
  into v_workspace
  from core.workspace w
  where w.id = p_workspace_id and w."deletedAt" is null
  for no key update;
  if not found then
    raise exception 'workspace % does not exist', p_workspace_id
      using errcode = 'MC401',
            detail  = 'There is no such workspace, or it is deleted.',
            hint    = 'Give the id of a workspace as "workspaceId".';
  end if;
  -- A workspace that came with its objects in one statement.
  if not v_workspace.is_compiled then
    perform compiler.provision_workspace(p_workspace_id);
  end if;

  v_pending := compiler.read_pending(p_workspace_id, p_object_ids, p_has_relations);
  perform compiler.validate_pending(p_workspace_id, v_workspace.schema_name, v_pending);

  v_pending := compiler.derive_relations(p_workspace_id, v_pending);
  perform compiler.raise_faults(compiler.validate_field_names(v_pending)
    || compiler.validate_column_count(v_workspace.schema_name, v_pending));

  v_plan := compiler.plan_pending(p_workspace_id, v_pending);
  if v_plan.operations <> '{}' then
    perform compiler.execute_operations(
      p_workspace_id, v_workspace.schema_name, v_plan.operations, v_plan.compiled_ids, true);
  end if;
end;
$compile$;

comment on function compiler.compile is 'Pipeline: compiles what is pending on some objects of a workspace.';

revoke all on function compiler.compile from public;
