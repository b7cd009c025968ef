-- What a field's settings say of rights.
select plan(5);

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
create function pg_temp.given(p_settings text, p_roles uuid[] default null) returns text[] language plpgsql as $$
begin
  delete from core."fieldPermission";
  perform compiler.derive_field_permissions(array(
    select jsonb_populate_record(f, jsonb_build_object('settings', p_settings::jsonb)) from core."fieldMetadata" f
    where f.id = '00000000-0000-0000-0000-0000000000c1'), p_roles);
  return array(select concat_ws(' ', r.name, p."canReadFieldValue", p."canUpdateFieldValue")
    from core."fieldPermission" p join core.role r on r.id = p."roleId" order by r.name);
end $$;
select is(pg_temp.given('{"maxLength": 5}'), '{}', 'nothing');
select is(pg_temp.given('{"permissions": {"ADMIN": ["READ", "WRITE"], "MANAGER": ["READ"], "USER": []}}'), '{"MANAGER t f","USER f f"}', 'by role');
select is(pg_temp.given('{"permissions": {"MANAGER": ["READ", "WRITE"]}}'), '{"MANAGER t t","USER f f"}', 'a role that is not named gets nothing');
select is(pg_temp.given('{"accessLevel": "ADMIN"}'), '{"MANAGER f f","USER f f"}', 'the short form');
select is(pg_temp.given('{"accessLevel": "USER"}', array[(pg_temp.role('USER')).id]), '{"USER t t"}', 'for some roles');
