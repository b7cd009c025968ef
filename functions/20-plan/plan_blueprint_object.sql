/*
 * plan_blueprint_object: validate -> PLAN -> emit -> apply -> log
 *
 * How an object becomes what a blueprint says of it, as far as one round of
 * apply_blueprint() can: identifiers and indexes of new fields, and what a new
 * row may not have, are the next round's.
 *
 * Expects: the object in full form; its row, null for a new one; the ids of the
 *          objects by name; ids of fields that are deleted first.
 * Returns: the changes: UPDATE_OBJECT, CREATE_OBJECT, DELETE_INDEX, CREATE_INDEX,
 *          and those of its fields.
 * Test:    test/functions/20-plan/plan_blueprint_object.tap.sql
 */
create or replace function compiler.plan_blueprint_object(
  p_object jsonb, p_actual core."objectMetadata", p_ids jsonb, p_gone uuid[])
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_blueprint_object$
declare
  v_expected jsonb;
  v_field    core."fieldMetadata";
  v_row      jsonb := p_object - '{fields,indexes,isActive,labelIdentifierField,imageIdentifierField}'::text[];
  v_key      text;
  v_column   text;
  v_index    core."indexMetadata";
  v_indexes  jsonb := '[]';
  v_sides    jsonb := compiler.junction_side_names(p_actual.id, p_object);
  v_is_waiting boolean := false;
  v_result   jsonb := '[]';
begin
  if p_actual.id is null then
    v_result := v_result || jsonb_build_object('step', 'CREATE_OBJECT',
      'row', v_row || jsonb_build_object('id', p_ids -> (p_object ->> 'nameSingular')));
  else
    v_row := to_jsonb(p_actual) || v_row || jsonb_build_object('isActive', p_object -> 'isActive');
    foreach v_key in array array['labelIdentifierField', 'imageIdentifierField'] loop
      v_column := v_key || 'MetadataId';
      select f.* into v_field
      from core."fieldMetadata" f
      where f."objectMetadataId" = p_actual.id and f.name = p_object ->> v_key and f.id <> all (p_gone);
      if found or p_object ->> v_key is null or (v_row ->> v_column)::uuid = any (p_gone) then
        v_row := v_row || jsonb_build_object(v_column, v_field.id);
      end if;
    end loop;
    if v_row <> to_jsonb(p_actual) then
      v_result := v_result || jsonb_build_object('step', 'UPDATE_OBJECT', 'row', v_row);
    end if;
  end if;

  for v_expected in
    select f.field from jsonb_array_elements(p_object -> 'fields') with ordinality f (field, place) order by f.place
  loop
    select f.* into v_field
    from core."fieldMetadata" f
    where f."objectMetadataId" = p_actual.id and f.id <> all (p_gone)
      and coalesce(v_sides ->> f.id::text, f.name) = v_expected ->> 'name';
    if found then
      v_result := v_result || compiler.plan_blueprint_field(v_field, v_expected);
    -- A standard field that an older workspace does not have is not the blueprint's to add.
    elsif p_actual.id is not null and v_expected ? 'isStandard' then
      continue;
    -- What leads to a junction object that is not there yet waits for it, and what comes after for its turn,
    -- but what makes one.
    elsif not coalesce(p_ids ? (v_expected -> 'settings' ->> 'relationTargetObject'), true)
      or (v_is_waiting and not v_expected -> 'settings' ? 'junctionObjectName')
    then
      v_is_waiting := true;
    else
      v_result := v_result || compiler.plan_blueprint_new_field(p_object, v_expected, p_ids);
    end if;
  end loop;

  for v_index in
    select i.* from core."indexMetadata" i where i."objectMetadataId" = p_actual.id order by i.ordinal
  loop
    if exists (select from jsonb_array_elements(p_object -> 'indexes') i where i = compiler.blueprint_index(v_index))
      and not v_index.fields && p_gone::text[]
    then
      v_indexes := v_indexes || jsonb_build_array(compiler.blueprint_index(v_index));
    else
      v_result := v_result || jsonb_build_object('step', 'DELETE_INDEX', 'row', jsonb_build_object('id', v_index.id));
    end if;
  end loop;
  return v_result || (
    select coalesce(jsonb_agg(jsonb_build_object('step', 'CREATE_INDEX', 'row',
      i.index || jsonb_build_object('objectMetadataId', p_ids -> (p_object ->> 'nameSingular'))) order by i.place), '[]')
    from jsonb_array_elements(p_object -> 'indexes') with ordinality i (index, place)
    where not v_is_waiting and not exists (select from jsonb_array_elements(v_indexes) k where k = i.index));
end;
$plan_blueprint_object$;

comment on function compiler.plan_blueprint_object is 'Plan pass: how an object becomes what a blueprint says.';

revoke all on function compiler.plan_blueprint_object from public;
