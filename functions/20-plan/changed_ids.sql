/*
 * changed_ids: READ, before validate -> plan -> emit -> apply -> log
 *
 * Expects: what read_changes() read; ids that are known.
 * Returns: the known ids, and behind them those of its objects and fields, each once.
 * Test:    test/functions/20-plan/changed_ids.tap.sql
 */
create or replace function compiler.changed_ids(p_changes compiler.changes, p_known uuid[] default '{}')
returns uuid[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $changed_ids$
declare
  v_object compiler.object_change;
  v_field  compiler.field_change;
begin
  foreach v_object in array p_changes.objects loop
    if (v_object.previous).id <> all (p_known) then
      p_known := p_known || (v_object.previous).id;
    end if;
  end loop;
  foreach v_field in array p_changes.fields loop
    if (v_field.previous).id <> all (p_known) then
      p_known := p_known || (v_field.previous).id;
    end if;
  end loop;
  return p_known;
end;
$changed_ids$;

comment on function compiler.changed_ids is 'Read: the ids of changed rows.';

revoke all on function compiler.changed_ids from public;
