/*
 * validate_settings: VALIDATE -> plan -> emit -> apply -> log
 *
 * The settings of one field, each key by itself and then against one another.
 * A setting that the type does not take is refused: nothing is silently ignored.
 *
 * Expects: the field as a message names it, its type, its settings, and the keys
 *          that the type takes (setting_keys()).
 * Returns: every fault: MC202 a setting, MC203 an option. Empty when there is none.
 * Test:    test/functions/10-validate/validate_settings.tap.sql
 */
create or replace function compiler.validate_settings(
  p_subject text, p_type text, p_settings jsonb, p_keys text[])
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_settings$
declare
  v_settings jsonb := coalesce(nullif(p_settings, 'null'), '{}');
  v_faults   compiler.fault[] := '{}';
  v_key      text;
  v_wrong    text;
begin
  if v_settings = '{}' and p_type not in ('SELECT', 'MULTI_SELECT') then
    return v_faults;
  end if;
  if jsonb_typeof(v_settings) <> 'object' then
    return array[row('MC202', format('the settings of %s are not a JSON object', p_subject),
      format('They are a JSON %s.', jsonb_typeof(v_settings)), 'Give an object such as {"maxLength": 255}.')::compiler.fault];
  end if;

  for v_key in select jsonb_object_keys(v_settings) loop
    v_wrong := case
      when v_key <> all (p_keys) then format('type %s takes %s', p_type,
        coalesce(nullif(array_to_string(p_keys, ', '), ''), 'no settings'))
      else compiler.setting_fault(p_type, v_key, v_settings -> v_key)
    end;
    if v_wrong is not null then
      v_faults := v_faults || row('MC202',
        format('setting %s of %s is not valid', compiler.shown(v_key), p_subject),
        format('Given: %s.', left((v_settings -> v_key)::text, 80)),
        upper(left(v_wrong, 1)) || substr(v_wrong, 2) || '.')::compiler.fault;
    end if;
  end loop;

  if p_type in ('SELECT', 'MULTI_SELECT') then
    v_faults := v_faults || compiler.validate_options(p_subject, v_settings -> 'options');
  end if;
  if v_faults = '{}' then
    v_wrong := case
      when (v_settings ->> 'min')::numeric > (v_settings ->> 'max')::numeric then 'min is greater than max'
      when v_settings ->> 'scale' is not null and v_settings ->> 'precision' is null then 'scale needs precision'
      when (v_settings ->> 'scale')::numeric > (v_settings ->> 'precision')::numeric then 'scale is greater than precision'
      when coalesce(v_settings ->> 'dataType', 'numeric') <> 'numeric' and v_settings ?| '{precision,scale}'
        then 'precision and scale go with dataType numeric'
      -- The bounds are printed into a CHECK, as values of the column's type.
      when p_type = 'NUMBER' and not pg_input_is_valid(v_settings ->> 'min', compiler.column_type(p_type, v_settings))
        then 'min does not fit ' || compiler.column_type(p_type, v_settings)
      when p_type = 'NUMBER' and not pg_input_is_valid(v_settings ->> 'max', compiler.column_type(p_type, v_settings))
        then 'max does not fit ' || compiler.column_type(p_type, v_settings)
    end;
    if v_wrong is not null then
      v_faults := v_faults || row('MC202', format('the settings of %s contradict one another', p_subject),
        upper(left(v_wrong, 1)) || substr(v_wrong, 2) || '.', 'Change or leave out one of the two.')::compiler.fault;
    end if;
  end if;
  return v_faults;
end;
$validate_settings$;

comment on function compiler.validate_settings is 'Validate pass: the faults of a field''s settings.';

revoke all on function compiler.validate_settings from public;
