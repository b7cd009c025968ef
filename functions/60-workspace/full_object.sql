/*
 * full_object: workspace
 *
 * An object of a blueprint with everything said that a blueprint may leave out.
 * A standard object has its standard fields, listed or not: those that are not
 * listed are marked isStandard. See full_field().
 *
 * Expects: a valid object of a blueprint; the standard object of that name, or null.
 * Returns: { nameSingular, namePlural, labelSingular, labelPlural, description,
 *          icon, isActive, labelIdentifierField, imageIdentifierField, fields,
 *          indexes }.
 * Test:    test/functions/60-workspace/full_object.tap.sql
 */
create or replace function compiler.full_object(p_object jsonb, p_standard jsonb default null)
returns jsonb
language plpgsql
immutable parallel safe
security invoker
set search_path = pg_catalog, pg_temp
as $full_object$
declare
  v_standard jsonb := case when p_standard is not null then compiler.full_object(p_standard) end;
  v_result   jsonb := coalesce(v_standard, jsonb_build_object(
    'labelSingular', compiler.label_from_name(p_object ->> 'nameSingular'),
    'labelPlural', compiler.label_from_name(p_object ->> 'namePlural'),
    'description', null, 'icon', 'IconArchive', 'isActive', true,
    'labelIdentifierField', null, 'imageIdentifierField', null)) || p_object;
begin
  return v_result || jsonb_build_object(
    'fields', (
      select coalesce(jsonb_agg(
        case when g.field is null then s.field || '{"isStandard": true}'
          else compiler.full_field(g.field, s.field, v_result) end
        order by s.place, g.place), '[]')
      from jsonb_array_elements(v_standard -> 'fields') with ordinality s (field, place)
      full join jsonb_array_elements(p_object -> 'fields') with ordinality g (field, place)
        on g.field ->> 'name' = s.field ->> 'name'),
    'indexes', (
      select coalesce(jsonb_agg(compiler.full_index(i.index) order by i.place), '[]')
      from jsonb_array_elements(p_object -> 'indexes') with ordinality i (index, place)));
end;
$full_object$;

comment on function compiler.full_object is 'An object of a blueprint with all defaults filled in.';

revoke all on function compiler.full_object from public;
