/*
 * after_insert_object: triggers
 *
 * Compiles new rows, a workspace at a time.
 *
 * Expects: transition table new_rows, which other functions do not see: they get ids.
 * Raises:  see compile().
 * Test:    test/functions/80-triggers/after_insert_object.tap.sql
 */
create or replace function compiler.after_insert_object()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $after_insert_object$
declare
  v_touched record;
begin
  for v_touched in
    select n."workspaceId" as workspace_id, array_agg(n.id) as object_ids
    from new_rows n
    group by n."workspaceId"
    order by n."workspaceId"
  loop
    perform compiler.compile(v_touched.workspace_id, v_touched.object_ids);
  end loop;
  return null;
end;
$after_insert_object$;

comment on function compiler.after_insert_object is 'Trigger function: compiles new objects.';

revoke all on function compiler.after_insert_object from public;
