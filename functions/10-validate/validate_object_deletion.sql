/*
 * validate_object_deletion: VALIDATE -> plan -> emit -> apply -> log
 *
 * An object goes only when no other depends on it: a relation has its other half
 * there, a MANY_TO_MANY relation its records.
 *
 * Expects: an object as it was compiled last.
 * Returns: every fault: MC502 a standard object, MC503 what depends on it. Empty
 *          when there is none.
 * Test:    test/functions/10-validate/validate_object_deletion.tap.sql
 */
create or replace function compiler.validate_object_deletion(p_object core."objectMetadata")
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_object_deletion$
declare
  v_dependents text;
begin
  if not p_object."isCustom" then
    return array[row('MC502', format('standard object %s cannot be deleted', compiler.shown(p_object."nameSingular")),
      'Every workspace has it.', 'Deactivate it instead: set isActive to false.')::compiler.fault];
  end if;
  -- Of another object that is deleted with it, too: neither could be restored or dropped by itself.
  select string_agg(d.field, ', ' order by d.field) into v_dependents
  from (
    select format('"%s.%s"', compiler.compiled_table_name(f."objectMetadataId"), f.name)
    from core."relationMetadata" r
    join core."fieldMetadata" f
      on f.id in (r."fromFieldMetadataId", r."toFieldMetadataId") and f."objectMetadataId" <> p_object.id
    where p_object.id in (r."fromObjectMetadataId", r."toObjectMetadataId")
      -- One that loses a field by the same statement goes.
      and (select count(*) from core."fieldMetadata" h where h.id in (r."fromFieldMetadataId", r."toFieldMetadataId")) = 2
    union
    select format('"%s.%s"', compiler.compiled_table_name(f."objectMetadataId"), f.name)
    from compiler.compiled side
    join compiler.junction j on j.field_id = side.id
    join core."fieldMetadata" f on f.id = j.list_field_id
    where side.object_id = p_object.id
  ) d (field);
  if v_dependents is not null then
    return array[row('MC503', format('other objects depend on object %s', compiler.shown(p_object."nameSingular")),
      format('By these relation fields: %s.', v_dependents),
      'Delete these fields first, or deactivate the object.')::compiler.fault];
  end if;
  return '{}';
end;
$validate_object_deletion$;

comment on function compiler.validate_object_deletion is 'Validate pass: what keeps an object from being deleted.';

revoke all on function compiler.validate_object_deletion from public;
