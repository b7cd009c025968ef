/*
 * after_insert_workspace: triggers
 *
 * Provisions new workspaces, but for those that the trigger of an object in the
 * same statement has provisioned.
 *
 * Expects: transition table new_rows.
 * Test:    test/functions/80-triggers/after_insert_workspace.tap.sql
 */
create or replace function compiler.after_insert_workspace()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $after_insert_workspace$
declare
  v_id uuid;
begin
  for v_id in
    select n.id from new_rows n where not exists (
      select from compiler.compiled c where c.id = n.id and c.kind = 'WORKSPACE')
  loop
    perform compiler.provision_workspace(v_id);
  end loop;
  return null;
end;
$after_insert_workspace$;

comment on function compiler.after_insert_workspace is 'Trigger function: provisions new workspaces.';

revoke all on function compiler.after_insert_workspace from public;
