select plan(5);

select is(compiler.settings_without_access(settings::jsonb), expected::jsonb, coalesce(settings, 'null'))
from (values
  (null, null), ('{"max": 5, "permissions": {}}', '{"max": 5}'), ('{"accessLevel": "ADMIN"}', null), ('[1]', '[1]'), ('{"max": 5}', '{"max": 5}')
) t (settings, expected);
