/*
 * plan_blueprint_new_field: validate -> PLAN -> emit -> apply -> log
 *
 * A field that a blueprint lists and the workspace does not have. Its relation
 * says what differs from what the compiler derives by itself.
 *
 * Expects: the object and the field in full form; the ids of the objects by name.
 * Returns: one change, CREATE_FIELD.
 * Test:    test/functions/20-plan/plan_blueprint_new_field.tap.sql
 */
create or replace function compiler.plan_blueprint_new_field(p_object jsonb, p_field jsonb, p_ids jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_blueprint_new_field$
declare
  v_settings jsonb := compiler.short_field(p_field, null, p_object) -> 'settings';
begin
  if v_settings ? 'relationTargetObject' then
    v_settings := v_settings - 'relationTargetObject'
      || jsonb_build_object('relationTargetObjectId', p_ids -> (v_settings ->> 'relationTargetObject'));
  end if;
  return jsonb_build_array(jsonb_build_object('step', 'CREATE_FIELD', 'row',
    p_field - '{inverse,isStandard,replacements,isActive}'::text[] || jsonb_build_object(
      'objectMetadataId', p_ids -> (p_object ->> 'nameSingular'), 'settings', v_settings)));
end;
$plan_blueprint_new_field$;

comment on function compiler.plan_blueprint_new_field is 'Plan pass: a field that a blueprint adds.';

revoke all on function compiler.plan_blueprint_new_field from public;
