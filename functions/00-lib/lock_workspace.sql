/*
 * lock_workspace: lib
 *
 * One session at a time changes a workspace's metadata; others queue, for at
 * most the lock timeout below. Different workspaces never wait for each other.
 *
 * Expects: to be called before the first row of the change is written.
 * Raises:  55P03 when the lock is not free in time: nothing changed, try again.
 * Test:    test/functions/00-lib/lock_workspace.test.ts
 */
create or replace function compiler.lock_workspace(p_workspace_id uuid)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
set lock_timeout = '5s'
as $lock_workspace$
begin
  -- Tried first: a BEFORE ROW trigger calls this for each row, and an exception block costs a subtransaction.
  if pg_try_advisory_xact_lock(hashtextextended(p_workspace_id::text, 0)) then
    return;
  end if;
  begin
    perform pg_advisory_xact_lock(hashtextextended(p_workspace_id::text, 0));
  exception
    when lock_not_available then
      raise exception 'the metadata of workspace % is being changed by another session', p_workspace_id
        using errcode = '55P03',
              detail  = 'Waited 5 seconds. Nothing was changed.',
              hint    = 'Try again.';
  end;
end;
$lock_workspace$;

comment on function compiler.lock_workspace is 'Lib: serialises the changes of one workspace''s metadata until the transaction ends.';

revoke all on function compiler.lock_workspace from public;
