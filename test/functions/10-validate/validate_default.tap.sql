select plan(119);

-- What a default comes to: the phrase of its fault, or else the value that an insert into a column made of the same
-- parts gets from it. A default that passes must fit the column, so an error of Postgres here is a failure.
create function pg_temp.outcome(p_type text, p_settings jsonb, p_default jsonb) returns text language plpgsql as $$
declare
  v_faults compiler.fault[] := compiler.validate_default('field "x"', p_type, p_settings, p_default);
  v_value  text;
begin
  if v_faults <> '{}' then
    return v_faults[1].sqlstate || ': ' || v_faults[1].hint;
  end if;
  execute format('create temp table scratch (x %s default %s%s)', compiler.column_type(p_type, p_settings),
    compiler.default_expression(p_type, p_default),
    ' check (' || compiler.check_expression('x', p_type, p_settings) || ')');
  insert into scratch default values returning x::text into v_value;
  drop table scratch;
  return v_value;
end $$;

select is(pg_temp.outcome(type, settings::jsonb, value::jsonb), outcome, concat_ws(' ', type, settings, 'takes', value))
from (values
  ('TEXT', null, '""', ''),
  ('TEXT', 'null', '"null"', 'null'),
  ('TEXT', '{"maxLength": 3}', '"abc"', 'abc'),
  ('TEXT', '{"maxLength": 3}', '"äöü"', 'äöü'),
  ('TEXT', '{"maxLength": 3}', '"🏗🏗🏗"', '🏗🏗🏗'),
  ('TEXT', null, '"''; drop table x; -- $$ \\ \" %s"', '''; drop table x; -- $$ \ " %s'),
  ('TEXT', null, '"{{a}}"', '{{a}}'),
  ('NUMBER', null, '1.50', '1.50'),
  ('NUMBER', '{"dataType": "int", "min": -5}', '-5', '-5'),
  ('NUMBER', '{"precision": 4, "scale": 2, "min": 0, "max": 10}', '10', '10.00'),
  ('NUMBER', '{"dataType": "float"}', '0.1', '0.1'),
  ('BOOLEAN', null, 'true', 'true'),
  ('BOOLEAN', null, 'false', 'false'),
  ('DATE', null, '"2028-02-29"', '2028-02-29'),
  ('DATE', null, '"0044-03-15"', '0044-03-15'),
  ('DATE', null, '"today"', current_date::text),
  ('DATE_TIME', null, '"now"', now()::text),
  ('DATE_TIME', null, '"2026-12-31T23:59:00Z"', '2026-12-31T23:59:00Z'::timestamptz::text),
  ('DATE_TIME', null, '"2026-12-31T23:59:00.5Z"', '2026-12-31T23:59:00.5Z'::timestamptz::text),
  ('DATE_TIME', null, '"2026-12-31 23:59:00.123456+05:30"', '2026-12-31 23:59:00.123456+05:30'::timestamptz::text),
  ('DATE_TIME', null, '"2026-12-31T23:59-0800"', '2026-12-31T23:59-08'::timestamptz::text),
  ('SELECT', '{"options": [{"value": "it''s $$ \\"}]}', '"it''s $$ \\"', 'it''s $$ \'),
  ('MULTI_SELECT', '{"options": [{"value": "A"}, {"value": "B"}]}', '["B", "A"]', '{B,A}'),
  ('MULTI_SELECT', '{"options": [{"value": "A"}]}', '[]', '{}'),
  ('MULTI_SELECT', '{"options": [{"value": "NULL"}, {"value": "a,b"}]}', '["a,b", "NULL"]', '{"a,b","NULL"}'),
  ('EMAIL', null, '"o''brien@example.ie"', 'o''brien@example.ie'),
  ('PHONE', '{"validation": "phone"}', '"+49 30 1234"', '+49 30 1234'),
  ('URL', null, '"https://example.com/?q=''x''"', 'https://example.com/?q=''x'''),
  ('RATING', null, '1', '1'),
  ('RATING', null, '5', '5'),
  ('RATING', null, '2.0', '2'),
  ('RATING', '{"max": 100}', '100', '100'),
  ('CURRENCY', null, '{"amount": 9.90, "currency": "EUR"}', '{"amount": 9.90, "currency": "EUR"}'),
  ('CURRENCY', '{"precision": 4, "scale": 2}', '{"amount": 99.99, "currency": "EUR"}', '{"amount": 99.99, "currency": "EUR"}')
) t (type, settings, value, outcome);

