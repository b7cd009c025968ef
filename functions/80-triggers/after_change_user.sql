/*
 * after_change_user: triggers
 *
 * A user who is deleted leaves no workspace without an administrator.
 *
 * Expects: transition table changed_rows, the old rows.
 * Raises:  MC804 the last administrator.
 * Test:    test/functions/80-triggers/after_change_user.tap.sql
 */
create or replace function compiler.after_change_user()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $after_change_user$
declare
  v_workspace_id uuid;
  v_ids          uuid[] := '{}';
begin
  -- Of two sessions that each delete one of two administrators, the second has to see what the first did.
  for v_workspace_id in
    select distinct m."workspaceId" from changed_rows c
    join core."user" u on u.id = c.id and u."deletedAt" is not null
    join core."userWorkspace" m on m."userId" = c.id and m."deletedAt" is null
    join core.role r on r.id = m."roleId" and r.name = 'ADMIN'
    where c."deletedAt" is null
    order by m."workspaceId"
  loop
    perform compiler.lock_workspace(v_workspace_id);
    v_ids := v_ids || v_workspace_id;
  end loop;
  perform compiler.raise_faults(compiler.validate_admins(v_ids));
  return null;
end;
$after_change_user$;

comment on function compiler.after_change_user is 'Trigger function: keeps administrators when a user is deleted.';

revoke all on function compiler.after_change_user from public;
