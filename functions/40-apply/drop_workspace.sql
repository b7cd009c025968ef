/*
 * drop_workspace: validate -> plan -> emit -> APPLY -> log
 *
 * Expects: a workspace's row, whose roles are in core.role.
 * Test:    test/functions/40-apply/drop_workspace.tap.sql
 */
create or replace function compiler.drop_workspace(p_workspace core.workspace)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $drop_workspace$
declare
  v_role text;
begin
  execute format('drop schema %I cascade', p_workspace."schemaName");
  for v_role in select r."databaseRole" from core.role r where r."workspaceId" = p_workspace.id loop
    begin
      execute format('drop role %I', v_role);
    exception
      when dependent_objects_still_exist then
        raise notice 'role % is left behind: another database of this cluster uses it', v_role;
    end;
  end loop;
end;
$drop_workspace$;

comment on function compiler.drop_workspace is 'Apply pass: drops a workspaces schema and roles.';

revoke all on function compiler.drop_workspace from public;
