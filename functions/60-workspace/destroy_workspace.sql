/*
 * destroy_workspace: workspace
 *
 * Deletes a workspace for good: its schema, its roles, its rows in core. Roles
 * belong to the cluster: one that another database still uses is left behind.
 *
 * Expects: a workspace that is soft-deleted ("deletedAt"), so that nobody loses
 *          one by a slip.
 * Raises:  MC401 no such workspace, MC503 it is not soft-deleted.
 * Test:    test/functions/60-workspace/destroy_workspace.tap.sql
 */
create or replace function core.destroy_workspace(p_workspace_id uuid)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $destroy_workspace$
declare
  v_workspace core.workspace;
begin
  perform compiler.lock_workspace(p_workspace_id);
  select w.* into v_workspace from core.workspace w where w.id = p_workspace_id;
  if not found then
    raise exception 'workspace % does not exist', p_workspace_id
      using errcode = 'MC401', detail = 'There is no such workspace.', hint = 'Give the id of a workspace.';
  elsif v_workspace."deletedAt" is null then
    raise exception 'workspace % is not deleted', p_workspace_id
      using errcode = 'MC503',
            detail  = format('Its name is %s.', compiler.shown(v_workspace."displayName")),
            hint    = 'Set its "deletedAt" first; then it can be destroyed.';
  end if;
  perform compiler.drop_workspace(v_workspace);
  delete from core."relationMetadata" where "workspaceId" = p_workspace_id;
  delete from core."indexMetadata" where "workspaceId" = p_workspace_id;
  update core."objectMetadata" set "labelIdentifierFieldMetadataId" = null, "imageIdentifierFieldMetadataId" = null
  where "workspaceId" = p_workspace_id;
  delete from core."fieldMetadata" where "workspaceId" = p_workspace_id;
  delete from core."objectMetadata" where "workspaceId" = p_workspace_id;
  delete from core."userWorkspace" where "workspaceId" = p_workspace_id;
  delete from core."workspaceMigration" where "workspaceId" = p_workspace_id;
  delete from core.role where "workspaceId" = p_workspace_id;
  delete from compiler.compiled where workspace_id = p_workspace_id;
  delete from compiler.deleted where workspace_id = p_workspace_id;
  delete from compiler.junction where workspace_id = p_workspace_id;
  delete from core.workspace where id = p_workspace_id;
end;
$destroy_workspace$;

comment on function core.destroy_workspace is 'Deletes a workspace for good. For operators.';

revoke all on function core.destroy_workspace from public;
