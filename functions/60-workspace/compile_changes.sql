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
  v_operations  compiler.operation[];
  v_changed_access core."fieldMetadata"[];
  v_permission_ids uuid[];  -- row permissions whose policies are made anew
begin
  -- One change leads to others; each of them is asked for, once it is there.
  loop
    v_changes := compiler.read_changes(p_workspace_id, v_ids);
    if v_changes.objects = '{}' and v_changes.fields = '{}' then
      return;
    end if;
    perform compiler.validate_changes(p_workspace_id, v_schema_name, v_changes);
    v_ids := v_ids || compiler.changed_ids(v_changes);
    v_more := compiler.derive_changes(v_changes);
    if v_more = '{}' then
      perform compiler.raise_faults(compiler.validate_changed_names(p_workspace_id, v_changes));
      v_more := array(
        select d from unnest(compiler.find_displaced(v_schema_name,
          array(select o.next from unnest(v_changes.objects) o where (o.next)."nameSingular" <> (o.previous)."nameSingular"),
          array(select f.next from unnest(v_changes.fields) f where (f.next).name <> (f.previous).name))) d
        where d <> all (v_ids));
    end if;
    exit when v_more = '{}';
    v_ids := v_ids || v_more;
  end loop;

  v_changed_access := array(
    select f.next from unnest(v_changes.fields) f
    where compiler.changed_keys((f.next).settings, (f.previous).settings) ?| '{permissions,accessLevel}');
  perform compiler.derive_field_permissions(v_changed_access);
  v_permission_ids := compiler.follow_in_filters(v_changes);
  if exists (select from unnest(v_changes.fields) f where (f.next).settings ->> 'onDelete' = 'CASCADE') then
    perform compiler.raise_faults(compiler.validate_cascades(p_workspace_id));
  end if;
  perform compiler.keep_deleted(p_workspace_id, v_changes);
  v_operations := compiler.plan_changes(v_changes, v_permission_ids,
    array(select f."objectMetadataId" from unnest(v_changed_access) f));
  update core."fieldMetadata" set settings = settings - 'replacements'
  where id = any (v_ids) and settings ? 'replacements';
  perform compiler.execute_operations(p_workspace_id, v_schema_name, v_operations, v_ids, true);
end;
$compile_changes$;

comment on function compiler.compile_changes is 'Pipeline: compiles what changed of objects and fields.';

revoke all on function compiler.compile_changes from public;
