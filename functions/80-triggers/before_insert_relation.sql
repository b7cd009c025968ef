/*
 * before_insert_relation: triggers
 *
 * Takes the workspace's lock for a new relation row, whose workspace is its
 * fields', where neither the row nor the session names one.
 *
 * Raises:  see claim_workspace(); MC301, MC302 a side or type that is
 *          missing (all else is for the validate pass, every fault at once).
 * Test:    test/functions/80-triggers/before_insert_relation.tap.sql
 */
create or replace function compiler.before_insert_relation()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $before_insert_relation$
begin
  if new."workspaceId" is null and core.current_workspace_id() is null then
    select f."workspaceId" into new."workspaceId" from core."fieldMetadata" f where f.id = new."fromFieldMetadataId";
  end if;
  new."workspaceId" := compiler.claim_workspace(new."workspaceId", 'the relation');
  new.id := coalesce(new.id, gen_random_uuid());
  new."createdAt" := coalesce(new."createdAt", now());
  new."updatedAt" := coalesce(new."updatedAt", now());
  -- NOT NULL would answer before the validate pass does.
  if num_nulls(new."fromObjectMetadataId", new."fromFieldMetadataId",
    new."toObjectMetadataId", new."toFieldMetadataId", new."relationType") > 0
  then
    perform compiler.raise_faults(compiler.validate_relation(new));
  end if;
  return new;
end;
$before_insert_relation$;

comment on function compiler.before_insert_relation is 'Trigger function: completes a new relation.';

revoke all on function compiler.before_insert_relation from public;
