/*
 * validate_blueprint: VALIDATE -> plan -> emit -> apply -> log
 *
 * The form of a blueprint (docs/blueprints.md). What it says is judged as any
 * other change of metadata, when it is written.
 *
 * Expects: any JSON document.
 * Returns: every fault (MC702), each with its place, such as objects[2].fields[0].type.
 *          Empty when there is none.
 * Test:    test/functions/10-validate/validate_blueprint.tap.sql
 */
create or replace function compiler.validate_blueprint(p_blueprint jsonb)
returns compiler.fault[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_blueprint$
declare
  v_faults compiler.fault[] := compiler.validate_blueprint_node(
    '', p_blueprint, '{"objects": "array!", "roles": "array"}');
  v_names  text[];
  v_object record;
begin
  if jsonb_typeof(p_blueprint -> 'objects') is distinct from 'array' then
    return v_faults;
  end if;
  v_faults := v_faults || compiler.validate_blueprint_nodes('objects', p_blueprint -> 'objects',
      '{"nameSingular": "string!", "namePlural": "string", "labelSingular": "string", "labelPlural": "string",
        "description": "string?", "icon": "string?", "isActive": "boolean", "labelIdentifierField": "string?",
        "imageIdentifierField": "string?", "fields": "array", "indexes": "array"}', 'nameSingular')
    || compiler.validate_blueprint_nodes('roles', p_blueprint -> 'roles',
      '{"name": "string!", "description": "string?", "canUpdateAllSettings": "boolean",
        "canReadAllObjectRecords": "boolean", "canUpdateAllObjectRecords": "boolean",
        "canSoftDeleteAllObjectRecords": "boolean", "canDestroyAllObjectRecords": "boolean",
        "objectPermissions": "array", "fieldPermissions": "array", "rowPermissions": "array"}', 'name');
  for v_object in
    select r.role, format('roles[%s].', r.place - 1) as place
    from jsonb_array_elements(case jsonb_typeof(p_blueprint -> 'roles') when 'array' then p_blueprint -> 'roles' end)
      with ordinality r (role, place)
    order by r.place
  loop
    v_faults := v_faults
      || compiler.validate_blueprint_nodes(v_object.place || 'objectPermissions', v_object.role -> 'objectPermissions',
        '{"object": "string!", "canReadObjectRecords": "boolean?", "canCreateObjectRecords": "boolean?",
          "canUpdateObjectRecords": "boolean?", "canSoftDeleteObjectRecords": "boolean?",
          "canDestroyObjectRecords": "boolean?"}', 'object')
      || compiler.validate_blueprint_nodes(v_object.place || 'fieldPermissions', v_object.role -> 'fieldPermissions',
        '{"field": "string!", "canReadFieldValue": "boolean?", "canUpdateFieldValue": "boolean?"}', 'field')
      || compiler.validate_blueprint_nodes(v_object.place || 'rowPermissions', v_object.role -> 'rowPermissions',
        '{"object": "string!", "readFilter": "object?", "updateFilter": "object?", "softDeleteFilter": "object?",
          "destroyFilter": "object?"}', 'object');
  end loop;

  v_names := array(
    select o ->> 'nameSingular' from jsonb_array_elements(p_blueprint -> 'objects') o
    union
    select o ->> 'nameSingular' from jsonb_array_elements(compiler.standard_blueprint() -> 'objects') o);
  for v_object in
    select o.object, o.place - 1 as place
    from jsonb_array_elements(p_blueprint -> 'objects') with ordinality o (object, place)
    where jsonb_typeof(o.object -> 'nameSingular') = 'string'
    order by o.place
  loop
    v_faults := v_faults || compiler.validate_blueprint_object(
      format('objects[%s]', v_object.place), v_object.object, v_names);
  end loop;
  return v_faults;
end;
$validate_blueprint$;

comment on function compiler.validate_blueprint is 'Validate pass: the form of a blueprint.';

revoke all on function compiler.validate_blueprint from public;
