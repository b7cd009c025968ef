/*
 * claim_workspace: triggers
 *
 * Which workspace a new metadata row belongs to: the one it names, else the
 * claimed one. Takes that workspace's lock, before the first row is written.
 * Whether the workspace exists, compile() asks: one that the same statement
 * inserts is not visible yet.
 *
 * Expects: the row's "workspaceId", possibly null; what the row is, for messages.
 * Returns: the workspace's id.
 * Raises:  MC401 none is known, MC402 another than the claimed one, 55P03 busy.
 * Test:    test/functions/80-triggers/claim_workspace.tap.sql
 */
create or replace function compiler.claim_workspace(p_workspace_id uuid, p_subject text)
returns uuid
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $claim_workspace$
declare
  v_claimed uuid := core.current_workspace_id();
  v_result  uuid := coalesce(p_workspace_id, v_claimed);
begin
  if v_result <> v_claimed then
    raise exception '% belongs to another workspace', p_subject
      using errcode = 'MC402',
            detail  = 'This session is scoped to another workspace by app.current_workspace_id.',
            hint    = 'Leave "workspaceId" out; the claimed workspace is taken.';
  end if;
  if v_result is null then
    raise exception '% belongs to no workspace', p_subject
      using errcode = 'MC401',
            detail  = '"workspaceId" is null and app.current_workspace_id is not set.',
            hint    = 'Give the id of a workspace as "workspaceId".';
  end if;
  perform compiler.lock_workspace(v_result);
  return v_result;
end;
$claim_workspace$;

comment on function compiler.claim_workspace is 'Triggers: the workspace of a new metadata row, locked.';

revoke all on function compiler.claim_workspace from public;
