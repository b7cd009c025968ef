select plan(58);

create function pg_temp.faults_of(p_type text, p_settings jsonb) returns compiler.fault[] language sql as $$
  select compiler.validate_settings('field "x"', p_type, p_settings, compiler.setting_keys(p_type))
$$;

select is(pg_temp.faults_of(type, settings::jsonb), '{}', concat_ws(' ', type, 'takes', coalesce(settings, 'null')))
from (values
  ('TEXT', null), ('TEXT', 'null'), ('TEXT', '{}'), ('TEXT', '{"maxLength": 255}'),
  ('NUMBER', '{"precision": 10, "scale": 2}'), ('NUMBER', '{"precision": 10}'), ('NUMBER', '{"precision": 5, "scale": 5}'),
  ('NUMBER', '{"dataType": "numeric", "precision": 10}'), ('NUMBER', '{"dataType": "int"}'),
  ('NUMBER', '{"min": 1}'), ('NUMBER', '{"min": 1, "max": 1}'), ('NUMBER', '{"min": -1e400, "max": 1e400}'),
  ('NUMBER', '{"dataType": "int", "min": -2147483648, "max": 2147483647}'),
  ('NUMBER', '{"dataType": "bigint", "max": 9223372036854775807}'),
  ('NUMBER', '{"dataType": "float", "min": 0.1, "max": 1e308}'),
  ('NUMBER', '{"precision": 4, "scale": 2, "max": 99.99}'),
  ('BOOLEAN', null), ('DATE', '{}'), ('DATE_TIME', '{}'),
  ('SELECT', '{"options": [{"value": "A", "label": "a"}]}'), ('MULTI_SELECT', '{"options": [{"value": "A", "label": "a"}]}'),
  ('RELATION', '{"relationType": "MANY_TO_ONE", "onDelete": "CASCADE"}'),
  ('EMAIL', '{"validation": "email"}'), ('PHONE', '{"validation": "phone"}'), ('URL', '{"validation": "url"}'),
  ('RATING', '{"max": 5}'),
  ('CURRENCY', '{"currencyCode": "USD", "amount": "number"}'), ('CURRENCY', '{"currencyCode": "USD", "precision": 10, "scale": 2}')
) t (type, settings);

-- Of the form "not an object".
select is((pg_temp.faults_of(type, settings::jsonb))[1], row('MC202',
  'the settings of field "x" are not a JSON object', detail, 'Give an object such as {"maxLength": 255}.')::compiler.fault,
  format('%s refuses %s', type, settings))
from (values
  ('TEXT', '[]', 'They are a JSON array.'),
  ('TEXT', '[{"maxLength": 5}]', 'They are a JSON array.'),
  ('NUMBER', '"precision"', 'They are a JSON string.'),
  ('BOOLEAN', '5', 'They are a JSON number.'),
  ('SELECT', 'true', 'They are a JSON boolean.'),
  ('RELATION', '"x"', 'They are a JSON string.')
) t (type, settings, detail);

-- Settings that contradict one another.
select is(pg_temp.faults_of(type, settings::jsonb), array[row('MC202',
  'the settings of field "x" contradict one another', detail, 'Change or leave out one of the two.')::compiler.fault],
  format('%s refuses %s', type, settings))
from (values
  ('NUMBER', '{"min": 2, "max": 1}', 'Min is greater than max.'),
  ('NUMBER', '{"min": 1e400, "max": 1e399}', 'Min is greater than max.'),
  ('NUMBER', '{"scale": 2}', 'Scale needs precision.'),
  ('NUMBER', '{"scale": 0}', 'Scale needs precision.'),
  ('CURRENCY', '{"scale": 2}', 'Scale needs precision.'),
  ('NUMBER', '{"precision": 5, "scale": 6}', 'Scale is greater than precision.'),
  ('CURRENCY', '{"precision": 5, "scale": 6}', 'Scale is greater than precision.'),
  ('NUMBER', '{"dataType": "int", "precision": 5}', 'Precision and scale go with dataType numeric.'),
  ('NUMBER', '{"dataType": "float", "precision": 5, "scale": 2}', 'Precision and scale go with dataType numeric.'),
  ('NUMBER', '{"dataType": "int", "max": 3e9}', 'Max does not fit integer.'),
  ('NUMBER', '{"dataType": "int", "min": 1.5}', 'Min does not fit integer.'),
  ('NUMBER', '{"dataType": "bigint", "min": -9223372036854775809}', 'Min does not fit bigint.'),
  ('NUMBER', '{"dataType": "float", "max": 1e400}', 'Max does not fit double precision.'),
  ('NUMBER', '{"precision": 3, "max": 1000}', 'Max does not fit numeric(3,0).')
) t (type, settings, detail);

-- A key that is wrong.
select is(pg_temp.faults_of(type, settings::jsonb), array[row('MC202',
  format('setting %s of field "x" is not valid', key), detail, hint)::compiler.fault],
  format('%s refuses %s', type, left(settings, 40)))
from (values
  ('TEXT', '{"maxLength": "5"}', '"maxLength"', 'Given: "5".', 'Give a whole number from 1 to 10485760.'),
  ('TEXT', '{"maxlength": 5}', '"maxlength"', 'Given: 5.', 'Type TEXT takes maxLength.'),
  ('TEXT', '{"options": []}', '"options"', 'Given: [].', 'Type TEXT takes maxLength.'),
  ('BOOLEAN', '{"": 1}', '""', 'Given: 1.', 'Type BOOLEAN takes no settings.'),
  ('RATING', '{"min": 1}', '"min"', 'Given: 1.', 'Type RATING takes max.'),
  ('RELATION', '{"onDelete": 5}', '"onDelete"', 'Given: 5.', 'Give a string.'),
  ('DATE', '{"a": "' || repeat('x', 10000) || '"}', '"a"', 'Given: "' || repeat('x', 79) || '.', 'Type DATE takes no settings.')
) t (type, settings, key, detail, hint);

select is(
  array(select f.sqlstate || ' ' || f.message from unnest(pg_temp.faults_of('SELECT', '{"a": 1, "b": {}, "options": "abc"}')) f),
  array['MC202 setting "a" of field "x" is not valid', 'MC202 setting "b" of field "x" is not valid', 'MC203 field "x" has no options'],
  'every fault is found');
select is((pg_temp.faults_of('SELECT', null))[1].sqlstate, 'MC203', 'a SELECT without settings has no options');
select is((pg_temp.faults_of('MULTI_SELECT', '{}'))[1].sqlstate, 'MC203', 'nor has a MULTI_SELECT');
