/*
 * after_change_index: triggers
 *
 * Compiles new, changed or deleted indexes, a workspace at a time.
 *
 * Expects: transition table changed_rows.
 * Raises:  see compile_indexes().
 * Test:    test/functions/80-triggers/after_change_index.tap.sql
 */
create or replace function compiler.after_change_index()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $after_change_index$
declare
  v_touched record;
begin
  for v_touched in
    select r."workspaceId" as workspace_id, array_agg(r.id) as ids
    from changed_rows r
    group by r."workspaceId"
    order by r."workspaceId"
  loop
    perform compiler.compile_indexes(v_touched.workspace_id, v_touched.ids);
  end loop;
  return null;
end;
$after_change_index$;

comment on function compiler.after_change_index is 'Trigger function: compiles changed indexes.';

revoke all on function compiler.after_change_index from public;
