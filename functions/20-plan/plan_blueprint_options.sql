/*
 * plan_blueprint_options: validate -> PLAN -> emit -> apply -> log
 *
 * What becomes of values whose options a blueprint does not list any more: what
 * its settings.replacements say, else null, which is a loss. Replacements of
 * options that are gone by now are of an earlier time.
 *
 * Expects: a SELECT or MULTI_SELECT field; the field of that name and type in
 *          the blueprint, in full form.
 * Returns: the changes: LOSE where values are lost, REPLACE with the replacements.
 * Test:    test/functions/20-plan/plan_blueprint_options.tap.sql
 */
create or replace function compiler.plan_blueprint_options(p_field core."fieldMetadata", p_expected jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_blueprint_options$
declare
  v_replacements jsonb;
  v_lost         text[];
  v_result       jsonb;
begin
  select coalesce(jsonb_object_agg(o.value, p_expected -> 'replacements' -> o.value)
      filter (where p_expected -> 'replacements' ? o.value), '{}'),
    array_agg(o.value order by o.place) filter (where p_expected -> 'replacements' ->> o.value is null)
  into v_replacements, v_lost
  from (
    select gone.option ->> 'value' as value, gone.place
    from jsonb_array_elements(p_field.settings -> 'options') with ordinality gone (option, place)
    where not exists (
      select from jsonb_array_elements(p_expected -> 'settings' -> 'options') kept
      where kept -> 'value' = gone.option -> 'value')
  ) o;
  v_result := case when v_lost is null then '[]' else compiler.blueprint_loss(p_field,
    case p_field.type when 'SELECT' then '%1$s = any (' else '%1$s && (' end
      || replace(quote_literal(v_lost::text), '%', '%%') || '::varchar[])',
    '{record has an option that goes,records have an option that goes}') end;
  if v_result <> '[]' then
    v_replacements := v_replacements || (select jsonb_object_agg(l, null) from unnest(v_lost) l);
  end if;
  return v_result || case v_replacements when '{}' then '[]'
    else jsonb_build_array(jsonb_build_object('step', 'REPLACE', 'row', v_replacements)) end;
end;
$plan_blueprint_options$;

comment on function compiler.plan_blueprint_options is 'Plan pass: what becomes of options that a blueprint does not list.';

revoke all on function compiler.plan_blueprint_options from public;
