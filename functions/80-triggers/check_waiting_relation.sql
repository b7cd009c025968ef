/*
 * check_waiting_relation: triggers
 *
 * A RELATION field without a target may wait for its row in
 * core."relationMetadata" until the transaction ends, and no longer.
 *
 * Raises:  MC303 no such row came.
 * Test:    test/functions/80-triggers/check_waiting_relation.tap.sql
 */
create or replace function compiler.check_waiting_relation()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $check_waiting_relation$
begin
  -- One that names its target gets its relation from the compiler: after this, where constraints are immediate.
  if exists (
      select from core."fieldMetadata" f
      where f.id = new.id and f.type = 'RELATION' and f.settings ->> 'relationTargetObjectId' is null)
    and not exists (
      select from core."relationMetadata" r where new.id in (r."fromFieldMetadataId", r."toFieldMetadataId"))
  then
    raise exception 'field % is a relation that leads nowhere', compiler.shown(new.name)
      using errcode = 'MC303',
            detail  = 'Its settings name no target and no row of relationMetadata joins it to another field.',
            hint    = 'Give settings.relationType and relationTargetObjectId, or insert the relationMetadata row in the same transaction.';
  end if;
  return null;
end;
$check_waiting_relation$;

comment on function compiler.check_waiting_relation is 'Trigger function: a relation field has a relation when the transaction ends.';

revoke all on function compiler.check_waiting_relation from public;
