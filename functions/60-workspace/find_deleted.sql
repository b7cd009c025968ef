/*
 * find_deleted: workspace
 *
 * A deleted object or field that the session may restore, its workspace locked.
 *
 * Expects: the id it had; OBJECT or FIELD.
 * Raises:  MC401 none of the claimed workspace (of any, for operators without a claim).
 * Test:    test/functions/60-workspace/find_deleted.tap.sql
 */
create or replace function compiler.find_deleted(p_id uuid, p_kind text)
returns compiler.deleted
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $find_deleted$
declare
  -- Without a claim only an operator may, as check_asked_workspace() has it.
  v_any    boolean := core.current_workspace_id() is null and pg_has_role(session_user, 'compiler', 'member');
  v_result compiler.deleted;
begin
  -- Another session may be restoring it: asked once to know the workspace, and again once that is locked.
  perform compiler.lock_workspace(d.workspace_id) from compiler.deleted d where d.id = p_id
    and (v_any or d.workspace_id = core.current_workspace_id());
  select d.* into v_result
  from compiler.deleted d
  where d.id = p_id and d.kind = p_kind
    and (v_any or d.workspace_id = core.current_workspace_id());
  if not found then
    raise exception 'no deleted % has the id %', lower(p_kind), p_id
      using errcode = 'MC401',
            detail  = 'It was never deleted, belongs to another workspace, or was purged.',
            hint    = 'Give the id that it had.';
  end if;
  return v_result;
end;
$find_deleted$;

comment on function compiler.find_deleted is 'Workspace: a deleted object or field, to be restored.';

revoke all on function compiler.find_deleted from public;
