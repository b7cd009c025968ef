/*
 * other_field_id: validate -> PLAN -> emit -> apply -> log
 *
 * Expects: the id of a field.
 * Returns: the id of the other field of its relation; null when it is in none.
 * Test:    test/functions/20-plan/other_field_id.tap.sql
 */
create or replace function compiler.other_field_id(p_field_id uuid)
returns uuid
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $other_field_id$
begin
  return (
    select case r."fromFieldMetadataId" when p_field_id then r."toFieldMetadataId" else r."fromFieldMetadataId" end
    from core."relationMetadata" r
    where p_field_id in (r."fromFieldMetadataId", r."toFieldMetadataId"));
end;
$other_field_id$;

comment on function compiler.other_field_id is 'Plan pass: the other field of a relation.';

revoke all on function compiler.other_field_id from public;
