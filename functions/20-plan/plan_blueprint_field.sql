/*
 * plan_blueprint_field: validate -> PLAN -> emit -> apply -> log
 *
 * How a field becomes what a blueprint says of it; of a relation both fields.
 *
 * Expects: a field that keeps_field(); that field in the blueprint, in full form.
 * Returns: the changes: LOSE where values are lost, UPDATE_FIELD with whole rows.
 * Test:    test/functions/20-plan/plan_blueprint_field.tap.sql
 */
create or replace function compiler.plan_blueprint_field(p_field core."fieldMetadata", p_expected jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_blueprint_field$
declare
  v_actual   jsonb := compiler.blueprint_field(p_field);
  v_settings jsonb := p_expected -> 'settings';
  v_other    core."fieldMetadata";
  v_rows     jsonb[];
  v_options  jsonb := '[]';
  v_result   jsonb := '[]';
begin
  if v_actual = p_expected - '{isStandard,replacements}'::text[] then
    return v_result;
  end if;
  v_rows[1] := to_jsonb(p_field) || (p_expected - '{settings,inverse,isStandard,replacements}'::text[]);
  if p_field.type = 'RELATION' then
    select f.* into strict v_other from core."fieldMetadata" f where f.id = compiler.other_field_id(p_field.id);
    v_rows[2] := to_jsonb(v_other) || (p_expected -> 'inverse') || jsonb_build_object(
      'name', v_settings -> 'relationTargetFieldName', 'label', v_settings -> 'relationTargetFieldLabel',
      'isActive', p_expected -> 'isActive');
    if v_settings -> 'onDelete' <> v_actual -> 'settings' -> 'onDelete' then
      for i in 1 .. 2 loop
        if compiler.has_column('RELATION', v_rows[i] -> 'settings') then
          v_rows[i] := jsonb_set(v_rows[i], '{settings,onDelete}', v_settings -> 'onDelete');
        end if;
      end loop;
    end if;
  elsif p_field.type <> p_expected ->> 'type' or v_settings <> v_actual -> 'settings' then
    if p_field.type = p_expected ->> 'type' and p_field.type in ('SELECT', 'MULTI_SELECT') then
      v_options := compiler.plan_blueprint_options(p_field, p_expected);
    elsif compiler.column_type(p_field.type, p_field.settings) <> compiler.column_type(p_expected ->> 'type', v_settings)
      and p_field.type <> p_expected ->> 'type'
    then
      v_result := compiler.blueprint_loss(p_field,
        p_reason => array[format('value becomes %s from %s', p_expected ->> 'type', p_field.type),
          format('values become %s from %s', p_expected ->> 'type', p_field.type)]);
    end if;
    v_rows[1] := v_rows[1] || jsonb_build_object('settings', v_settings || coalesce((
      select jsonb_build_object('replacements', o -> 'row')
      from jsonb_array_elements(v_options) o where o ->> 'step' = 'REPLACE'), '{}'));
  end if;

  return v_result
    || (select coalesce(jsonb_agg(o), '[]') from jsonb_array_elements(v_options) o where o ->> 'step' = 'LOSE')
    || (select coalesce(jsonb_agg(jsonb_build_object('step', 'UPDATE_FIELD', 'row', r)), '[]')
        from unnest(v_rows) r where r <> all (array[to_jsonb(p_field), coalesce(to_jsonb(v_other), '{}')]));
end;
$plan_blueprint_field$;

comment on function compiler.plan_blueprint_field is 'Plan pass: how a field becomes what a blueprint says.';

revoke all on function compiler.plan_blueprint_field from public;
