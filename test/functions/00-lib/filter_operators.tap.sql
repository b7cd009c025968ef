select plan(6);

select is(compiler.filter_operators(kind), operators::jsonb, kind)
from (values
  ('ID', '["eq", "neq", "gt", "gte", "lt", "lte", "in", "is"]'),
  ('DATE_TIME', '["eq", "neq", "gt", "gte", "lt", "lte", "in", "is"]'),
  ('BOOLEAN', '["eq", "is"]'),
  ('SELECT', '["eq", "neq", "in", "is"]'),
  ('MULTI_SELECT', '["containsAny", "containsAll", "is", "isEmptyArray"]'),
  ('CURRENCY', '["is"]')
) t (kind, operators);
