/*
 * validate_blueprint_object: VALIDATE -> plan -> emit -> apply -> log
 *
 * Expects: its place in the document; a JSON object; the names of the objects
 *          that there will be.
 * Returns: every fault of its fields and indexes (MC702). Empty when there is none.
 * Test:    test/functions/10-validate/validate_blueprint_object.tap.sql
 */
create or replace function compiler.validate_blueprint_object(p_place text, p_object jsonb, p_object_names text[])
returns compiler.fault[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_blueprint_object$
declare
  v_standard jsonb := compiler.standard_object(p_object ->> 'nameSingular');
  v_faults   compiler.fault[];
  v_item     record;
begin
  v_faults := compiler.validate_blueprint_nodes(p_place || '.fields', p_object -> 'fields',
      '{"name": "string!", "type": "string", "label": "string", "description": "string?", "icon": "string?",
        "defaultValue": "any", "isNullable": "boolean", "isUnique": "boolean", "isActive": "boolean",
        "settings": "object", "inverse": "object"}', 'name')
    || compiler.validate_blueprint_nodes(p_place || '.indexes', p_object -> 'indexes',
      '{"fields": "array!", "isUnique": "boolean", "where": "string?", "indexType": "string"}');
  if v_standard is null and not p_object ? 'namePlural' then
    v_faults := v_faults || compiler.blueprint_fault(p_place || '.namePlural', null, 'give the plural of its name');
  end if;
  for v_item in
    select i.index, i.place - 1 as place, f.field, f.place - 1 as field_place
    from jsonb_array_elements(case jsonb_typeof(p_object -> 'indexes') when 'array' then p_object -> 'indexes' end)
      with ordinality i (index, place)
    cross join lateral jsonb_array_elements(case jsonb_typeof(i.index -> 'fields') when 'array' then i.index -> 'fields' end)
      with ordinality f (field, place)
    where jsonb_typeof(f.field) <> 'string'
  loop
    v_faults := v_faults || compiler.blueprint_fault(
      format('%s.indexes[%s].fields[%s]', p_place, v_item.place, v_item.field_place), v_item.field, 'give the name of a column');
  end loop;

  for v_item in
    select f.field, f.place - 1 as place, s.field as standard
    from jsonb_array_elements(case jsonb_typeof(p_object -> 'fields') when 'array' then p_object -> 'fields' end)
      with ordinality f (field, place)
    left join jsonb_array_elements(v_standard -> 'fields') s (field) on s.field ->> 'name' = f.field ->> 'name'
    order by f.place
  loop
    -- Where its own form is wrong, what is in it cannot be judged.
    continue when exists (
      select from unnest(v_faults) f
      where starts_with(f.message, (compiler.blueprint_fault(format('%s.fields[%s]', p_place, v_item.place), null, '')).message));
    v_faults := v_faults || compiler.validate_blueprint_field(
      format('%s.fields[%s]', p_place, v_item.place), v_item.field, v_item.standard, p_object_names);
  end loop;
  return v_faults;
end;
$validate_blueprint_object$;

comment on function compiler.validate_blueprint_object is 'Validate pass: an object of a blueprint.';

revoke all on function compiler.validate_blueprint_object from public;
