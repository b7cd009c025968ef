-- What a field's settings may say of rights.
select plan(12);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
insert into core."objectMetadata" (id, "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', 'book', 'books'), ('00000000-0000-0000-0000-0000000000b2', 'page', 'pages');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT', '{"maxLength": 20}'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'state', 'SELECT',
   '{"options": [{"value": "NEW", "label": "New", "color": "red"}, {"value": "OLD", "label": "Old", "color": "red"}]}'),
  ('00000000-0000-0000-0000-0000000000c3', '00000000-0000-0000-0000-0000000000b2', 'book', 'RELATION',
   '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1"}');
create function pg_temp.role(p_name text) returns core.role language sql as $$ select r from core.role r where name = p_name $$;
create function pg_temp.faults(p_settings text, p_end text default 'c1') returns text language sql as $$
  select string_agg(x.sqlstate, ' ') from core."fieldMetadata" f,
    unnest(compiler.validate_access('field "title"', jsonb_populate_record(f, jsonb_build_object('settings', f.settings || p_settings::jsonb)))) x
  where f.id = ('00000000-0000-0000-0000-0000000000' || p_end)::uuid $$;
select is(pg_temp.faults(settings), codes, settings)
from (values
  ('{}', null),
  ('{"permissions": {"ADMIN": ["READ", "WRITE"], "MANAGER": ["READ"], "USER": []}}', null),
  ('{"permissions": {}}', null),
  ('{"accessLevel": "ADMIN"}', null),
  ('{"accessLevel": "ADMIN", "permissions": {}}', 'MC202'),
  ('{"accessLevel": 5}', 'MC202'),
  ('{"permissions": ["USER"]}', 'MC202'),
  ('{"permissions": {"USER": "READ"}}', 'MC202'),
  ('{"permissions": {"USER": ["DESTROY"]}}', 'MC202'),
  ('{"permissions": {"USER": ["WRITE"], "nobody": ["READ"]}}', 'MC301 MC505'),
  ('{"accessLevel": "nobody"}', 'MC301')
) t (settings, codes);
select is(pg_temp.faults('{"accessLevel": "ADMIN"}', (select right(id::text, 2) from core."fieldMetadata" f where f.id = '00000000-0000-0000-0000-0000000000c3')),
  null, 'a relation''s field with a column');
