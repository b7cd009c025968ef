select plan(6);

select is(compiler.names_columns(permission::jsonb, columns::text[]), expected, concat_ws(' ', permission, columns))
from (values
  ('{"readFilter": null, "updateFilter": null}', '{a}', false),
  ('{"readFilter": {"a": {"eq": "b"}}}', '{a,c}', true),
  ('{"readFilter": {"a": {"eq": "b"}}}', '{b}', false),
  ('{"destroyFilter": {"or": [{"not": {"a": {"eq": 1}}}]}}', '{a}', true),
  ('{"softDeleteFilter": {"a": {"eq": 1}}}', '{}', false),
  ('{"id": {"a": 1}, "updateFilter": {"b": {"eq": 1}}}', '{a}', false)
) t (permission, columns, expected);
