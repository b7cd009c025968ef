-- Whether changes may concern rights.
select plan(5);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
insert into core."objectMetadata" (id, "nameSingular", "namePlural") values ('00000000-0000-0000-0000-0000000000b1', 'book', 'books');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT');
create function pg_temp.touches(p_previous jsonb, p_next jsonb) returns boolean language sql as $$
  select compiler.touches_rights(row('{}', array[row(
    jsonb_populate_record(f, jsonb_build_object('settings', p_previous)),
    jsonb_populate_record(f, jsonb_build_object('settings', p_next)))::compiler.field_change])::compiler.changes)
  from core."fieldMetadata" f where f.id = '00000000-0000-0000-0000-0000000000c1' $$;
select is(pg_temp.touches('{"maxLength": 5}', '{"maxLength": 6}'), false, 'most do not');
select is(pg_temp.touches('{}', '{"accessLevel": "ADMIN"}'), true, 'what settings say of rights');
select is(pg_temp.touches('{"permissions": {}}', '{}'), true, 'or said');
select is(pg_temp.touches('{}', '{"onDelete": "CASCADE"}'), true, 'a relation that cascades');
insert into core."rowPermission" ("roleId", "objectMetadataId")
select r.id, '00000000-0000-0000-0000-0000000000b1' from core.role r where r.name = 'USER';
select is(pg_temp.touches('{}', '{}'), true, 'a row permission on the object');
