/*
 * open_workspace: workspace
 *
 * The start of every compilation. The workspace's row is locked first, since the
 * log pass updates it: a repeatable read that does not see the latest change ends
 * with 40001 here, and not with a table or column that exists. A workspace that
 * came with its objects in one statement is provisioned; roles that did are made,
 * since rights will name them.
 *
 * Expects: the workspace's advisory lock.
 * Returns: the name of its schema.
 * Raises:  MC401 no such workspace, 55P03 when an operator holds its row, 40001.
 * Test:    test/functions/60-workspace/open_workspace.tap.sql
 */
create or replace function compiler.open_workspace(p_workspace_id uuid)
returns text
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $open_workspace$
declare
  v_workspace record;
begin
  select w."schemaName" as schema_name, exists (
      select from compiler.compiled c where c.id = w.id and c.kind = 'WORKSPACE') as is_compiled,
    array(
      select r.id from core.role r
      where r."workspaceId" = w.id and not exists (
        select from compiler.compiled c where c.id = r.id and c.kind = 'ROLE')
      order by r.name) as new_role_ids
  into v_workspace
  from core.workspace w
  where w.id = p_workspace_id and w."deletedAt" is null
  for no key update;
  if not found then
    raise exception 'workspace % does not exist', p_workspace_id
      using errcode = 'MC401',
            detail  = 'There is no such workspace, or it is deleted.',
            hint    = 'Give the id of a workspace as "workspaceId".';
  end if;
  if not v_workspace.is_compiled then
    perform compiler.provision_workspace(p_workspace_id);
  elsif v_workspace.new_role_ids <> '{}' then
    perform compiler.compile_roles(p_workspace_id, v_workspace.schema_name, v_workspace.new_role_ids);
  end if;
  return v_workspace.schema_name;
end;
$open_workspace$;

comment on function compiler.open_workspace is 'Workspace: locks its row, and answers with its schema.';

revoke all on function compiler.open_workspace from public;
