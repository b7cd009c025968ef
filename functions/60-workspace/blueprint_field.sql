/*
 * blueprint_field: workspace
 *
 * A field as it is, in the full form of full_field(). Either field of a relation
 * can be asked for: the other one is told as its inverse.
 *
 * Expects: a row of core."fieldMetadata".
 * Returns: the field; null for a RELATION that waits for its other side.
 * Test:    test/functions/60-workspace/blueprint_field.tap.sql
 */
create or replace function compiler.blueprint_field(p_field core."fieldMetadata")
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $blueprint_field$
declare
  v_relation core."relationMetadata";
  v_other    core."fieldMetadata";
  v_target   text;
  v_result   jsonb := jsonb_build_object(
    'name', p_field.name, 'type', p_field.type, 'label', p_field.label, 'description', p_field.description,
    'icon', p_field.icon, 'defaultValue', p_field."defaultValue", 'isNullable', p_field."isNullable",
    'isUnique', p_field."isUnique", 'isActive', p_field."isActive");
begin
  if p_field.type <> 'RELATION' then
    return v_result || jsonb_build_object('settings', compiler.blueprint_settings(p_field.settings));
  end if;
  select r.* into v_relation
  from core."relationMetadata" r where p_field.id in (r."fromFieldMetadataId", r."toFieldMetadataId");
  if not found then
    return null;
  end if;
  select f.* into strict v_other
  from core."fieldMetadata" f
  where f.id in (v_relation."fromFieldMetadataId", v_relation."toFieldMetadataId") and f.id <> p_field.id;
  select o."nameSingular" into strict v_target
  from core."objectMetadata" o where o.id = v_other."objectMetadataId";
  return v_result || jsonb_build_object(
    'settings', jsonb_build_object(
      'relationType', p_field.settings ->> 'relationType',
      'relationTargetObject', v_target,
      'relationTargetFieldName', v_other.name,
      'relationTargetFieldLabel', v_other.label)
      || case
           when v_relation."relationType" = 'MANY_TO_MANY' then jsonb_build_object('junctionObjectName', (
             select o."nameSingular" from core."objectMetadata" o where o.id = compiler.junction_object_id(p_field.id)))
           -- The field that has the column knows.
           else jsonb_build_object('onDelete', coalesce(
             case p_field.id when v_relation."toFieldMetadataId" then p_field.settings else v_other.settings end
               ->> 'onDelete', 'SET_NULL'))
         end,
    'inverse', jsonb_build_object(
      'description', v_other.description, 'icon', v_other.icon, 'isNullable', v_other."isNullable"));
end;
$blueprint_field$;

comment on function compiler.blueprint_field is 'A field as a blueprint has it, with nothing left out.';

revoke all on function compiler.blueprint_field from public;
