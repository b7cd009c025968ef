select plan(21);

select is(compiler.default_expression(type, value::jsonb), expression, description)
from (values
  ('TEXT', null, null, 'none for none'),
  ('TEXT', 'null', null, 'none for JSON null'),
  ('TEXT', '"new"', '''new''', 'a text is a literal'),
  ('TEXT', '""', '''''', 'the empty text is a default'),
  ('TEXT', '"null"', '''null''', 'the word null is a text'),
  ('TEXT', '"now"', '''now''', 'the word now is a text in a TEXT'),
  ('TEXT', '"it''s"', '''it''''s''', 'a quote is doubled'),
  ('TEXT', '"a\\b"', 'E''a\\b''', 'a backslash is escaped'),
  ('NUMBER', '-1.50', '-1.50', 'a number is printed'),
  ('NUMBER', '1e3', '1000', 'an exponent is written out'),
  ('RATING', '3', '3', 'so is a rating'),
  ('BOOLEAN', 'false', 'false', 'a boolean is a word'),
  ('DATE', '"2026-12-31"', '''2026-12-31''', 'a date is a literal'),
  ('DATE', '"today"', 'current_date', '"today" is the day of the insert, not of the ALTER TABLE'),
  ('DATE_TIME', '"now"', 'now()', '"now" is the moment of the insert'),
  ('SELECT', '"A''); drop table x; --"', '''A''''); drop table x; --''', 'an option value cannot end its literal'),
  ('MULTI_SELECT', '["b", "a"]', '''{b,a}''::varchar[]', 'several options keep their order'),
  ('MULTI_SELECT', '[]', '''{}''::varchar[]', 'no option is an empty array'),
  ('CURRENCY', '{"amount": 1.50, "currency": "USD"}', '''{"amount": 1.50, "currency": "USD"}''::jsonb', 'money keeps its digits')
) t (type, value, expression, description);

-- The literals, read back by Postgres.
create function pg_temp.evaluated(p_expression text) returns text language plpgsql as $$
declare v_result text; begin execute 'select ' || p_expression into v_result; return v_result; end $$;

select is(
  pg_temp.evaluated(compiler.default_expression('TEXT', to_jsonb(hostile))), hostile,
  'quotes, $$, backslashes, lines, unicode and 10 kB come back as they were given')
from (values (E'''"$$ $q$ \\ \\'' %I %s {} \r\n\t ü 🏗 \u2028 ; drop table x; --' || repeat('x', 10000))) t (hostile);
select is(
  pg_temp.evaluated(compiler.default_expression('MULTI_SELECT', to_jsonb(hostile)))::text[], hostile,
  'in an array too: commas, braces, NULL, quotes')
from (values (array['a,b', '{}', 'NULL', '"', '\', '''', ' ', E'\n', '$$', 'ü'])) t (hostile);
