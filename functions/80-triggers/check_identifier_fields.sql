/*
 * check_identifier_fields: triggers
 *
 * The fields that label and picture an object's records are fields of that
 * object, when the transaction ends: an object comes before its fields.
 *
 * Raises:  MC301 no such field, in the words of one that does not exist, MC302
 *          its type.
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
  v_object core."objectMetadata";
  v_id     uuid;
  v_type   text;
begin
  -- What it was told meanwhile counts, and whether it is still there.
  select o.* into v_object from core."objectMetadata" o where o.id = new.id;
  foreach v_id in array array_remove(
    array[v_object."labelIdentifierFieldMetadataId", v_object."imageIdentifierFieldMetadataId"], null)
  loop
    select f.type into v_type from core."fieldMetadata" f where f.id = v_id and f."objectMetadataId" = new.id;
    if not found then
      raise exception 'an identifier of object % is not one of its fields', compiler.shown(v_object."nameSingular")
        using errcode = 'MC301',
              detail  = format('The object has no field with the id %s.', v_id),
              hint    = 'Give the id of a field of this object, or insert the field in the same transaction.';
    elsif (v_id = v_object."labelIdentifierFieldMetadataId" and not compiler.can_identify(v_type, false))
      or (v_id = v_object."imageIdentifierFieldMetadataId" and not compiler.can_identify(v_type, true))
    then
      raise exception 'an identifier of object % has a type that cannot be one', compiler.shown(v_object."nameSingular")
        using errcode = 'MC302',
              detail  = format('Field %s is of type %s.', v_id, v_type),
              hint    = 'A label is one text, number, date or option; an image is a URL or TEXT.';
    end if;
  end loop;
  return null;
end;
$check_identifier_fields$;

comment on function compiler.check_identifier_fields is 'Trigger function: an object is labelled and pictured by fields of its own.';

revoke all on function compiler.check_identifier_fields from public;
