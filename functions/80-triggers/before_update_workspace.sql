/*
 * before_update_workspace: triggers
 *
 * Keeps what identifies a workspace, and takes its lock: an operator without a
 * claim has not taken it (lock_claimed_workspace()) and may see 40P01.
 *
 * Raises:  MC501 another id or schema name; see lock_value() and validate_workspace().
 * Test:    test/functions/80-triggers/before_update_workspace.tap.sql
 */
create or replace function compiler.before_update_workspace()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $before_update_workspace$
begin
  perform compiler.lock_workspace(old.id);
  if (new.id, new."schemaName", new."metadataVersion")
    is distinct from (old.id, old."schemaName", old."metadataVersion")
  then
    raise exception 'the id, schema name and metadata version of a workspace do not change'
      using errcode = 'MC501',
            detail  = format('Workspace %s.', old.id),
            hint    = 'Change displayName, domainName, subdomain, isActivated, trashRetentionDays or deletedAt.';
  end if;
  new."isActivated" := coalesce(new."isActivated", true);
  new."createdAt" := coalesce(new."createdAt", old."createdAt");
  new."trashRetentionDays" := coalesce(new."trashRetentionDays", 14);
  if (new."domainName", new.subdomain) is distinct from (old."domainName", old.subdomain) then
    perform compiler.lock_value('domain', new."domainName"), compiler.lock_value('subdomain', new.subdomain);
  end if;
  perform compiler.raise_faults(compiler.validate_workspace(new, old));
  return new;
end;
$before_update_workspace$;

comment on function compiler.before_update_workspace is 'Trigger function: keeps what identifies a workspace.';

revoke all on function compiler.before_update_workspace from public;
