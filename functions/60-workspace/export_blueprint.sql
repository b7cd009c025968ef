/*
 * export_blueprint: workspace
 *
 * A workspace's objects, fields, relations, indexes and roles as one document
 * without ids (docs/blueprints.md). Applied to a new workspace, it gives one
 * whose export is the same text.
 *
 * Expects: the claimed workspace; of an operator without a claim, any.
 * Returns: { objects, roles }, in the order in which they were created; what goes
 *          without saying is left out.
 * Raises:  MC401 no such workspace, MC402 not the claimed one.
 * Test:    test/functions/60-workspace/export_blueprint.tap.sql
 */
create or replace function core.export_blueprint(p_workspace_id uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $export_blueprint$
begin
  perform compiler.check_asked_workspace(p_workspace_id);
  return jsonb_build_object(
    'objects', (
      select coalesce(jsonb_agg(compiler.short_object(compiler.blueprint_object(o),
          case when not o."isCustom" then compiler.standard_object(o."nameSingular") end)
        order by j.object_ordinal nulls first, j.field_ordinal, o.ordinal), '[]')
      from core."objectMetadata" o
      -- Junction objects come when the fields do that they are for.
      left join lateral (
        select s.ordinal as object_ordinal, f.ordinal as field_ordinal
        from core."relationMetadata" r
        join core."fieldMetadata" f on f.id = r."toFieldMetadataId"
        join core."objectMetadata" s on s.id = f."objectMetadataId"
        where r."workspaceId" = p_workspace_id and r."relationType" = 'MANY_TO_MANY'
          and compiler.blueprint_field(f) -> 'settings' ->> 'junctionObjectName' = o."nameSingular"
      ) j on true
      where o."workspaceId" = p_workspace_id),
    'roles', (
      select coalesce(jsonb_agg(jsonb_build_object('name', r.name) || compiler.changed_keys(
        compiler.blueprint_role(r), compiler.full_role(jsonb_build_object('name', r.name))) order by r.name), '[]')
      from core.role r where r."workspaceId" = p_workspace_id));
end;
$export_blueprint$;

comment on function core.export_blueprint is
  'A workspace''s objects, fields, relations, indexes and roles as one JSON document, a blueprint.';

revoke all on function core.export_blueprint from public;
grant execute on function core.export_blueprint to core_reader, core_settings;
