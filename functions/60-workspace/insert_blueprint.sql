/*
 * insert_blueprint: validate -> PLAN -> emit -> apply -> log
 *
 * Writes a blueprint's objects and fields as metadata rows. In a blueprint a
 * relation names its target object, settings.relationTargetObject, since there
 * are no ids; options get theirs here.
 *
 * Expects: a blueprint of the form of standard_blueprint().
 * Returns: the ids of the objects, in order.
 * Test:    test/functions/60-workspace/insert_blueprint.tap.sql
 */
create or replace function compiler.insert_blueprint(p_workspace_id uuid, p_blueprint jsonb)
returns uuid[]
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $insert_blueprint$
declare
  v_ids jsonb;  -- nameSingular -> id
begin
  with object as (
    insert into core."objectMetadata"
      ("workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural", description, icon)
    select p_workspace_id, o."nameSingular", o."namePlural", o."labelSingular", o."labelPlural", o.description, o.icon
    from rows from (jsonb_to_recordset(p_blueprint -> 'objects') as (
      "nameSingular" text, "namePlural" text, "labelSingular" text, "labelPlural" text, description text, icon text)
    ) with ordinality o ("nameSingular", "namePlural", "labelSingular", "labelPlural", description, icon, place)
    order by o.place
    returning id, "nameSingular"
  )
  select jsonb_object_agg("nameSingular", id) into v_ids from object;

  insert into core."fieldMetadata"
    ("objectMetadataId", "workspaceId", name, label, description, icon, type, settings, "defaultValue", "isNullable", "isUnique")
  select (v_ids ->> (o.object ->> 'nameSingular'))::uuid, p_workspace_id, f.name,
    coalesce(f.label, compiler.label_from_name(f.name)), f.description, f.icon, f.type,
    case
      when f.settings ? 'relationTargetObject' then f.settings - 'relationTargetObject'
        || jsonb_build_object('relationTargetObjectId', v_ids ->> (f.settings ->> 'relationTargetObject'))
      else compiler.settings_with_option_ids(f.settings)
    end,
    f."defaultValue", coalesce(f."isNullable", true), coalesce(f."isUnique", false)
  from jsonb_array_elements(p_blueprint -> 'objects') with ordinality o (object, place)
  cross join lateral rows from (jsonb_to_recordset(o.object -> 'fields') as (
    name text, label text, description text, icon text, type text, settings jsonb, "defaultValue" jsonb,
    "isNullable" boolean, "isUnique" boolean)) with ordinality
    f (name, label, description, icon, type, settings, "defaultValue", "isNullable", "isUnique", place)
  order by o.place, f.place;

  return array(
    select (v_ids ->> (o.object ->> 'nameSingular'))::uuid
    from jsonb_array_elements(p_blueprint -> 'objects') with ordinality o (object, place) order by o.place);
end;
$insert_blueprint$;

comment on function compiler.insert_blueprint is 'Plan pass: writes a blueprint''s objects and fields as metadata rows.';

revoke all on function compiler.insert_blueprint from public;
