/*
 * recall_standard: validate -> PLAN -> EMIT -> apply -> log
 *
 * As plan_standard(), from what remember_standard() kept: with ids of its own.
 *
 * Expects: a workspace's row that is not compiled; its lock; by which functions it
 *          is to have been made.
 * Returns: the statements, and the ids of the rows that they compile; nulls where
 *          nothing is kept.
 * Test:    test/functions/60-workspace/recall_standard.tap.sql
 */
create or replace function compiler.recall_standard(
  p_workspace_id uuid, p_functions text, out statements compiler.statement[], out compiled_ids uuid[])
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $recall_standard$
declare
  v_kept   compiler.standard_plan;
  v_ids    text[];
  v_values text[];
  v_plan   jsonb;
begin
  select k.* into v_kept from compiler.standard_plan k where k.functions = p_functions limit 1;
  if not found then
    return;
  end if;
  v_ids := p_workspace_id::text || array(select gen_random_uuid()::text from generate_series(2, v_kept.id_count));
  v_values := compiler.schema_name(p_workspace_id) || v_ids || string_to_array(replace(array_to_string(v_ids, ','), '-', ''), ',');
  v_plan := array_to_string(array(
    select p.piece || coalesce(v_values[p.hole], '')
    from unnest(v_kept.pieces, v_kept.holes) with ordinality p (piece, hole, place)
    order by p.place), '');

  -- One statement rather than four: each costs its start.
  with role as (
    insert into core.role (id, "workspaceId", name, description, "databaseRole", "canUpdateAllSettings", "canReadAllObjectRecords",
      "canUpdateAllObjectRecords", "canSoftDeleteAllObjectRecords", "canDestroyAllObjectRecords")
    select r.id, r."workspaceId", r.name, r.description, r."databaseRole", r."canUpdateAllSettings", r."canReadAllObjectRecords",
      r."canUpdateAllObjectRecords", r."canSoftDeleteAllObjectRecords", r."canDestroyAllObjectRecords"
    from jsonb_populate_recordset(null::core.role, v_plan -> 'roles') r
  ), object as (
    insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural", description, icon)
    select o.id, o."workspaceId", o."nameSingular", o."namePlural", o."labelSingular", o."labelPlural", o.description, o.icon
    from jsonb_populate_recordset(null::core."objectMetadata", v_plan -> 'objects') o
    order by o.ordinal
  ), field as (
    insert into core."fieldMetadata" (id, "objectMetadataId", "workspaceId", name, label, description, icon, type, settings,
      "defaultValue", "isNullable", "isUnique")
    select f.id, f."objectMetadataId", f."workspaceId", f.name, f.label, f.description, f.icon, f.type, f.settings,
      f."defaultValue", f."isNullable", f."isUnique"
    from jsonb_populate_recordset(null::core."fieldMetadata", v_plan -> 'fields') f
    order by f.ordinal
  )
  insert into core."relationMetadata" (id, "workspaceId", "fromObjectMetadataId", "toObjectMetadataId", "fromFieldMetadataId",
    "toFieldMetadataId", "relationType")
  select r.id, r."workspaceId", r."fromObjectMetadataId", r."toObjectMetadataId", r."fromFieldMetadataId",
    r."toFieldMetadataId", r."relationType"
  from jsonb_populate_recordset(null::core."relationMetadata", v_plan -> 'relations') r;
  compiled_ids := array(
    select (r ->> 'id')::uuid
    from jsonb_array_elements(v_plan -> 'roles' || (v_plan -> 'objects') || (v_plan -> 'fields') || (v_plan -> 'relations')) r);
  statements := array(select s from jsonb_populate_recordset(null::compiler.statement, v_plan -> 'statements') s);
end;
$recall_standard$;

comment on function compiler.recall_standard is 'Pipeline: writes the standard rows of a new workspace, as they were planned before.';

revoke all on function compiler.recall_standard from public;
