/*
 * check_identifier_fields: triggers
 *
 * The fields that label and picture an object's records are fields of that
 * object, when the transaction ends: an object comes before its fields.
 *
 * Raises:  MC301 no such field, in the words of one that does not exist.
 * Test:    test/functions/80-triggers/check_identifier_fields.tap.sql
 */
create or replace function compiler.check_identifier_fields()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $check_identifier_fields$
declare
  v_id uuid;
begin
  foreach v_id in array array_remove(
    array[new."labelIdentifierFieldMetadataId", new."imageIdentifierFieldMetadataId"], null)
  loop
    if not exists (
      select from core."fieldMetadata" f where f.id = v_id and f."objectMetadataId" = new.id
    ) then
      raise exception 'an identifier of object % is not one of its fields', compiler.shown(new."nameSingular")
        using errcode = 'MC301',
              detail  = format('The object has no field with the id %s.', v_id),
              hint    = 'Give the id of a field of this object, or insert the field in the same transaction.';
    end if;
  end loop;
  return null;
end;
$check_identifier_fields$;

comment on function compiler.check_identifier_fields is 'Trigger function: an object is labelled and pictured by fields of its own.';

revoke all on function compiler.check_identifier_fields from public;
