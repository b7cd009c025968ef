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
 * Raises:  see open_workspace(), and the faults of the validate pass.
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
as $compile$
declare
  v_schema_name text := compiler.open_workspace(p_workspace_id);
  v_pending     compiler.pending;
  v_changed     uuid[] := '{}';
  v_plan        record;
begin
  v_pending := compiler.read_pending(p_workspace_id, p_object_ids, p_has_relations);
  if v_pending.new_object_ids = '{}' and v_pending.fields = '{}' and v_pending.relations = '{}' then
    return;  -- another trigger of the same statement came before
  end if;
  perform compiler.lock_counted_tables(v_schema_name, array(
    select o."nameSingular"
    from unnest(v_pending.fields) f
    join unnest(v_pending.objects) o on o.id = f."objectMetadataId"
    where (not f."isNullable" or f."isUnique") and o.id <> all (v_pending.new_object_ids)));
  perform compiler.validate_pending(p_workspace_id, v_schema_name, v_pending);

  v_pending := compiler.derive_relations(p_workspace_id, v_pending);
  perform compiler.raise_faults(compiler.validate_field_names(v_pending)
    || compiler.validate_column_count(v_schema_name, v_pending)
    || case when v_pending.has_relations then compiler.validate_cascades(p_workspace_id) end);
  perform compiler.derive_field_permissions(v_pending.fields);

  -- What another part of the same statement changed, and whose names the new rows have.
  if v_pending.new_object_ids <> '{}' then
    v_changed := compiler.find_displaced(v_schema_name,
      array(select o from unnest(v_pending.objects) o where o.id = any (v_pending.new_object_ids)));
  end if;
  if v_pending.object_ids <> v_pending.new_object_ids then
    v_changed := compiler.changed_ids(compiler.read_changes(p_workspace_id, v_pending.object_ids), v_changed);
  end if;
  if v_changed <> '{}' then
    perform compiler.compile_changes(p_workspace_id, v_changed);
    v_pending := compiler.read_pending(p_workspace_id, v_pending.object_ids, v_pending.has_relations);
  end if;

  v_plan := compiler.plan_pending(p_workspace_id, v_pending);
  if v_plan.operations <> '{}' then
    perform compiler.execute_operations(
      p_workspace_id, v_schema_name, v_plan.operations, v_plan.compiled_ids, true);
  end if;
end;
$compile$;

comment on function compiler.compile is 'Pipeline: compiles what is pending on some objects of a workspace.';

revoke all on function compiler.compile from public;
