/*
 * validate_changes: VALIDATE -> plan -> emit -> apply -> log
 *
 * All faults of all changed and deleted rows, raised at once.
 *
 * Expects: the workspace and its schema; what read_changes() read.
 * Raises:  MC…, see the functions that it calls.
 * Test:    test/functions/10-validate/validate_changes.tap.sql
 */
create or replace function compiler.validate_changes(
  p_workspace_id uuid, p_schema_name text, p_changes compiler.changes)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_changes$
declare
  v_faults compiler.fault[] := '{}';
  v_object compiler.object_change;
  v_field  compiler.field_change;
begin
  foreach v_object in array p_changes.objects loop
    v_faults := v_faults || case
      when (v_object.next).id is null then compiler.validate_object_deletion(v_object.previous)
      else compiler.validate_object_change(v_object.previous, v_object.next)
    end;
  end loop;
  foreach v_field in array p_changes.fields loop
    v_faults := v_faults || case
      when (v_field.next).id is null then compiler.validate_field_deletion(v_field.previous)
      when compiler.is_relabelled(v_field.previous, v_field.next)
        then compiler.validate_label('field label', (v_field.next).label)
      else compiler.validate_field_change(v_field.previous, v_field.next, p_schema_name,
        compiler.compiled_table_name((v_field.previous)."objectMetadataId"))
    end;
  end loop;
  perform compiler.raise_faults(v_faults);
end;
$validate_changes$;

comment on function compiler.validate_changes is 'Validate pass: raises the faults of all changed rows.';

revoke all on function compiler.validate_changes from public;
