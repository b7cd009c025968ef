select plan(27);

select is(compiler.filter_condition('"c"', kind::jsonb, operator, value::jsonb), condition, concat_ws(' ', operator, value))
from (values
  ('{"kind": "NUMBER", "type": "integer"}', 'eq', '1', $$"c" = '1'::integer$$),
  ('{"kind": "NUMBER", "type": "integer"}', 'neq', '1', $$"c" <> '1'::integer$$),
  ('{"kind": "NUMBER", "type": "integer"}', 'gt', '1', $$"c" > '1'::integer$$),
  ('{"kind": "NUMBER", "type": "integer"}', 'gte', '1', $$"c" >= '1'::integer$$),
  ('{"kind": "NUMBER", "type": "integer"}', 'lt', '1', $$"c" < '1'::integer$$),
  ('{"kind": "NUMBER", "type": "integer"}', 'lte', '1', $$"c" <= '1'::integer$$),
  ('{"kind": "NUMBER", "type": "integer"}', 'in', '[1, 2]', $$"c" = any (array['1'::integer, '2'::integer])$$),
  ('{"kind": "NUMBER", "type": "integer"}', 'in', '[1, "x"]', null),
  ('{"kind": "NUMBER", "type": "integer"}', 'in', '[]', null),
  ('{"kind": "NUMBER", "type": "integer"}', 'in', '1', null),
  ('{"kind": "NUMBER", "type": "integer"}', 'is', '"NULL"', $$"c" is null$$),
  ('{"kind": "NUMBER", "type": "integer"}', 'is', '"NOT_NULL"', $$"c" is not null$$),
  ('{"kind": "NUMBER", "type": "integer"}', 'is', '"x"', null),
  ('{"kind": "NUMBER", "type": "integer"}', 'like', '"1%"', null),
  ('{"kind": "TEXT", "type": "varchar"}', 'like', '"a_%"', $$"c" like 'a_%'::text$$),
  ('{"kind": "TEXT", "type": "varchar"}', 'ilike', '"a%"', $$"c" ilike 'a%'::text$$),
  ('{"kind": "TEXT", "type": "varchar"}', 'like', '"a\\"', null),
  ('{"kind": "TEXT", "type": "varchar"}', 'ilike', '"a\\\\\\"', null),
  ('{"kind": "TEXT", "type": "varchar"}', 'like', '"a\\\\"', $$"c" like E'a\\\\'::text$$),
  ('{"kind": "TEXT", "type": "varchar"}', 'startsWith', '"50%_\\"', $$"c" like E'50\\%\\_\\\\%'$$),
  ('{"kind": "TEXT", "type": "varchar"}', 'endsWith', '"a"', $$"c" like '%a'$$),
  ('{"kind": "TEXT", "type": "varchar"}', 'endsWith', '1', null),
  ('{"kind": "MULTI_SELECT", "type": "varchar[]", "options": ["a"]}', 'containsAny', '["a"]', $$"c" && array['a'::varchar]$$),
  ('{"kind": "MULTI_SELECT", "type": "varchar[]", "options": ["a"]}', 'containsAll', '["a"]', $$"c" @> array['a'::varchar]$$),
  ('{"kind": "MULTI_SELECT", "type": "varchar[]", "options": ["a"]}', 'isEmptyArray', 'true', $$cardinality("c") = 0$$),
  ('{"kind": "MULTI_SELECT", "type": "varchar[]", "options": ["a"]}', 'isEmptyArray', 'false', $$cardinality("c") > 0$$),
  ('{"kind": "BOOLEAN", "type": "boolean"}', '; drop table x', 'true', null)
) t (kind, operator, value, condition);
