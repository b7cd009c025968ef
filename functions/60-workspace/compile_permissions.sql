/*
 * compile_permissions: VALIDATE -> PLAN -> EMIT -> APPLY -> LOG
 *
 * Compiles what changed of permissions. What the same statement did to their
 * objects and fields is compiled before.
 *
 * Expects: the workspace's lock; ids of objects, and of the row permissions on
 *          them, that were created, changed or deleted.
 * Raises:  see open_workspace(), compile() and compile_changes(); validate_row_permission() and validate_cascades().
 * Test:    test/functions/60-workspace/compile_permissions.tap.sql
 */
create or replace function compiler.compile_permissions(
  p_workspace_id uuid, p_object_ids uuid[], p_row_permission_ids uuid[])
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $compile_permissions$
declare
  v_schema     text := compiler.open_workspace(p_workspace_id);
  v_operations compiler.operation[];
begin
  perform compiler.compile_changes(p_workspace_id, p_object_ids);
  perform compiler.compile(p_workspace_id, p_object_ids);
  perform compiler.raise_faults(array(
      select f from core."rowPermission" p cross join unnest(compiler.validate_row_permission(p)) f
      where p.id = any (p_row_permission_ids))
    || compiler.validate_cascades(p_workspace_id));
  v_operations := compiler.plan_permissions(p_workspace_id, p_object_ids, p_row_permission_ids);
  if v_operations <> '{}' then
    perform compiler.execute_operations(p_workspace_id, v_schema, v_operations, p_row_permission_ids, true);
  end if;
end;
$compile_permissions$;

comment on function compiler.compile_permissions is 'Pipeline: compiles what changed of permissions.';

revoke all on function compiler.compile_permissions from public;
