/*
 * before_insert_workspace: triggers
 *
 * Gives a new workspace the name of its schema, and takes its lock.
 *
 * Raises:  MC104 a subdomain or domain that is taken.
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
  perform compiler.lock_workspace(new.id);
  if exists (
    select from core.workspace w where w.subdomain = new.subdomain or w."domainName" = new."domainName"
  ) then
    raise exception 'the subdomain or domain of workspace % is taken', compiler.shown(new."displayName")
      using errcode = 'MC104',
            detail  = format('subdomain: %s, domainName: %s.',
              compiler.shown(new.subdomain), compiler.shown(new."domainName")),
            hint    = 'Choose others.';
  end if;
  return new;
end;
$before_insert_workspace$;

comment on function compiler.before_insert_workspace is 'Trigger function: gives a workspace the name of its schema.';

revoke all on function compiler.before_insert_workspace from public;
