-- Records follow their options.
select plan(19);

-- Options from a word: AB are options with the values A and B, whose ids are those of the places in p_ids.
create function pg_temp.settings(p_ids text, p_values text, p_replacements jsonb default null) returns jsonb language sql as $$
  select jsonb_strip_nulls(jsonb_build_object('options', jsonb_agg(jsonb_build_object('id', md5(substr(p_ids, i, 1))::uuid, 'value', substr(p_values, i, 1)))))
    || case when p_replacements is null then '{}' else jsonb_build_object('replacements', p_replacements) end
  from generate_series(1, length(p_ids)) i
$$;
create function pg_temp.expression(p_type text, p_previous jsonb, p_next jsonb, p_next_type text default null) returns text language sql as $$
  select compiler.option_values_expression(
    jsonb_populate_record(null::core."fieldMetadata", jsonb_build_object('type', p_type, 'settings', p_previous)),
    jsonb_populate_record(null::core."fieldMetadata", jsonb_build_object('type', coalesce(p_next_type, p_type), 'settings', p_next)), 'v')
$$;
create function pg_temp.after(p_type text, p_value text, p_previous jsonb, p_next jsonb) returns text language plpgsql as $$
declare v_result text; begin
  execute format('select (%s)::text from (select %L::%s as v) r', pg_temp.expression(p_type, p_previous, p_next), p_value,
    case p_type when 'SELECT' then 'varchar' else 'varchar[]' end) into v_result;
  return v_result;
end $$;

select is(pg_temp.expression(type, pg_temp.settings('12', 'AB'), next, next_type), null, 'no record changes: ' || description)
from (values
  ('SELECT', pg_temp.settings('12', 'AB'), null, 'the same'), ('SELECT', pg_temp.settings('21', 'BA'), null, 'another order'),
  ('SELECT', pg_temp.settings('123', 'ABC'), null, 'one more'), ('SELECT', pg_temp.settings('1', 'A'), null, 'one less, without a replacement'),
  ('SELECT', pg_temp.settings('12', 'XB'), 'TEXT', 'another type'), ('MULTI_SELECT', pg_temp.settings('21', 'BA'), null, 'another order of several')
) t (type, next, next_type, description);
select is(pg_temp.after('SELECT', value, pg_temp.settings('12', 'AB'), next), result, description)
from (values
  ('A', pg_temp.settings('12', 'XB'), 'X', 'a renamed value'), ('B', pg_temp.settings('12', 'XB'), 'B', 'another stays'),
  (null, pg_temp.settings('12', 'XB'), null, 'NULL stays NULL'), ('A', pg_temp.settings('12', 'BA'), 'B', 'two swap, one way'),
  ('B', pg_temp.settings('12', 'BA'), 'A', 'and the other'),
  ('A', pg_temp.settings('2', 'B', '{"A": "B"}'), 'B', 'a replacement'), ('A', pg_temp.settings('2', 'B', '{"A": null}'), null, 'by null')
) t (value, next, result, description);
select is(pg_temp.after('MULTI_SELECT', value, pg_temp.settings('123', 'ABC'), next), result, 'in arrays: ' || description)
from (values
  ('{C,A}', pg_temp.settings('123', 'XBC'), '{C,X}', 'a renamed value, in its place'), ('{A,B}', pg_temp.settings('123', 'BAC'), '{B,A}', 'two swap'),
  ('{A,C,B}', pg_temp.settings('23', 'BC', '{"A": "B"}'), '{B,C}', 'a replacement that is there, once'),
  ('{A}', pg_temp.settings('23', 'BC', '{"A": null}'), '{}', 'nothing is left'), ('{}', pg_temp.settings('123', 'XBC'), '{}', 'none stays none'),
  (null, pg_temp.settings('123', 'XBC'), null, 'NULL stays NULL')
) t (value, next, result, description);
