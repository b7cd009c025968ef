/*
 * after_change_permission: triggers
 *
 * Validates new and changed permissions, and leaves the history of all. They are
 * kept; rights follow the roles' flags alone.
 *
 * Expects: transition table changed_rows, of core."objectPermission" or
 *          core."fieldPermission".
 * Raises:  see validate_object_permission() and validate_field_permission().
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
    select r."workspaceId" as workspace_id, array_agg(distinct r."roleId") as role_ids, array_agg(r.id) as ids
    from changed_rows r
    group by r."workspaceId"
    order by r."workspaceId"
  loop
    if tg_op <> 'DELETE' and tg_table_name = 'objectPermission' then
      v_faults := array(
        select f from core."objectPermission" p cross join unnest(compiler.validate_object_permission(p)) f
        where p.id = any (v_touched.ids));
    elsif tg_op <> 'DELETE' then
      v_faults := array(
        select f from core."fieldPermission" p cross join unnest(compiler.validate_field_permission(p)) f
        where p.id = any (v_touched.ids));
    end if;
    perform compiler.raise_faults(v_faults);
    perform compiler.open_workspace(v_touched.workspace_id);
    perform compiler.log_statements(v_touched.workspace_id, array(
      select row('UPDATE_ROLE', jsonb_build_object('roleId', i), '', null, null, null, null, null)::compiler.statement
      from unnest(v_touched.role_ids) i), '{}', true);
  end loop;
  return null;
end;
$after_change_permission$;

comment on function compiler.after_change_permission is 'Trigger function: validates permissions, and leaves their history.';

revoke all on function compiler.after_change_permission from public;
