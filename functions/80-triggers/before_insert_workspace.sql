/*
 * before_insert_workspace: triggers
 *
 * Gives a new workspace the name of its schema, and takes its lock and those of
 * its domains, which another session may be about to take.
 *
 * Raises:  see lock_value() and validate_workspace().
 * Test:    test/functions/80-triggers/before_insert_workspace.tap.sql
 */
create or replace function compiler.before_insert_workspace()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $before_insert_workspace$
begin
  new.id := coalesce(new.id, gen_random_uuid());
  new."schemaName" := compiler.schema_name(new.id);
  new."metadataVersion" := 0;
  new."isActivated" := coalesce(new."isActivated", true);
  new."trashRetentionDays" := coalesce(new."trashRetentionDays", 14);
  new."createdAt" := coalesce(new."createdAt", now());
  new."updatedAt" := coalesce(new."updatedAt", now());
  perform compiler.lock_workspace(new.id);
  perform compiler.lock_value('domain', new."domainName"), compiler.lock_value('subdomain', new.subdomain);
  perform compiler.raise_faults(compiler.validate_workspace(new) || compiler.validate_new_ids(new.id, array[new.id]));
  return new;
end;
$before_insert_workspace$;

comment on function compiler.before_insert_workspace is 'Trigger function: gives a workspace the name of its schema.';

revoke all on function compiler.before_insert_workspace from public;
