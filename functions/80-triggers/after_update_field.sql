/*
 * after_update_field: triggers
 *
 * Compiles changed rows, a workspace at a time. A relation that waits for its
 * other side may become what waits no longer: it is compiled as a new field is.
 *
 * Expects: transition table new_rows, which other functions do not see: they get ids.
 * Raises:  see compile_changes() and compile().
 * Test:    test/functions/80-triggers/after_update_field.tap.sql
 */
create or replace function compiler.after_update_field()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $after_update_field$
declare
  v_touched record;
begin
  for v_touched in
    select r."workspaceId" as workspace_id, array_agg(r.id) as ids,
      array_agg(distinct r."objectMetadataId")
        filter (where not exists (select from compiler.compiled c where c.id = r.id and c.kind = 'FIELD')) as waiting_ids
    from new_rows r
    group by r."workspaceId"
    order by r."workspaceId"
  loop
    perform compiler.compile_changes(v_touched.workspace_id, v_touched.ids);
    if v_touched.waiting_ids is not null then
      perform compiler.compile(v_touched.workspace_id, v_touched.waiting_ids);
    end if;
  end loop;
  return null;
end;
$after_update_field$;

comment on function compiler.after_update_field is 'Trigger function: compiles changed fields.';

revoke all on function compiler.after_update_field from public;
