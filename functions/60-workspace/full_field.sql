/*
 * full_field: workspace
 *
 * A field of a blueprint with everything said that a blueprint may leave out. In
 * this full form two fields are equal when they mean the same; short_field() is
 * the way back.
 *
 * What is left out is a standard field's own, and otherwise what a new field
 * gets: of a relation's inverse field the name and label of plan_inverse_field().
 *
 * Expects: a valid field of a blueprint; the standard field in full form, or
 *          null; its object, names and labels filled in.
 * Returns: { name, type, label, description, icon, defaultValue, isNullable,
 *          isUnique, isActive, settings }; of a RELATION, inverse too: what
 *          settings cannot say of the other field; and replacements, where given.
 * Test:    test/functions/60-workspace/full_field.tap.sql
 */
create or replace function compiler.full_field(p_field jsonb, p_standard jsonb, p_object jsonb)
returns jsonb
language plpgsql
immutable parallel safe
security invoker
set search_path = pg_catalog, pg_temp
as $full_field$
declare
  v_result jsonb := coalesce(p_standard, jsonb_build_object(
    'label', compiler.label_from_name(p_field ->> 'name'), 'description', null, 'icon', null, 'defaultValue', null,
    'isNullable', true, 'isUnique', false, 'isActive', true, 'settings', '{}'::jsonb)) || (p_field - 'inverse');
  v_settings jsonb := v_result -> 'settings';
  v_is_list  boolean;
  v_default  text;
  v_name     text;
begin
  if v_settings ? 'replacements' then
    v_result := v_result || jsonb_build_object('replacements', v_settings -> 'replacements');
  end if;
  if v_result ->> 'type' <> 'RELATION' then
    return v_result || jsonb_build_object('settings', compiler.blueprint_settings(v_settings));
  end if;

  v_is_list := v_settings ->> 'relationType' in ('MANY_TO_ONE', 'MANY_TO_MANY');
  v_default := p_object ->> case when v_is_list then 'namePlural' else 'nameSingular' end;
  v_name := coalesce(v_settings ->> 'relationTargetFieldName', v_default);
  return v_result || jsonb_build_object(
    'settings', jsonb_build_object(
      'relationTargetFieldName', v_name,
      'relationTargetFieldLabel', case
        when v_name <> v_default then compiler.label_from_name(v_name)
        else p_object ->> case when v_is_list then 'labelPlural' else 'labelSingular' end
      end)
      || case v_settings ->> 'relationType'
           when 'MANY_TO_MANY' then jsonb_build_object('junctionObjectName', compiler.junction_object_name(
             v_settings, p_object ->> 'nameSingular', v_settings ->> 'relationTargetObject'))
           else '{"onDelete": "SET_NULL"}'
         end || v_settings,
    'inverse', jsonb_build_object('description', null, 'icon', null, 'isNullable', true)
      || coalesce(p_standard -> 'inverse', '{}') || coalesce(p_field -> 'inverse', '{}'));
end;
$full_field$;

comment on function compiler.full_field is 'A field of a blueprint with all defaults filled in.';

revoke all on function compiler.full_field from public;
