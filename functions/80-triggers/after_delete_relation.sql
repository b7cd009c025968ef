/*
 * after_delete_relation: triggers
 *
 * A relation whose row is deleted goes with both of its fields, as it does when
 * one of them is deleted.
 *
 * Expects: transition table old_rows.
 * Raises:  see compile_changes().
 * Test:    test/functions/80-triggers/after_delete_relation.tap.sql
 */
create or replace function compiler.after_delete_relation()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $after_delete_relation$
declare
  v_touched record;
begin
  for v_touched in
    select r."workspaceId" as workspace_id, array_agg(r.id) as ids,
      array_agg(r."fromFieldMetadataId") || array_agg(r."toFieldMetadataId") as field_ids
    from old_rows r
    group by r."workspaceId"
    order by r."workspaceId"
  loop
    delete from core."fieldMetadata" f where f.id = any (v_touched.field_ids);
    perform compiler.compile_changes(v_touched.workspace_id, v_touched.field_ids || v_touched.ids);
  end loop;
  return null;
end;
$after_delete_relation$;

comment on function compiler.after_delete_relation is 'Trigger function: the fields of a deleted relation go with it.';

revoke all on function compiler.after_delete_relation from public;
