/*
 * after_delete_field: triggers
 *
 * Compiles deleted rows, a workspace at a time.
 *
 * Expects: transition table old_rows, which other functions do not see: they get ids.
 * Raises:  see compile_changes().
 * Test:    test/functions/80-triggers/after_delete_field.tap.sql
 */
create or replace function compiler.after_delete_field()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $after_delete_field$
declare
  v_touched record;
begin
  for v_touched in
    select r."workspaceId" as workspace_id, array_agg(r.id) as ids
    from old_rows r
    group by r."workspaceId"
    order by r."workspaceId"
  loop
    perform compiler.compile_changes(v_touched.workspace_id, v_touched.ids);
  end loop;
  return null;
end;
$after_delete_field$;

comment on function compiler.after_delete_field is 'Trigger function: compiles deleted fields.';

revoke all on function compiler.after_delete_field from public;
