-- What the settings of a field say of a role.
select plan(7);

select is(compiler.access_of_role(settings::jsonb, 'USER'), access::jsonb, concat_ws(' ', settings, access))
from (values
  (null, null),
  ('{"maxLength": 5}', null),
  ('{"permissions": {"USER": ["READ", "WRITE"]}}', '{"canReadFieldValue": true, "canUpdateFieldValue": true}'),
  ('{"permissions": {"USER": ["READ"]}}', '{"canReadFieldValue": true, "canUpdateFieldValue": false}'),
  ('{"permissions": {"MANAGER": ["READ"]}}', '{"canReadFieldValue": false, "canUpdateFieldValue": false}'),
  ('{"accessLevel": "USER"}', '{"canReadFieldValue": true, "canUpdateFieldValue": true}'),
  ('{"accessLevel": "ADMIN"}', '{"canReadFieldValue": false, "canUpdateFieldValue": false}')
) t (settings, access);
