-- What a field's settings say of rights may change.
select plan(5);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
insert into core."objectMetadata" (id, "nameSingular", "namePlural") values ('00000000-0000-0000-0000-0000000000b1', 'book', 'books');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT');
create function pg_temp.given() returns text[] language sql as $$
  select array(select concat_ws(' ', r.name, p."canReadFieldValue", p."canUpdateFieldValue")
    from core."fieldPermission" p join core.role r on r.id = p."roleId" order by r.name) $$;
update core."fieldMetadata" set settings = '{"permissions": {"MANAGER": ["READ"]}}' where id = '00000000-0000-0000-0000-0000000000c1';
select is(pg_temp.given(), '{"MANAGER t f","USER f f"}', 'they come');
update core."fieldMetadata" set settings = '{"accessLevel": "USER"}' where id = '00000000-0000-0000-0000-0000000000c1';
select is(pg_temp.given(), '{"MANAGER f f","USER t t"}', 'change');
update core."fieldMetadata" set label = 'Name' where id = '00000000-0000-0000-0000-0000000000c1';
select is(pg_temp.given(), '{"MANAGER f f","USER t t"}', 'stay');
update core."fieldMetadata" set settings = null where id = '00000000-0000-0000-0000-0000000000c1';
select is(pg_temp.given(), '{}', 'and go');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'nothing has drifted');
