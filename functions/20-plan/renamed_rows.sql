/*
 * renamed_rows: READ, before validate -> plan -> emit -> apply -> log
 *
 * Expects: what read_changes() read.
 * Returns: the objects and fields that have another name now, and so may clash with others.
 * Test:    test/functions/20-plan/renamed_rows.tap.sql
 */
create or replace function compiler.renamed_rows(p_changes compiler.changes)
returns compiler.pending
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $renamed_rows$
declare
  v_object compiler.object_change;
  v_field  compiler.field_change;
  v_result compiler.pending := row('{}', '{}', '{}', '{}', false, '{}');
begin
  foreach v_object in array p_changes.objects loop
    if ((v_object.next)."nameSingular", (v_object.next)."namePlural")
      <> ((v_object.previous)."nameSingular", (v_object.previous)."namePlural")
    then
      v_result.objects := v_result.objects || v_object.next;
      v_result.object_ids := v_result.object_ids || (v_object.next).id;
    end if;
  end loop;
  foreach v_field in array p_changes.fields loop
    if (v_field.next).name <> (v_field.previous).name then
      v_result.fields := v_result.fields || v_field.next;
    end if;
  end loop;
  return v_result;
end;
$renamed_rows$;

comment on function compiler.renamed_rows is 'Read: the changed rows that have another name.';

revoke all on function compiler.renamed_rows from public;
