select plan(85);

select is(compiler.check_expression(quote_ident(column_name), type, settings::jsonb), expression, description)
from (values
  ('name', 'TEXT', '{"maxLength": 5}', null, 'a TEXT has none, its type has the length'),
  ('done', 'BOOLEAN', null, null, 'a BOOLEAN has none'),
  ('companyId', 'RELATION', '{}', null, 'a RELATION has none, it has a foreign key'),
  ('x', 'JSON', null, null, 'an unknown type has none'),
  ('stage', 'SELECT', '{"options": [{"value": "B"}, {"value": "A"}]}', $$stage in ('B', 'A')$$, 'SELECT: the values in their order'),
  ('stage', 'SELECT', '{"options": [{"value": "it''s \\"}]}', $$stage in (E'it''s \\')$$, 'SELECT: a value is a literal'),
  ('tags', 'MULTI_SELECT', '{"options": [{"value": "b"}, {"value": "a"}]}',
   $$tags <@ '{b,a}'::varchar[] and coalesce(array_ndims(tags), 1) = 1$$, 'MULTI_SELECT: the values in their order'),
  ('workEmail', 'EMAIL', null, 'core.is_email("workEmail")', 'EMAIL'),
  ('phone', 'PHONE', null, 'core.is_phone(phone)', 'PHONE'),
  ('url', 'URL', null, 'core.is_url(url)', 'URL'),
  ('stars', 'RATING', null, 'stars between 1 and 5', 'RATING: five by default'),
  ('stars', 'RATING', '{"max": 10}', 'stars between 1 and 10', 'RATING: the maximum'),
  ('price', 'CURRENCY', null, 'core.is_currency_value(price, null, null)', 'CURRENCY without precision'),
  ('price', 'CURRENCY', '{"currencyCode": "USD", "precision": 10, "scale": 2}', 'core.is_currency_value(price, 10, 2)', 'CURRENCY with precision'),
  ('born', 'DATE', null, 'isfinite(born)', 'DATE'),
  ('dueAt', 'DATE_TIME', null, 'isfinite("dueAt")', 'DATE_TIME'),
  ('n', 'NUMBER', null, $$n > '-Infinity' and n < 'Infinity'$$, 'NUMBER: finite'),
  ('n', 'NUMBER', '{"min": 1}', $$n >= 1 and n < 'Infinity'$$, 'NUMBER with min'),
  ('n', 'NUMBER', '{"max": -0.5}', $$n <= -0.5 and n > '-Infinity'$$, 'NUMBER with a negative max'),
  ('n', 'NUMBER', '{"min": 1, "max": 9}', 'n >= 1 and n <= 9', 'NUMBER with both'),
  ('n', 'NUMBER', '{"dataType": "float", "min": 1, "max": 9}', 'n >= 1 and n <= 9', 'float with both'),
  ('n', 'NUMBER', '{"dataType": "int"}', null, 'int: every value is finite'),
  ('n', 'NUMBER', '{"dataType": "bigint", "min": 0}', 'n >= 0', 'bigint with min'),
  ('order', 'RATING', null, '"order" between 1 and 5', 'a keyword is quoted'),
  ('a"b; drop', 'URL', null, 'core.is_url("a""b; drop")', 'a hostile name is quoted')
) t (column_name, type, settings, expression, description);

-- What the constraint does: the SQLSTATE of an insert into a column that has it, or null.
create function pg_temp.insert_of(p_type text, p_settings jsonb, p_literal text) returns text language plpgsql as $$
begin
  execute format('create temp table scratch ("the Column" %s check (%s))',
    compiler.column_type(p_type, p_settings), compiler.check_expression('"the Column"', p_type, p_settings));
  begin
    execute format('insert into scratch values (%s)', p_literal);
  exception when others then
    drop table scratch;
    return sqlstate;
  end;
  drop table scratch;
  return null;
end $$;

select is(
  pg_temp.insert_of(type, settings::jsonb, literal), refusal,
  concat_ws(' ', type, settings, case when refusal is null then 'takes' else 'refuses' end, literal))
