select plan(42);

select is(
  compiler.number_default_fault(settings::jsonb, value::jsonb), null,
  format('%s takes %s', coalesce(settings, 'no setting'), left(value, 30)))
from (values
  (null, '0'), (null, '-1.5'), (null, '1e400'), (null, '1e-400'), ('null', '1'), ('{}', '1'),
  ('{"dataType": "int"}', '2147483647'), ('{"dataType": "int"}', '-2147483648'),
  ('{"dataType": "bigint"}', '9223372036854775807'), ('{"dataType": "bigint"}', '-9223372036854775808'),
  ('{"dataType": "float"}', '0.1'), ('{"dataType": "float"}', '1e308'),
  ('{"precision": 4, "scale": 2}', '99.99'), ('{"precision": 4, "scale": 2}', '-99.990'), ('{"precision": 4}', '9999'),
  ('{"min": 1, "max": 3}', '1'), ('{"min": 1, "max": 3}', '3')
) t (settings, value);

select is(
  compiler.number_default_fault(settings::jsonb, value::jsonb), fault,
  format('%s refuses %s', coalesce(settings, 'no setting'), left(value, 30)))
from (values
  (null, '"1"', 'a number'), (null, '"NaN"', 'a number'), (null, '"Infinity"', 'a number'), (null, '"abc"', 'a number'),
  (null, 'true', 'a number'), (null, '[1]', 'a number'), (null, '{"a": 1}', 'a number'),
  ('{"dataType": "int"}', '2147483648', 'a number that fits integer'),
  ('{"dataType": "int"}', '-2147483649', 'a number that fits integer'),
  ('{"dataType": "int"}', '1.5', 'a number that fits integer'),
  ('{"dataType": "int"}', '1e400', 'a number that fits integer'),
  ('{"dataType": "bigint"}', '9223372036854775808', 'a number that fits bigint'),
  ('{"dataType": "float"}', '1e309', 'a number that fits double precision'),
  ('{"dataType": "float"}', '1e-400', 'a number that fits double precision'),
  ('{"precision": 4, "scale": 2}', '100', 'a number that fits numeric(4,2)'),
  ('{"precision": 4, "scale": 2}', '1.234', 'a number with at most 2 decimal places'),
  ('{"precision": 4, "scale": 2}', '99.995', 'a number that fits numeric(4,2)'),
  ('{"precision": 4}', '0.5', 'a number with at most 0 decimal places'),
  ('{"precision": 4}', '10000', 'a number that fits numeric(4,0)'),
  ('{"min": 1}', '0.99', 'at least 1'),
  ('{"min": -1.5}', '-1.6', 'at least -1.5'),
  ('{"max": 3}', '3.01', 'at most 3'),
  ('{"max": 3}', '1e400', 'at most 3'),
  ('{"dataType": "int", "min": 1, "max": 5}', '0', 'at least 1'),
  ('{"dataType": "int", "min": 1, "max": 5}', '6', 'at most 5')
) t (settings, value, fault);
