-- Settings that name roles follow them.
select plan(8);

select is(compiler.access_with_new_names(settings::jsonb, '{"A": "B", "B": "A", "GONE": null}'), result::jsonb, concat_ws(' ', settings, result))
from (values
  (null, null),
  ('{"maxLength": 5}', '{"maxLength": 5}'),
  ('{"permissions": {"A": ["READ"], "B": [], "C": ["WRITE"]}, "max": 1}', '{"permissions": {"B": ["READ"], "A": [], "C": ["WRITE"]}, "max": 1}'),
  ('{"permissions": {"GONE": ["READ"]}}', '{"permissions": {}}'),
  ('{"permissions": {}}', '{"permissions": {}}'),
  ('{"accessLevel": "A", "max": 1}', '{"accessLevel": "B", "max": 1}'),
  ('{"accessLevel": "C"}', '{"accessLevel": "C"}'),
  ('{"accessLevel": "GONE", "max": 1}', '{"permissions": {}, "max": 1}')
) t (settings, result);
