/*
 * compile_changes: VALIDATE -> PLAN -> EMIT -> APPLY -> LOG
 *
 * Compiles what an UPDATE or DELETE changed of objects and fields that were
 * compiled before.
 *
 * Expects: the workspace's lock; ids of the rows that were updated or deleted.
 * Raises:  see open_workspace(), and the faults of the validate pass.
 * Test:    test/functions/60-workspace/compile_changes.tap.sql
 */
create or replace function compiler.compile_changes(p_workspace_id uuid, p_ids uuid[])
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $compile_changes$
declare
  v_schema_name text := compiler.open_workspace(p_workspace_id);
  v_ids         uuid[] := p_ids;
  v_more        uuid[];
  v_changes     compiler.changes;
  v_renamed     compiler.pending;
  v_operations  compiler.operation[];
  v_regranted   uuid[] := '{}';     -- objects whose rights change
  v_permission_ids uuid[] := '{}';  -- row permissions whose policies are made anew
begin
  -- An index that the same statement deletes, whose name a field may take.
  v_more := array(
    select c.id
    from compiler.compiled c
    where c.kind = 'INDEX' and c.object_id in (select own.object_id from compiler.compiled own where own.id = any (p_ids))
      and not exists (select from core."indexMetadata" i where i.id = c.id));
  if v_more <> '{}' then
    perform compiler.compile_indexes(p_workspace_id, v_more);
  end if;
  -- One change leads to others; each of them is asked for, once it is there.
  loop
    v_changes := compiler.read_changes(p_workspace_id, v_ids);
    if v_changes.objects = '{}' and v_changes.fields = '{}' then
      return;
    end if;
    if compiler.is_relabelling(v_changes) then
      perform compiler.validate_changes(p_workspace_id, v_schema_name, v_changes);
      perform compiler.execute_operations(p_workspace_id, v_schema_name,
        compiler.plan_changes(v_changes), compiler.changed_ids(v_changes, v_ids), true);
      return;
    end if;
    perform compiler.lock_counted_tables(v_schema_name, compiler.counted_tables(v_changes));
    perform compiler.validate_changes(p_workspace_id, v_schema_name, v_changes);
    v_ids := compiler.changed_ids(v_changes, v_ids);
    v_more := compiler.derive_changes(v_changes);
    if v_more = '{}' then
      v_renamed := compiler.renamed_rows(v_changes);
      if v_renamed.objects <> '{}' or v_renamed.fields <> '{}' then
        perform compiler.raise_faults(compiler.validate_object_names(p_workspace_id, v_renamed.object_ids)
          || compiler.validate_field_names(v_renamed));
        v_more := compiler.find_displaced(v_schema_name, v_renamed.objects);
      end if;
      perform compiler.raise_faults(compiler.validate_index_names(compiler.reindexed_objects(v_changes)));
      exit when v_more <@ v_ids;
    end if;
    v_ids := v_ids || v_more;
  end loop;

  if compiler.touches_rights(v_changes) then
    v_regranted := compiler.derive_changed_permissions(v_changes);
    v_permission_ids := compiler.follow_in_filters(v_changes);
    perform compiler.raise_faults(compiler.validate_cascades(p_workspace_id));
  end if;
  perform compiler.keep_deleted(p_workspace_id, v_changes);
  v_operations := compiler.plan_changes(v_changes, v_permission_ids, v_regranted);
  perform compiler.forget_replacements(v_changes);
  perform compiler.execute_operations(p_workspace_id, v_schema_name, v_operations, v_ids || v_permission_ids, true);
end;
$compile_changes$;

comment on function compiler.compile_changes is 'Pipeline: compiles what changed of objects and fields.';

revoke all on function compiler.compile_changes from public;
