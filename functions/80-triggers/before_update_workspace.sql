/*
 * before_update_workspace: triggers
 *
 * Keeps what identifies a workspace.
 *
 * Raises:  MC501 another id or schema name.
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
  if new.id <> old.id or new."schemaName" <> old."schemaName" or new."metadataVersion" <> old."metadataVersion" then
    raise exception 'the id, schema name and metadata version of a workspace do not change'
      using errcode = 'MC501',
            detail  = format('Workspace %s.', old.id),
            hint    = 'Change displayName, domainName, subdomain, isActivated or deletedAt.';
  end if;
  new."isActivated" := coalesce(new."isActivated", true);
  return new;
end;
$before_update_workspace$;

comment on function compiler.before_update_workspace is 'Trigger function: keeps what identifies a workspace.';

revoke all on function compiler.before_update_workspace from public;
