/*
 * before_insert_object: triggers
 *
 * Fills what may be left out of a new object, before NOT NULL asks for it, and
 * takes the workspace's lock. Who is not the compiler makes custom objects.
 *
 * Raises:  see claim_workspace().
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
  new."labelSingular" := coalesce(new."labelSingular", compiler.label_from_name(new."nameSingular"));
  new."labelPlural" := coalesce(new."labelPlural", compiler.label_from_name(new."namePlural"));
  new."isCustom" := true;
  new."isActive" := coalesce(new."isActive", true);
  new."isSystem" := coalesce(new."isSystem", false);
  return new;
end;
$before_insert_object$;

comment on function compiler.before_insert_object is 'Trigger function: completes a new object.';

revoke all on function compiler.before_insert_object from public;
