/*
 * plan_blueprint_deletions: validate -> PLAN -> emit -> apply -> log
 *
 * Objects and fields that a blueprint does not list, or lists as what they
 * cannot become. A standard object that is not listed stays as it is, with
 * whatever belongs to it, and so does the junction object of a relation that is,
 * with the two fields that hold it; standard fields are never deleted. Relations between an object that goes and
 * one that stays go first.
 *
 * Expects: the workspace, locked; the blueprint's objects, in full form.
 * Returns: the changes: LOSE, DELETE_INDEX, DELETE_FIELD, DELETE_OBJECT; some
 *          perhaps twice.
 * Test:    test/functions/20-plan/plan_blueprint_deletions.tap.sql
 */
create or replace function compiler.plan_blueprint_deletions(p_workspace_id uuid, p_objects jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_blueprint_deletions$
declare
  v_listed  text[] := array(select o ->> 'nameSingular' from jsonb_array_elements(p_objects) o);
  v_deleted uuid[] := array(
    select o.id from core."objectMetadata" o
    where o."workspaceId" = p_workspace_id and o."isCustom" and o."nameSingular" <> all (v_listed)
      and not jsonb_path_exists(p_objects, '$[*].fields[*].settings ? (@.junctionObjectName == $name)',
        jsonb_build_object('name', o."nameSingular"))
      and not exists (
        select from core."relationMetadata" r
        join core."fieldMetadata" f on f.id = r."toFieldMetadataId"
        join core."objectMetadata" source on source.id = r."toObjectMetadataId"
        join core."objectMetadata" target on target.id = r."fromObjectMetadataId"
        where r."workspaceId" = p_workspace_id and r."relationType" = 'MANY_TO_MANY'
          and compiler.blueprint_field(f) -> 'settings' ->> 'junctionObjectName' = o."nameSingular"
          and not source."isCustom" and source."nameSingular" <> all (v_listed)
          and (not target."isCustom" or target."nameSingular" = any (v_listed))));
  v_seen    uuid[] := '{}';  -- fields that the blueprint names, and the other halves of those
  v_object  core."objectMetadata";
  v_item    record;
  v_count   bigint;
  v_result  jsonb := '[]';
begin
  for v_object in select o.* from core."objectMetadata" o where o.id = any (v_deleted) order by o.ordinal loop
    v_count := compiler.count_rows(compiler.schema_name(p_workspace_id), v_object."nameSingular");
    v_result := v_result || jsonb_build_object('step', 'DELETE_OBJECT', 'row', jsonb_build_object('id', v_object.id));
    if v_count > 0 then
      v_result := v_result || jsonb_build_object('step', 'LOSE', 'row', jsonb_build_object(
        'id', v_object.id, 'subject', v_object."nameSingular", 'reason', compiler.counted(v_count, 'record', 'records')));
    end if;
  end loop;
  v_result := v_result || (
    select coalesce(jsonb_agg(jsonb_build_object('step', 'DELETE_INDEX', 'row', jsonb_build_object('id', i.id))), '[]')
    from core."indexMetadata" i where i."objectMetadataId" = any (v_deleted));
  for v_item in
    select f as field
    from core."relationMetadata" r
    join core."fieldMetadata" f on f.id = r."toFieldMetadataId"
    where r."workspaceId" = p_workspace_id and r."fromObjectMetadataId" <> r."toObjectMetadataId"
      and (r."fromObjectMetadataId" = any (v_deleted) or r."toObjectMetadataId" = any (v_deleted))
    order by f.ordinal
  loop
    v_result := v_result
      || jsonb_build_object('step', 'DELETE_FIELD', 'row', jsonb_build_object('id', (v_item.field).id))
      -- A column of the object that goes is lost with its records.
      || case when (v_item.field)."objectMetadataId" = any (v_deleted) then '[]'
           else compiler.blueprint_loss(v_item.field) end;
  end loop;

  for v_item in
    select f as field, e.field as expected
    from jsonb_array_elements(p_objects) o (object)
    cross join jsonb_array_elements(o.object -> 'fields') e (field)
    join core."objectMetadata" a on a."nameSingular" = o.object ->> 'nameSingular' and a."workspaceId" = p_workspace_id
    cross join lateral compiler.junction_side_names(a.id, o.object) sides
    join core."fieldMetadata" f on f."objectMetadataId" = a.id
      and coalesce(sides ->> f.id::text, f.name) = e.field ->> 'name'
    order by f.ordinal
  loop
    v_seen := array_remove(v_seen || (v_item.field).id || compiler.other_field_id((v_item.field).id), null);
    if not compiler.keeps_field(v_item.field, v_item.expected) then
      v_result := v_result
        || jsonb_build_object('step', 'DELETE_FIELD', 'row', jsonb_build_object('id', (v_item.field).id))
        || compiler.blueprint_loss(v_item.field);
    end if;
  end loop;
  for v_item in
    select f as field
    from core."objectMetadata" o
    join core."fieldMetadata" f on f."objectMetadataId" = o.id
    left join core."fieldMetadata" other on other.id = compiler.other_field_id(f.id)
    where o."workspaceId" = p_workspace_id and o."nameSingular" = any (v_listed)
      and f."isCustom" and f.id <> all (v_seen)
      -- Of a relation that field decides: one of an object that is not listed stays.
      and compiler.is_source_field(f)
      and (other.id is null or other."objectMetadataId" <> all (v_deleted))
    order by f.ordinal
  loop
    -- What holds a relation that stays; the relation's own fields came before, and so they come here.
    continue when exists (
      select from compiler.junction j
      join core."fieldMetadata" list on list.id = j.list_field_id
      where j.field_id = (v_item.field).id
        and not exists (
          select from jsonb_array_elements(v_result) gone
          where gone ->> 'step' = 'DELETE_FIELD'
            and (gone -> 'row' ->> 'id')::uuid in (list.id, compiler.other_field_id(list.id))));
    v_result := v_result
      || jsonb_build_object('step', 'DELETE_FIELD', 'row', jsonb_build_object('id', (v_item.field).id))
      || compiler.blueprint_loss(v_item.field);
  end loop;
  return v_result;
end;
$plan_blueprint_deletions$;

comment on function compiler.plan_blueprint_deletions is 'Plan pass: what a blueprint does not list any more.';

revoke all on function compiler.plan_blueprint_deletions from public;