select is(
  pg_temp.outcome(type, settings::jsonb, value), 'MC204: Give ' || needed || '.',
  concat_ws(' ', type, settings, 'refuses', left(value::text, 40)))
from (values
  ('TEXT', null, '[5, true, [], {}, ["a"]]', 'a string of at most 10485760 characters'),
  ('TEXT', '{"maxLength": 3}', '["abcd", "abc "]', 'a string of at most 3 characters'),
  ('NUMBER', null, '["1", "NaN", true, [1]]', 'a number'),
  ('NUMBER', '{"dataType": "int"}', '[1.5, 2147483648]', 'a number that fits integer'),
  ('NUMBER', '{"min": 1}', '[0]', 'at least 1'),
  ('BOOLEAN', null, '["true", "false", 0, 1, "", [true]]', 'true or false'),
  ('DATE', null, '["2026-02-29", "2026-13-01", "0000-01-01", "now", "Today", "tomorrow", "infinity", "-infinity", "epoch",
    "2026-01-01 BC", "20260101", "01/02/2026", "2026-01-01T00:00:00Z", "2026-01-01\n", "", 20260101, ["2026-01-01"]]',
   'a date as "2026-12-31", or "today"'),
  ('DATE_TIME', null, '["2026-01-01", "2026-01-01T00:00:00", "2026-01-01T25:00:00Z", "2026-01-01T00:00:00+16",
    "2026-01-01T00:00:00.1234567Z", "2026-01-01T00:00:00Z BC", "2026-01-01T00:00:00 Europe/Berlin", "today", "NOW", "infinity",
    "2026-01-01T00:00:00Z\n", "", 0, {"now": true}]', 'a point in time with its zone as "2026-12-31T23:59:00Z", or "now"'),
  ('SELECT', '{"options": [{"value": "A"}, {"value": "1"}]}', '["B", "a", "A ", "", 1, ["A"], {"value": "A"}]',
   'the value of one of the options'),
  ('MULTI_SELECT', '{"options": [{"value": "A"}, {"value": "1"}]}', '["A", ["B"], ["A", "A"], [["A"]], [1], [null], {"A": 1}, 5]',
   'an array of values of the options, none of them twice'),
  ('EMAIL', null, '["a", "", 5]', 'an e-mail address'),
  ('PHONE', null, '["12", 12345]', 'a telephone number'),
  ('URL', null, '["javascript:alert(1)", true]', 'an http or https address'),
  ('RATING', null, '[0, 6, 2.5, 1e400, "3", true]', 'a whole number from 1 to 5'),
  ('RATING', '{"max": 3}', '[4]', 'a whole number from 1 to 3'),
  ('CURRENCY', '{"precision": 4, "scale": 2}', '[{"amount": 100, "currency": "EUR"}, {"amount": 1, "currency": "eur"}, 5]',
   '{"amount": <number>, "currency": <ISO 4217 code>} within precision and scale'),
  ('RELATION', null, '["6ba7b810-9dad-11d1-80b4-00c04fd430c8"]', 'no default: a relation has none')
) t (type, settings, refused, needed), jsonb_array_elements(refused::jsonb) value;

select is(
  compiler.validate_default('field "x"', 'TEXT', '{"maxLength": 3}', to_jsonb(repeat('x', 10000))),
  array[row('MC204', 'the default of field "x" does not fit', 'Given: "' || repeat('x', 79) || '.',
    'Give a string of at most 3 characters.')::compiler.fault],
  'the fault shows the start of what was given');
