/*
 * after_change_role: triggers
 *
 * Validates the names of new and changed roles, and compiles these and deleted
 * ones, a workspace at a time; before them, what the same statement changed of the
 * tables that their rights are on.
 *
 * Expects: transition table changed_rows.
 * Raises:  see validate_role_names(), compile_changes() and compile_roles().
 * Test:    test/functions/80-triggers/after_change_role.tap.sql
 */
create or replace function compiler.after_change_role()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $after_change_role$
declare
  v_touched record;
  v_schema  text;
begin
  for v_touched in
    select r."workspaceId" as workspace_id, array_agg(r.id order by r.name) as ids
    from changed_rows r
    group by r."workspaceId"
    order by r."workspaceId"
  loop
    v_schema := compiler.open_workspace(v_touched.workspace_id);
    perform compiler.raise_faults(compiler.validate_role_names(v_touched.workspace_id, v_touched.ids));
    perform compiler.compile_changes(v_touched.workspace_id, array(
      select c.id from compiler.compiled c where c.workspace_id = v_touched.workspace_id and c.kind in ('OBJECT', 'FIELD')));
    perform compiler.compile_roles(v_touched.workspace_id, v_schema, v_touched.ids);
  end loop;
  return null;
end;
$after_change_role$;

comment on function compiler.after_change_role is 'Trigger function: compiles changed roles.';

revoke all on function compiler.after_change_role from public;
