/*
 * lock_asked_workspace: workspace
 *
 * Takes the lock of a workspace that a function of core is asked about.
 *
 * Expects: the id as it was given.
 * Raises:  MC401 no such workspace, MC402 another than the claimed one, 55P03 busy.
 * Test:    test/functions/60-workspace/lock_asked_workspace.tap.sql
 */
create or replace function compiler.lock_asked_workspace(p_workspace_id uuid)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $lock_asked_workspace$
begin
  perform compiler.check_asked_workspace(p_workspace_id);
  perform compiler.lock_workspace(p_workspace_id);
end;
$lock_asked_workspace$;

comment on function compiler.lock_asked_workspace is 'Workspace: locks the workspace that a function of core is asked about.';

revoke all on function compiler.lock_asked_workspace from public;
