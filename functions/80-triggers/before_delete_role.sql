/*
 * before_delete_role: triggers
 *
 * Locks the workspace of a role that is about to go, and refuses where it has to
 * stay: before the foreign key of its members does. Who had it and is a member no
 * more has none from then on; who comes back is given one.
 *
 * Raises:  55P03 busy; see validate_role_change().
 * Test:    test/functions/80-triggers/before_delete_role.tap.sql
 */
create or replace function compiler.before_delete_role()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $before_delete_role$
begin
  perform compiler.lock_workspace(old."workspaceId");
  perform compiler.raise_faults(compiler.validate_role_change(old, null));
  update core."userWorkspace" set "roleId" = null where "roleId" = old.id and "deletedAt" is not null;
  return old;
end;
$before_delete_role$;

comment on function compiler.before_delete_role is 'Trigger function: refuses to delete a role that is needed.';

revoke all on function compiler.before_delete_role from public;
