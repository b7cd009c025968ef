/*
 * before_change_role: triggers
 *
 * Takes the workspace's lock, names the Postgres role after the id, and refuses
 * what cannot be.
 *
 * Raises:  see claim_workspace(), validate_role() and validate_role_change().
 * Test:    test/functions/80-triggers/before_change_role.tap.sql
 */
create or replace function compiler.before_change_role()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $before_change_role$
declare
  v_faults compiler.fault[] := '{}';
begin
  if tg_op = 'INSERT' then
    new."workspaceId" := compiler.claim_workspace(new."workspaceId", 'role ' || compiler.shown(new.name));
    new.id := coalesce(new.id, gen_random_uuid());
    new."databaseRole" := compiler.id_name('role', new.id);
    v_faults := compiler.validate_new_ids(new."workspaceId", array[new.id]);
  else
    perform compiler.lock_workspace(old."workspaceId");
    v_faults := compiler.validate_role_change(old, new);
  end if;
  new."createdAt" := coalesce(new."createdAt", now());
  new."updatedAt" := coalesce(new."updatedAt", now());
  -- A null in place of a flag is what a new row has.
  new."canUpdateAllSettings" := coalesce(new."canUpdateAllSettings", false);
  new."canReadAllObjectRecords" := coalesce(new."canReadAllObjectRecords", true);
  new."canUpdateAllObjectRecords" := coalesce(new."canUpdateAllObjectRecords", true);
  new."canSoftDeleteAllObjectRecords" := coalesce(new."canSoftDeleteAllObjectRecords", true);
  new."canDestroyAllObjectRecords" := coalesce(new."canDestroyAllObjectRecords", false);
  perform compiler.raise_faults(v_faults || compiler.validate_role(new));
  return new;
end;
$before_change_role$;

comment on function compiler.before_change_role is 'Trigger function: completes and validates a new or changed role.';

revoke all on function compiler.before_change_role from public;
