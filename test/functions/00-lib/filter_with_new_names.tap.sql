select plan(7);

select is(compiler.filter_with_new_names(filter::jsonb, '{"a": "b"}', '{"s": {"X": "Y", "Z": null}}'), expected::jsonb, coalesce(filter, 'null'))
from (values
  (null, null),
  ('{"a": {"eq": "a"}}', '{"b": {"eq": "a"}}'),
  ('{"and": [{"or": [{"a": {"eq": 1}}]}, {"not": {"a": {"is": "NULL"}}}]}', '{"and": [{"or": [{"b": {"eq": 1}}]}, {"not": {"b": {"is": "NULL"}}}]}'),
  ('{"s": {"eq": "X"}}', '{"s": {"eq": "Y"}}'),
  ('{"s": {"in": ["W", "X"], "is": "X"}}', '{"s": {"in": ["W", "Y"], "is": "X"}}'),
  ('{"s": {"eq": "Z"}}', '{"s": {"eq": "Z"}}'),
  ('{"c": {"eq": "X"}}', '{"c": {"eq": "X"}}')
) t (filter, expected);
