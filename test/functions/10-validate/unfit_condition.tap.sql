-- Which values a changed field would not take. The conversions themselves: see conversion().
select plan(28);

-- A field from its type and settings: NUMBER {"dataType": "int"}.
create function pg_temp.field(p_type text) returns core."fieldMetadata" language sql as $$
  select jsonb_populate_record(null::core."fieldMetadata", jsonb_build_object(
    'type', split_part(p_type, ' ', 1), 'settings', nullif(substr(p_type, strpos(p_type || ' ', ' ') + 1), '')::jsonb))
$$;
-- Of these values those that do not fit.
create function pg_temp.unfit(p_from text, p_to text, p_values text[]) returns text[] language plpgsql as $$
declare
  v_from      core."fieldMetadata" := pg_temp.field(p_from);
  v_condition text := compiler.unfit_condition(v_from, pg_temp.field(p_to), '"x y"');
  v_result    text[];
begin
  create temp table given (given text, "x y" text);
  execute format('alter table given alter "x y" type %s using null', compiler.column_type(v_from.type, v_from.settings));
  execute format('insert into given select v, v::%s from unnest(%L::text[]) v', compiler.column_type(v_from.type, v_from.settings), p_values);
  execute format('select coalesce(array_agg(given), ''{}'') from given where %s', v_condition) into v_result;
  drop table given;
  return v_result;
end $$;

select is(compiler.unfit_condition(pg_temp.field(one), pg_temp.field(other), 'x'), null, format('%s as %s: nothing to ask', one, other))
from (values
  ('TEXT {"maxLength": 5}', 'TEXT {"maxLength": 5}'), ('NUMBER {"min": 1}', 'NUMBER {"min": 1}'), ('DATE', 'DATE'),
  ('SELECT {"options": [{"id": "00000000-0000-0000-0000-0000000000d1", "value": "A", "label": "a"}]}',
   'SELECT {"options": [{"id": "00000000-0000-0000-0000-0000000000d1", "value": "A", "label": "b"}]}'),
  ('CURRENCY {"currencyCode": "USD"}', 'CURRENCY {"currencyCode": "EUR"}'), ('EMAIL', 'EMAIL {"validation": "email"}')
) t (one, other);

select is(pg_temp.unfit(origin, target, given), unfit, format('%s as %s', left(origin, 40), left(target, 40)))
from (values
  ('TEXT', 'TEXT {"maxLength": 3}', '{abc,abcd,"abc ",NULL}'::text[], '{abcd,"abc "}'::text[]),
  ('TEXT {"maxLength": 3}', 'TEXT {"maxLength": 5}', '{abc,NULL}', '{}'),
  ('TEXT', 'EMAIL', '{a@b.co,x,"",NULL}', '{x,""}'),
  ('TEXT', 'PHONE', '{+49 30 123,x}', '{x}'),
  ('TEXT', 'URL', '{https://x.y,javascript:x}', '{javascript:x}'),
  ('TEXT', 'SELECT {"options": [{"value": "A"}, {"value": "it''s"}]}', '{A,it''s,B,a,"A ",NULL}', '{B,a,"A "}'),
  ('TEXT', 'MULTI_SELECT {"options": [{"value": "A"}]}', '{A,B,NULL}', '{B}'),
  ('TEXT', 'NUMBER {"min": 0, "max": 10}', '{5,-1,11,x,NULL}', '{-1,11,x}'),
  ('TEXT', 'RATING', '{0,1,5,6,x}', '{0,6,x}'),
  ('NUMBER', 'NUMBER {"min": 0.5}', '{0.4,0.5,NULL}', '{0.4}'),
  ('NUMBER {"min": 0}', 'NUMBER', '{5}', '{}'),
  ('NUMBER {"dataType": "int"}', 'NUMBER', '{5,NULL}', '{}'),
  ('NUMBER {"dataType": "int"}', 'NUMBER {"dataType": "float", "max": 1.5}', '{1,2}', '{2}'),
  ('NUMBER', 'NUMBER {"dataType": "int", "min": 2}', '{1,2,2.5,3e9}', '{1,2.5,3e9}'),
  ('NUMBER', 'CURRENCY {"currencyCode": "USD", "precision": 4, "scale": 2}', '{12.5,12.345,123,NULL}', '{12.345,123}'),
  ('RATING', 'RATING {"max": 3}', '{3,4}', '{4}'),
  ('RATING', 'NUMBER {"max": 3}', '{3,4}', '{4}'),
  ('CURRENCY', 'CURRENCY {"scale": 1, "precision": 9}',
   '{"{\"amount\": 1.5, \"currency\": \"USD\"}","{\"amount\": 1.55, \"currency\": \"USD\"}"}', '{"{\"amount\": 1.55, \"currency\": \"USD\"}"}'),
  ('MULTI_SELECT {"options": [{"value": "A"}, {"value": "B"}]}', 'MULTI_SELECT {"options": [{"value": "A"}]}',
   '{"{A}","{B}","{A,B}","{}",NULL}', '{"{B}","{A,B}"}'),
  ('MULTI_SELECT {"options": [{"value": "A"}, {"value": "B"}]}', 'SELECT {"options": [{"value": "A"}]}',
   '{"{A}","{B}","{A,A}","{}",NULL}', '{"{B}","{A,A}"}'),
  ('SELECT {"options": [{"id": "00000000-0000-0000-0000-0000000000d1", "value": "A"}, {"id": "00000000-0000-0000-0000-0000000000d2", "value": "B"}]}',
   'SELECT {"options": [{"id": "00000000-0000-0000-0000-0000000000d1", "value": "B"}]}', '{A,B,NULL}', '{B}'),
  ('SELECT {"options": [{"id": "00000000-0000-0000-0000-0000000000d1", "value": "A"}, {"id": "00000000-0000-0000-0000-0000000000d2", "value": "B"}]}',
   'SELECT {"options": [{"id": "00000000-0000-0000-0000-0000000000d1", "value": "C"}]}', '{A,B,NULL}', '{B}')
) t (origin, target, given, unfit);
