/*
 * validate_changed_names: VALIDATE -> plan -> emit -> apply -> log
 *
 * New names of objects and fields against all others.
 *
 * Expects: whole metadata (derive_changes()), as read_changes() read it.
 * Returns: every fault (MC103, MC104). Empty when there is none.
 * Test:    test/functions/10-validate/validate_changed_names.tap.sql
 */
create or replace function compiler.validate_changed_names(p_workspace_id uuid, p_changes compiler.changes)
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_changed_names$
declare
  v_object  compiler.object_change;
  v_field   compiler.field_change;
  v_renamed uuid[] := '{}';
  v_pending compiler.pending;
begin
  foreach v_object in array p_changes.objects loop
    if ((v_object.next)."nameSingular", (v_object.next)."namePlural")
      is distinct from ((v_object.previous)."nameSingular", (v_object.previous)."namePlural")
    then
      v_renamed := v_renamed || (v_object.next).id;
    end if;
  end loop;
  v_pending.fields := '{}';
  foreach v_field in array p_changes.fields loop
    if (v_field.next).name <> (v_field.previous).name then
      v_pending.fields := v_pending.fields || v_field.next;
    end if;
  end loop;
  return compiler.validate_object_names(p_workspace_id, array_remove(v_renamed, null))
    || compiler.validate_field_names(v_pending);
end;
$validate_changed_names$;

comment on function compiler.validate_changed_names is 'Validate pass: names that renamed objects and fields share with others.';

revoke all on function compiler.validate_changed_names from public;
