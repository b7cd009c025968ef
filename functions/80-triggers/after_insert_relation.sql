/*
 * after_insert_relation: triggers
 *
 * Compiles new rows, a workspace at a time.
 *
 * Expects: transition table new_rows, which other functions do not see: they get ids.
 * Raises:  see compile().
 * Test:    test/functions/80-triggers/after_insert_relation.tap.sql
 */
create or replace function compiler.after_insert_relation()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $after_insert_relation$
declare
  v_touched record;
begin
  for v_touched in
    select n."workspaceId" as workspace_id, array_agg(n."fromObjectMetadataId") || array_agg(n."toObjectMetadataId") as object_ids
    from new_rows n
    group by n."workspaceId"
    order by n."workspaceId"
  loop
    perform compiler.compile(v_touched.workspace_id, v_touched.object_ids, true);
  end loop;
  return null;
end;
$after_insert_relation$;

comment on function compiler.after_insert_relation is 'Trigger function: compiles new relations.';

revoke all on function compiler.after_insert_relation from public;
