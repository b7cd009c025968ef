select plan(120);

-- Type, key, values that it takes, values that it refuses, what it asks for.
create temp table setting (type text, key text, taken jsonb, refused jsonb, phrase text);
insert into setting values
  ('TEXT', 'maxLength', '[1, 255, 10485760, 1e2]',
   '[0, -1, 10485761, 1.5, 5.0, 1e400, "5", "abc", "", null, true, [5], {"a": 5}]', 'give a whole number from 1 to 10485760'),
  ('NUMBER', 'precision', '[1, 1000]', '[0, 1001, 2.5, 10.0, "10", null, [], {}]', 'give a whole number from 1 to 1000'),
  ('NUMBER', 'scale', '[0, 1000]', '[-1, 1001, 0.5, 2.0, "2", null, false]', 'give a whole number from 0 to 1000'),
  ('NUMBER', 'min', '[0, -1.5, 1e400]', '["0", "NaN", null, true, [0], {"a": 0}]', 'give a number'),
  ('NUMBER', 'max', '[0, -1.5, 1e400]', '["0", "Infinity", null, true, [0]]', 'give a number'),
  ('NUMBER', 'dataType', '["numeric", "int", "bigint", "float"]', '["INT", "integer", "text", "", 5, null, ["int"]]',
   'give "numeric", "int", "bigint" or "float"'),
  ('RATING', 'max', '[1, 5, 100]', '[0, 101, 5.0, 2.5, "5", null, [5]]', 'give a whole number from 1 to 100'),
  ('EMAIL', 'validation', '["email"]', '["phone", "EMAIL", "", null, true]', 'give "email"'),
  ('PHONE', 'validation', '["phone"]', '["email", null]', 'give "phone"'),
  ('URL', 'validation', '["url"]', '["email", ["url"]]', 'give "url"'),
  ('CURRENCY', 'currencyCode', '["USD", "EUR"]', '["usd", "ABC", "", 840, null, ["USD"]]', 'give a code of ISO 4217 such as "USD"'),
  ('CURRENCY', 'amount', '["number"]', '["text", 5, null, {}]', 'give "number", or leave it out'),
  ('CURRENCY', 'precision', '[10]', '["10"]', 'give a whole number from 1 to 1000'),
  ('CURRENCY', 'scale', '[2]', '[1001]', 'give a whole number from 0 to 1000'),
  ('RELATION', 'relationType', '["MANY_TO_ONE", "any text"]', '[5, null, ["MANY_TO_ONE"]]', 'give a string'),
  ('RELATION', 'relationTargetFieldName', '["orders"]', '[true, 5, null, {}]', 'give a string'),
  ('RELATION', 'isInverse', '[true]', '[false, "true", null]', 'leave it out: the compiler gives it'),
  ('SELECT', 'options', '[null, "abc", []]', '[]', null);

select is(compiler.setting_fault(type, key, value), null, format('%s takes %s %s', type, key, left(value::text, 20)))
from setting, jsonb_array_elements(taken) value;
select is(compiler.setting_fault(type, key, value), phrase, format('%s refuses %s %s', type, key, left(value::text, 20)))
from setting, jsonb_array_elements(refused) value;
