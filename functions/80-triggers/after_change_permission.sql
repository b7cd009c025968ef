/*
 * after_change_permission: triggers
 *
 * Validates new and changed permissions, and compiles them, a workspace at a time.
 *
 * Expects: transition table changed_rows, of core."objectPermission",
 *          core."fieldPermission" or core."rowPermission".
 * Raises:  see validate_object_permission(), validate_field_permission() and
 *          compile_permissions().
 * Test:    test/functions/80-triggers/after_change_permission.tap.sql
 */
create or replace function compiler.after_change_permission()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $after_change_permission$
declare
  v_touched record;
  v_faults  compiler.fault[] := '{}';
begin
  for v_touched in
    select r."workspaceId" as workspace_id, array_agg(distinct r."objectMetadataId") as object_ids, array_agg(r.id) as ids
    from changed_rows r
    group by r."workspaceId"
    order by r."workspaceId"
  loop
    if tg_op <> 'DELETE' and tg_table_name = 'objectPermission' then
      v_faults := array(
        select f from core."objectPermission" p cross join unnest(compiler.validate_object_permission(p)) f
        where p.id = any (v_touched.ids));
    elsif tg_op <> 'DELETE' and tg_table_name = 'fieldPermission' then
      v_faults := array(
        select f from core."fieldPermission" p cross join unnest(compiler.validate_field_permission(p)) f
        where p.id = any (v_touched.ids));
    end if;
    perform compiler.raise_faults(v_faults);
    perform compiler.compile_permissions(v_touched.workspace_id, v_touched.object_ids,
      case when tg_table_name = 'rowPermission' then v_touched.ids else '{}' end);
  end loop;
  return null;
end;
$after_change_permission$;

comment on function compiler.after_change_permission is 'Trigger function: compiles changed permissions.';

revoke all on function compiler.after_change_permission from public;
