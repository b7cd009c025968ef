/*
 * validate_admins: VALIDATE -> plan -> emit -> apply -> log
 *
 * Somebody has to be able to give rights back: a workspace that had a member with
 * the role ADMIN keeps one.
 *
 * Expects: workspaces that had such a member before the statement.
 * Returns: a fault (MC804) for each that has none now.
 * Test:    test/functions/10-validate/validate_admins.tap.sql
 */
create or replace function compiler.validate_admins(p_workspace_ids uuid[])
returns compiler.fault[]
language plpgsql
volatile                      -- it locks
security invoker
set search_path = pg_catalog, pg_temp
as $validate_admins$
begin
  -- A transaction that does not see what others commit (REPEATABLE READ) fails with 40001, rather than count who was.
  perform from core."userWorkspace" m
  join core.role r on r.id = m."roleId" and r.name = 'ADMIN'
  join core."user" u on u.id = m."userId"
  where m."workspaceId" = any (p_workspace_ids)
  for share of m, u;
  return array(
    select row('MC804', 'the last administrator cannot be removed',
      format('Nobody else in workspace %s has the role "ADMIN".', w.id),
      'Give another member that role first.')::compiler.fault
    from core.workspace w
    where w.id = any (p_workspace_ids) and not exists (
      select from core."userWorkspace" m
      join core.role r on r.id = m."roleId" and r.name = 'ADMIN'
      join core."user" u on u.id = m."userId" and u."deletedAt" is null
      where m."workspaceId" = w.id and m."deletedAt" is null)
    order by w.id);
end;
$validate_admins$;

comment on function compiler.validate_admins is 'Validate pass: whether a workspace keeps an administrator.';

revoke all on function compiler.validate_admins from public;
