/*
 * validate_field_deletion: VALIDATE -> plan -> emit -> apply -> log
 *
 * What an identifier, an index or a MANY_TO_MANY relation needs stays: a junction
 * object's two relations are what joins the records.
 *
 * Expects: a field as it was compiled last.
 * Returns: every fault: MC502 a standard field, MC503 what depends on it. Empty
 *          when there is none.
 * Test:    test/functions/10-validate/validate_field_deletion.tap.sql
 */
create or replace function compiler.validate_field_deletion(p_field core."fieldMetadata")
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_field_deletion$
declare
  -- The other field of a relation goes with it.
  v_ids        uuid[] := array_remove(array[p_field.id, compiler.other_field_id(p_field.id)], null);
  v_dependents text;
begin
  -- With its object, everything of it goes.
  if not exists (select from core."objectMetadata" o where o.id = p_field."objectMetadataId") then
    return '{}';
  end if;
  if not p_field."isCustom" then
    return array[row('MC502', format('standard field %s cannot be deleted', compiler.shown(p_field.name)),
      'The standard objects have it in every workspace.', 'Deactivate it instead: set isActive to false.')::compiler.fault];
  end if;
  select string_agg(d.what, ', ') into v_dependents
  from (
    select format('object "%s", whose records it labels', o."nameSingular") as what
    from core."objectMetadata" o where o."labelIdentifierFieldMetadataId" = any (v_ids)
    union all
    select format('object "%s", whose records it pictures', o."nameSingular")
    from core."objectMetadata" o where o."imageIdentifierFieldMetadataId" = any (v_ids)
    union all
    select format('index %s on (%s)', i.id, array_to_string(compiler.index_columns(i, true), ', '))
    from core."indexMetadata" i where i."workspaceId" = p_field."workspaceId" and i.fields && v_ids::text[]
    union all
    select format('relation "%s.%s", which its object holds', o."nameSingular", f.name)
    from compiler.junction j
    join core."fieldMetadata" f on f.id = j.list_field_id
    join core."objectMetadata" o on o.id = f."objectMetadataId"
    where j.field_id = any (v_ids)
      -- One whose other half is deleted goes too.
      and exists (select from core."fieldMetadata" half where half.id = compiler.other_field_id(f.id))
  ) d;
  if v_dependents is not null then
    return array[row('MC503', format('field %s is needed', compiler.shown(p_field.name)),
      format('By %s.', v_dependents),
      'Change or delete these first, or deactivate the field.')::compiler.fault];
  end if;
  return '{}';
end;
$validate_field_deletion$;

comment on function compiler.validate_field_deletion is 'Validate pass: what keeps a field from being deleted.';

revoke all on function compiler.validate_field_deletion from public;
