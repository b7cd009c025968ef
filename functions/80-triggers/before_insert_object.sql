/*
 * before_insert_object: triggers
 *
 * Fills what may be left out of a new object, before NOT NULL asks for it, and
 * takes the workspace's lock. Who is not the compiler makes custom objects.
 *
 * Raises:  see claim_workspace(); MC101, MC103 names that no row can hold (all others are for the validate pass, every fault at once).
 * Test:    test/functions/80-triggers/before_insert_object.tap.sql
 */
create or replace function compiler.before_insert_object()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $before_insert_object$
begin
  new."workspaceId" := compiler.claim_workspace(new."workspaceId", 'object ' || compiler.shown(new."nameSingular"));
  new.id := coalesce(new.id, gen_random_uuid());
  new."labelSingular" := coalesce(new."labelSingular", compiler.label_from_name(new."nameSingular"));
  new."labelPlural" := coalesce(new."labelPlural", compiler.label_from_name(new."namePlural"));
  new."isCustom" := true;
  new."isActive" := coalesce(new."isActive", true);
  new."isSystem" := coalesce(new."isSystem", false);
  new."createdAt" := coalesce(new."createdAt", now());
  new."updatedAt" := coalesce(new."updatedAt", now());
  -- NOT NULL and the indexes would answer before the validate pass does.
  if (octet_length(new."nameSingular") < 1000 and octet_length(new."namePlural") < 1000) is not true then
    perform compiler.raise_faults(compiler.validate_object(new));
  end if;
  return new;
end;
$before_insert_object$;

comment on function compiler.before_insert_object is 'Trigger function: completes a new object.';

revoke all on function compiler.before_insert_object from public;
