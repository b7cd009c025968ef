/*
 * validate_options: VALIDATE -> plan -> emit -> apply -> log
 *
 * The options of a SELECT or MULTI_SELECT: { id, value, label, color }, values
 * and ids unique. An id is given by the compiler where there is none.
 *
 * Expects: the field as a message names it; what stands under settings.options.
 * Returns: every fault (MC203), each naming its option by place. Empty when there is none.
 * Test:    test/functions/10-validate/validate_options.tap.sql
 */
create or replace function compiler.validate_options(p_subject text, p_options jsonb)
returns compiler.fault[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_options$
declare
  v_faults compiler.fault[] := '{}';
  v_option record;
  v_wrong  text;
begin
  if p_options is null or jsonb_typeof(p_options) <> 'array' or jsonb_array_length(p_options) = 0 then
    return array[row('MC203', format('%s has no options', p_subject),
      'settings.options is not an array with at least one option.',
      'Give options such as [{"value": "active", "label": "Active", "color": "green"}].')::compiler.fault];
  end if;
  for v_option in
    select o.option, o.place,
      case when jsonb_typeof(o.option) = 'object' then o.option ->> 'value' end as value,
      count(*) over (partition by case when jsonb_typeof(o.option) = 'object' then o.option ->> 'value' end) as same_value,
      count(*) over (partition by case when pg_input_is_valid(o.option ->> 'id', 'uuid') then (o.option ->> 'id')::uuid end)
        as same_id
    from jsonb_array_elements(p_options) with ordinality o (option, place)
    order by o.place
  loop
    v_wrong := case
      when jsonb_typeof(v_option.option) <> 'object' then 'it is not a JSON object'
      when v_option.option - '{id,value,label,color}'::text[] <> '{}' then 'an option has id, value, label and color only'
      when jsonb_typeof(v_option.option -> 'value') is distinct from 'string' then 'its value is not a string'
      when compiler.validate_label('value', v_option.value) <> '{}'
        then 'its value does not have 1 to 63 characters with no blank around'
      when jsonb_typeof(v_option.option -> 'label') is distinct from 'string'
        or compiler.validate_label('label', v_option.option ->> 'label') <> '{}'
        then 'its label does not have 1 to 63 characters with no blank around'
      when v_option.option ? 'color' and (jsonb_typeof(v_option.option -> 'color') not in ('string', 'null')
        or length(v_option.option ->> 'color') > 63) then 'its color is not a string of at most 63 characters'
      when v_option.option ? 'id' and (jsonb_typeof(v_option.option -> 'id') <> 'string'
        or not pg_input_is_valid(v_option.option ->> 'id', 'uuid')) then 'its id is not a uuid'
      when v_option.same_value > 1 then 'its value is given twice'
      when v_option.option ? 'id' and v_option.same_id > 1 then 'its id is given twice'
    end;
    if v_wrong is not null then
      v_faults := v_faults || row('MC203', format('option %s of %s is not valid', v_option.place, p_subject),
        format('Given: %s.', left(v_option.option::text, 80)),
        format('Correct the option: %s.', v_wrong))::compiler.fault;
    end if;
  end loop;
  return v_faults;
end;
$validate_options$;

comment on function compiler.validate_options is 'Validate pass: the faults of a field''s options.';

revoke all on function compiler.validate_options from public;
