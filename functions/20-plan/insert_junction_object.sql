/*
 * insert_junction_object: validate -> PLAN -> emit -> apply -> log
 *
 * MANY_TO_MANY lives in an object of its own, which may have more fields than its
 * two relations: project and person give projectPerson, with project.projectPeople
 * and person.projectPeople, unless settings.junctionObjectName names it.
 *
 * Expects: a MANY_TO_MANY field whose target is valid; its inverse; its object.
 * Returns: the junction object's id.
 * Raises:  MC101-MC104 the name of the junction object.
 * Test:    test/functions/20-plan/insert_junction_object.tap.sql
 */
create or replace function compiler.insert_junction_object(
  p_field core."fieldMetadata", p_inverse_id uuid, p_object core."objectMetadata")
returns uuid
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $insert_junction_object$
declare
  v_target core."objectMetadata";
  v_object core."objectMetadata";
  v_second text;
begin
  select o.* into strict v_target
  from core."objectMetadata" o where o.id = (p_field.settings ->> 'relationTargetObjectId')::uuid;
  v_object."nameSingular" := coalesce(p_field.settings ->> 'junctionObjectName',
    p_object."nameSingular" || upper(left(v_target."nameSingular", 1)) || substr(v_target."nameSingular", 2));
  v_object."namePlural" := case when p_field.settings ? 'junctionObjectName' then v_object."nameSingular" || 's'
    else p_object."nameSingular" || upper(left(v_target."namePlural", 1)) || substr(v_target."namePlural", 2) end;
  insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural", "isCustom")
  values (p_field."workspaceId", v_object."nameSingular", v_object."namePlural",
    left(compiler.label_from_name(v_object."nameSingular"), 63), left(compiler.label_from_name(v_object."namePlural"), 63), true)
  returning * into v_object;
  perform compiler.raise_faults(compiler.validate_object(v_object)
    || compiler.validate_object_names(p_field."workspaceId", array[v_object.id]));

  -- Of a relation of an object with itself, the second side needs names of its own.
  v_second := case when v_target.id = p_object.id then 'other' end;
  with sides (id, name, inverse, list_field_id) as (
    values
      (p_object.id, p_object."nameSingular"::text, null, p_field.id),
      (v_target.id, coalesce(v_second || upper(left(v_target."nameSingular", 1)) || substr(v_target."nameSingular", 2), v_target."nameSingular"),
        v_second || upper(left(v_object."namePlural", 1)) || substr(v_object."namePlural", 2), p_inverse_id)
  ), inserted as (
    insert into core."fieldMetadata" ("objectMetadataId", "workspaceId", name, label, type, settings, "isNullable", "isCustom")
    select v_object.id, p_field."workspaceId", s.name, left(compiler.label_from_name(s.name), 63), 'RELATION',
      jsonb_strip_nulls(jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', s.id,
        'relationTargetFieldName', s.inverse, 'onDelete', 'CASCADE')), false, true
    from sides s
    returning id, name
  )
  insert into compiler.junction (field_id, list_field_id, workspace_id)
  select i.id, s.list_field_id, p_field."workspaceId" from inserted i join sides s on s.name = i.name;
  return v_object.id;
end;
$insert_junction_object$;

comment on function compiler.insert_junction_object is 'Plan pass: writes the object that holds a MANY_TO_MANY relation.';

revoke all on function compiler.insert_junction_object from public;
