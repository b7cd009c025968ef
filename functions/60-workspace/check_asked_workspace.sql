/*
 * check_asked_workspace: workspace
 *
 * Whether the session may ask a function of core about a workspace: it is the
 * claimed one, or nothing is claimed and whoever is logged in may act as the
 * compiler anyway. For definers, which row-level security does not stop.
 *
 * Expects: the id as it was given.
 * Raises:  MC401 no such workspace, MC402 another than the claimed one.
 * Test:    test/functions/60-workspace/check_asked_workspace.tap.sql
 */
create or replace function compiler.check_asked_workspace(p_workspace_id uuid)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $check_asked_workspace$
begin
  if p_workspace_id is distinct from core.current_workspace_id()
    and (core.current_workspace_id() is not null or not pg_has_role(session_user, 'compiler', 'member'))
  then
    raise exception 'workspace % is not the claimed one', coalesce(p_workspace_id::text, 'null')
      using errcode = 'MC402',
            detail  = 'This session is scoped by app.current_workspace_id, to another workspace or to none.',
            hint    = 'Ask about the claimed workspace.';
  elsif not exists (select from core.workspace w where w.id = p_workspace_id) then
    raise exception 'workspace % does not exist', coalesce(p_workspace_id::text, 'null')
      using errcode = 'MC401', detail = 'There is no such workspace.', hint = 'Give the id of a workspace.';
  end if;
end;
$check_asked_workspace$;

comment on function compiler.check_asked_workspace is 'Workspace: refuses one that the session may not ask about.';

revoke all on function compiler.check_asked_workspace from public;