from (values
  ('SELECT', '{"options": [{"value": "A"}, {"value": "it''s \\ $$ \n\"}"}]}', '''A''', null),
  ('SELECT', '{"options": [{"value": "A"}]}', 'null', null),
  ('SELECT', '{"options": [{"value": "A"}]}', '''a''', '23514'),
  ('SELECT', '{"options": [{"value": "A"}]}', '''A ''', '23514'),
  ('SELECT', '{"options": [{"value": "A"}]}', '''''', '23514'),
  ('MULTI_SELECT', '{"options": [{"value": "a,b"}, {"value": "NULL"}]}', 'array[''NULL'', ''a,b'']', null),
  ('MULTI_SELECT', '{"options": [{"value": "A"}]}', '''{}''', null),
  ('MULTI_SELECT', '{"options": [{"value": "A"}]}', 'null', null),
  ('MULTI_SELECT', '{"options": [{"value": "A"}]}', '''{B}''', '23514'),
  ('MULTI_SELECT', '{"options": [{"value": "A"}]}', '''{A,B}''', '23514'),
  ('MULTI_SELECT', '{"options": [{"value": "A"}]}', '''{A,null}''', '23514'),
  ('MULTI_SELECT', '{"options": [{"value": "A"}]}', '''{{A},{A}}''', '23514'),
  ('EMAIL', null, '''a@b.co''', null),
  ('EMAIL', null, 'null', null),
  ('EMAIL', null, '''a''', '23514'),
  ('PHONE', null, '''+49 30 1234''', null),
  ('PHONE', null, '''12''', '23514'),
  ('URL', null, '''https://a.b''', null),
  ('URL', null, '''javascript:alert(1)''', '23514'),
  ('RATING', null, '1', null),
  ('RATING', null, '5', null),
  ('RATING', null, '0', '23514'),
  ('RATING', null, '6', '23514'),
  ('RATING', '{"max": 10}', '10', null),
  ('RATING', '{"max": 10}', '11', '23514'),
  ('CURRENCY', null, '''{"amount": 1e99, "currency": "USD"}''', null),
  ('CURRENCY', null, '''null''', '23514'),
  ('CURRENCY', null, '''{"amount": "1", "currency": "USD"}''', '23514'),
  ('CURRENCY', '{"precision": 4, "scale": 2}', '''{"amount": 99.99, "currency": "USD"}''', null),
  ('CURRENCY', '{"precision": 4, "scale": 2}', '''{"amount": 99.999, "currency": "USD"}''', '23514'),
  ('DATE', null, '''0044-03-15 BC''', null),
  ('DATE', null, '''infinity''', '23514'),
  ('DATE', null, '''-infinity''', '23514'),
  ('DATE_TIME', null, 'now()', null),
  ('DATE_TIME', null, '''infinity''', '23514'),
  ('DATE_TIME', null, '''-infinity''', '23514'),
  ('NUMBER', null, '1e1000', null),
  ('NUMBER', null, '''NaN''', '23514'),
  ('NUMBER', null, '''Infinity''', '23514'),
  ('NUMBER', null, '''-Infinity''', '23514'),
  ('NUMBER', '{"precision": 5, "scale": 2}', '''NaN''', '23514'),
  ('NUMBER', '{"precision": 5, "scale": 2}', '1000', '22003'),
  ('NUMBER', '{"min": 1}', '1', null),
  ('NUMBER', '{"min": 1}', '0.999', '23514'),
  ('NUMBER', '{"min": 1}', '''NaN''', '23514'),
  ('NUMBER', '{"min": 1}', '''Infinity''', '23514'),
  ('NUMBER', '{"max": -0.5}', '-0.5', null),
  ('NUMBER', '{"max": -0.5}', '''NaN''', '23514'),
  ('NUMBER', '{"max": -0.5}', '''-Infinity''', '23514'),
  ('NUMBER', '{"min": 1, "max": 9}', '9', null),
  ('NUMBER', '{"min": 1, "max": 9}', '9.01', '23514'),
  ('NUMBER', '{"min": 1, "max": 9}', '''NaN''', '23514'),
  ('NUMBER', '{"dataType": "float"}', '1e308', null),
  ('NUMBER', '{"dataType": "float"}', '''NaN''', '23514'),
  ('NUMBER', '{"dataType": "float"}', '''Infinity''', '23514'),
  ('NUMBER', '{"dataType": "float", "max": 0.1}', '0.1', null),
  ('NUMBER', '{"dataType": "float", "min": 0, "max": 1}', '''NaN''', '23514'),
  ('NUMBER', '{"dataType": "int", "min": -5, "max": 5}', '-5', null),
  ('NUMBER', '{"dataType": "int", "min": -5, "max": 5}', '-6', '23514'),
  ('NUMBER', '{"dataType": "bigint", "max": 9000000000}', '9000000001', '23514')
) t (type, settings, literal, refusal);
