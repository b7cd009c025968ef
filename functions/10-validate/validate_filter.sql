/*
 * validate_filter: VALIDATE -> plan -> emit -> apply -> log
 *
 * The filter of a row permission: the form of the API's filter argument, without
 * relations. An empty object or list is refused: what it lets through should be said.
 *
 * Expects: the filter, or a part of it, and where that stands; filter_columns();
 *          how many levels there may be.
 * Returns: every fault (MC801).
 * Test:    test/functions/10-validate/validate_filter.tap.sql
 */
create or replace function compiler.validate_filter(p_filter jsonb, p_place text, p_columns jsonb, p_levels integer default 10)
returns compiler.fault[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_filter$
declare
  v_result compiler.fault[] := '{}';
  v_key    text;
  v_value  jsonb;
  v_place  text;
  v_part   record;
begin
  if jsonb_typeof(p_filter) is distinct from 'object' or p_filter = '{}' or p_levels = 0 then
    return array[compiler.filter_fault(p_place, p_filter, case when p_levels = 0 then 'nest at most ten levels'
      else 'give an object with at least one condition, as {"name": {"eq": "x"}}' end)];
  end if;
  for v_key, v_value in select e.key, e.value from jsonb_each(p_filter) e loop
    v_place := concat_ws('.', nullif(p_place, ''), v_key);
    if v_key = 'not' then
      v_result := v_result || compiler.validate_filter(v_value, v_place, p_columns, p_levels - 1);
    elsif v_key in ('and', 'or') then
      if jsonb_typeof(v_value) <> 'array' or v_value = '[]' then
        v_result := v_result || compiler.filter_fault(v_place, v_value, 'give a list with at least one filter');
      else
        for v_part in select i.value, i.place from jsonb_array_elements(v_value) with ordinality i (value, place) loop
          v_result := v_result || compiler.validate_filter(v_part.value, format('%s[%s]', v_place, v_part.place - 1), p_columns, p_levels - 1);
        end loop;
      end if;
    elsif not p_columns ? v_key then
      v_result := v_result || compiler.filter_fault(v_place, v_value, 'name a field of the object that has a column; of a relation, its id');
    elsif jsonb_typeof(v_value) <> 'object' or v_value = '{}' then
      v_result := v_result || compiler.filter_fault(v_place, v_value, 'give an object of operators, as {"eq": "x"}');
    else
      for v_part in select * from compiler.filter_parts(v_key, p_columns -> v_key, v_value) loop
        if compiler.filter_condition(v_part.expression, v_part.kind, v_part.operator, v_part.value) is null then
          v_result := v_result || compiler.filter_fault(concat_ws('.', nullif(p_place, ''), v_part.place, v_part.operator), v_part.value,
            format('give one of %s with a value of %s', compiler.filter_operators(v_part.kind ->> 'kind'), v_part.kind ->> 'kind'));
        end if;
      end loop;
      if not found then
        v_result := v_result || compiler.filter_fault(v_place, v_value, 'give at least one operator');
      end if;
    end if;
  end loop;
  return v_result;
end;
$validate_filter$;

comment on function compiler.validate_filter is 'Validate pass: the faults of a row permission''s filter.';

revoke all on function compiler.validate_filter from public;
