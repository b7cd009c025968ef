/*
 * plan_blueprint_junctions: validate -> PLAN -> emit -> apply -> log
 *
 * A junction object comes with two fields, named after the objects that it joins.
 * Where a blueprint names them otherwise they are renamed: others in their place
 * would join records, but not be what the MANY_TO_MANY fields list.
 *
 * Expects: objects of a blueprint, in full form.
 * Returns: changes, RENAME_FIELD with the field's row under its new name. [] when
 *          all have their names.
 * Test:    test/functions/20-plan/plan_blueprint_junctions.tap.sql
 */
create or replace function compiler.plan_blueprint_junctions(p_workspace_id uuid, p_objects jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_blueprint_junctions$
begin
  return (
    with listed as (
      select o.object ->> 'nameSingular' as object_name, f.field ->> 'name' as name, f.place,
        f.field -> 'settings' ->> 'relationTargetObject' as target
      from jsonb_array_elements(p_objects) o (object)
      cross join jsonb_array_elements(o.object -> 'fields') with ordinality f (field, place)
    ),
    -- Of an object joined with itself there are two to the same target: in their order.
    side as (
      select f as row, o."nameSingular" as object_name, t."nameSingular" as target,
        row_number() over (partition by o.id, t.id order by f.ordinal) as place
      from compiler.junction j
      join core."fieldMetadata" f on f.id = j.field_id
      join core."objectMetadata" o on o.id = f."objectMetadataId"
      join core."objectMetadata" t on t.id = (f.settings ->> 'relationTargetObjectId')::uuid
      where j.workspace_id = p_workspace_id
        and not exists (select from listed l where l.object_name = o."nameSingular" and l.name = f.name)
    ),
    wanted as (
      select l.object_name, l.name, l.target, row_number() over (partition by l.object_name, l.target order by l.place) as place
      from listed l
      where not exists (
        select
        from core."fieldMetadata" f
        join core."objectMetadata" o on o.id = f."objectMetadataId"
        where o."workspaceId" = p_workspace_id and o."nameSingular" = l.object_name and f.name = l.name)
    )
    select coalesce(jsonb_agg(jsonb_build_object('step', 'RENAME_FIELD',
      'row', to_jsonb(s.row) || jsonb_build_object('name', w.name)) order by (s.row).ordinal), '[]')
    from side s
    join wanted w using (object_name, target, place)
  );
end;
$plan_blueprint_junctions$;

comment on function compiler.plan_blueprint_junctions is 'Plan pass: the fields of junction objects that a blueprint names otherwise.';

revoke all on function compiler.plan_blueprint_junctions from public;
