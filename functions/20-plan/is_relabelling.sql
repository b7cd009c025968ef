/*
 * is_relabelling: READ, before validate -> plan -> emit -> apply -> log
 *
 * The change that is made most concerns no other row, name, right or record:
 * whoever asks this first spares it the passes that look after them.
 *
 * Expects: changes, as read_changes() read them.
 * Returns: whether they are of fields alone, each of them relabelled.
 * Test:    test/functions/20-plan/is_relabelling.tap.sql
 */
create or replace function compiler.is_relabelling(p_changes compiler.changes)
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $is_relabelling$
declare
  v_field compiler.field_change;
begin
  foreach v_field in array p_changes.fields loop
    if compiler.is_relabelled(v_field.previous, v_field.next) is not true then  -- null of a deleted one
      return false;
    end if;
  end loop;
  return p_changes.objects = '{}';
end;
$is_relabelling$;

comment on function compiler.is_relabelling is 'Read: whether changes are of labels, descriptions and icons of fields alone.';

revoke all on function compiler.is_relabelling from public;
