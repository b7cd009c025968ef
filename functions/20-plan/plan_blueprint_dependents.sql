/*
 * plan_blueprint_dependents: validate -> PLAN -> emit -> apply -> log
 *
 * What depends on fields that go: indexes go with them, identifiers are cleared.
 *
 * Expects: the workspace, locked; ids of the fields, both of a relation.
 * Returns: the changes: DELETE_INDEX, CLEAR_OBJECT.
 * Test:    test/functions/20-plan/plan_blueprint_dependents.tap.sql
 */
create or replace function compiler.plan_blueprint_dependents(p_workspace_id uuid, p_gone uuid[])
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_blueprint_dependents$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('step', d.step, 'row', d.row) order by d.ordinal), '[]')
    from (
      select 'DELETE_INDEX' as step, jsonb_build_object('id', i.id) as row, i.ordinal
      from core."indexMetadata" i
      where i."workspaceId" = p_workspace_id and i.fields && p_gone::text[]
      union all
      select 'CLEAR_OBJECT', jsonb_build_object('id', o.id,
        'labelIdentifierFieldMetadataId', case when o."labelIdentifierFieldMetadataId" <> all (p_gone)
          then o."labelIdentifierFieldMetadataId" end,
        'imageIdentifierFieldMetadataId', case when o."imageIdentifierFieldMetadataId" <> all (p_gone)
          then o."imageIdentifierFieldMetadataId" end), o.ordinal
      from core."objectMetadata" o
      where o."workspaceId" = p_workspace_id
        and (o."labelIdentifierFieldMetadataId" = any (p_gone) or o."imageIdentifierFieldMetadataId" = any (p_gone))
    ) d);
end;
$plan_blueprint_dependents$;

comment on function compiler.plan_blueprint_dependents is 'Plan pass: what depends on fields that a blueprint does not list.';

revoke all on function compiler.plan_blueprint_dependents from public;
