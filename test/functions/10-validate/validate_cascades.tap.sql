-- Who may destroy a record may destroy what goes along with it.
select plan(9);

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
update core."fieldMetadata" set settings = settings || '{"onDelete": "CASCADE"}' where id = '00000000-0000-0000-0000-0000000000c3';
select is(compiler.validate_cascades('00000000-0000-0000-0000-00000000000a'), '{}', 'the standard roles');
select throws_ok($$ insert into core."objectPermission" ("roleId", "objectMetadataId", "canDestroyObjectRecords")
  values ((pg_temp.role('USER')).id, '00000000-0000-0000-0000-0000000000b1', true) $$, 'MC802',
  'role "USER" may destroy records of "book" but not those of "page" that go with them', 'the parent alone');
select lives_ok($$ insert into core."objectPermission" ("roleId", "objectMetadataId", "canDestroyObjectRecords")
  values ((pg_temp.role('USER')).id, '00000000-0000-0000-0000-0000000000b2', true) $$, 'the child alone');
select lives_ok($$ insert into core."objectPermission" ("roleId", "objectMetadataId", "canDestroyObjectRecords")
  values ((pg_temp.role('USER')).id, '00000000-0000-0000-0000-0000000000b1', true) $$, 'then both');
select throws_ok($$ delete from core."objectPermission" where "objectMetadataId" = '00000000-0000-0000-0000-0000000000b2' $$, 'MC802', null, 'not without the child');
select throws_ok($$ insert into core."rowPermission" ("roleId", "objectMetadataId", "destroyFilter")
  values ((pg_temp.role('USER')).id, '00000000-0000-0000-0000-0000000000b2', '{"position": {"gt": 0}}') $$, 'MC802', null, 'nor with some of its records');
select throws_ok($$ insert into core.role (name, "canDestroyAllObjectRecords") values ('Cleaner', true);
  insert into core."objectPermission" ("roleId", "objectMetadataId", "canDestroyObjectRecords")
  values ((pg_temp.role('Cleaner')).id, '00000000-0000-0000-0000-0000000000b2', false) $$, 'MC802', null, 'another role');
update core."fieldMetadata" set settings = settings || '{"onDelete": "SET_NULL"}' where id = '00000000-0000-0000-0000-0000000000c3';
select lives_ok($$ delete from core."objectPermission" where "objectMetadataId" = '00000000-0000-0000-0000-0000000000b2' $$, 'without CASCADE all is well');
select throws_ok($$ update core."fieldMetadata" set settings = settings || '{"onDelete": "CASCADE"}' where id = '00000000-0000-0000-0000-0000000000c3' $$,
  'MC802', null, 'and CASCADE is refused');
