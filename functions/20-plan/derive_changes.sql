/*
 * derive_changes: validate -> PLAN -> emit -> apply -> log
 *
 * What follows from a change in the metadata itself: the inverse fields that got
 * their name from a renamed object, the other half of a relation that is deleted
 * or switched off, the fields of a deleted object.
 *
 * Like derive_relations(), it writes rows of ours, which fire no trigger.
 *
 * Expects: valid changes.
 * Returns: ids of the rows it changed beside those given.
 * Test:    test/functions/20-plan/derive_changes.tap.sql
 */
create or replace function compiler.derive_changes(p_changes compiler.changes)
returns uuid[]
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $derive_changes$
declare
  v_object compiler.object_change;
  v_field  compiler.field_change;
  v_result uuid[] := '{}';
begin
  foreach v_object in array p_changes.objects loop
    v_result := v_result || case
      when (v_object.next).id is null then compiler.delete_fields_of((v_object.previous).id)
      else compiler.rename_inverse_fields(v_object.previous, v_object.next)
    end;
  end loop;
  foreach v_field in array p_changes.fields loop
    if (v_field.previous).type = 'RELATION' then
      v_result := v_result || compiler.change_other_half(v_field.previous, v_field.next);
    end if;
  end loop;
  return v_result;
end;
$derive_changes$;

comment on function compiler.derive_changes is 'Plan pass: writes what follows from a change in the metadata itself.';

revoke all on function compiler.derive_changes from public;
