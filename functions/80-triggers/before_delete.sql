/*
 * before_delete: triggers
 *
 * Locks the workspace of a metadata row that is about to go.
 *
 * Raises:  55P03 busy.
 * Test:    test/functions/80-triggers/before_delete.tap.sql
 */
create or replace function compiler.before_delete()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $before_delete$
begin
  perform compiler.lock_workspace(old."workspaceId");
  return old;
end;
$before_delete$;

comment on function compiler.before_delete is 'Trigger function: locks the workspace of a deleted row.';

revoke all on function compiler.before_delete from public;
