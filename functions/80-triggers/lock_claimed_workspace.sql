/*
 * lock_claimed_workspace: triggers
 *
 * Takes the claimed workspace's lock before the first row of an UPDATE is
 * locked: who holds a row and waits for the workspace would otherwise stand
 * across who holds the workspace and waits for the row. Without a claim it is
 * not known yet which workspaces are changed.
 *
 * Raises:  55P03 busy.
 * Test:    test/functions/80-triggers/lock_claimed_workspace.tap.sql
 */
create or replace function compiler.lock_claimed_workspace()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $lock_claimed_workspace$
begin
  if core.current_workspace_id() is not null then
    perform compiler.lock_workspace(core.current_workspace_id());
  end if;
  return null;
end;
$lock_claimed_workspace$;

comment on function compiler.lock_claimed_workspace is 'Trigger function: locks the claimed workspace before its rows.';

revoke all on function compiler.lock_claimed_workspace from public;
