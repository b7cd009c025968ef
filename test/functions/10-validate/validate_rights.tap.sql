-- Rights that were valid, beside what changes without them.
select plan(6);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
insert into core.role (id, name) values ('00000000-0000-0000-0000-0000000000f1', 'GUEST');
insert into core."objectMetadata" (id, "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', 'book', 'books'), ('00000000-0000-0000-0000-0000000000b2', 'page', 'pages');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b2', 'book', 'RELATION',
   '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1", "onDelete": "CASCADE"}');
select is(compiler.validate_rights('00000000-0000-0000-0000-00000000000a'), '{}', 'nothing contradicts');

insert into core."objectPermission" ("roleId", "objectMetadataId", "canUpdateObjectRecords") values
  ('00000000-0000-0000-0000-0000000000f1', '00000000-0000-0000-0000-0000000000b1', true);
select throws_ok($$ update core.role set "canReadAllObjectRecords" = false, "canUpdateAllObjectRecords" = false,
    "canSoftDeleteAllObjectRecords" = false where name = 'GUEST' $$,
  'MC505', 'role "GUEST" would write records of object "book" that it may not read', 'a role that reads no more');
select is((select "canReadAllObjectRecords" from core.role where name = 'GUEST'), true, 'nothing changed');

delete from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c1';
insert into core."objectPermission" ("roleId", "objectMetadataId", "canDestroyObjectRecords")
select r.id, '00000000-0000-0000-0000-0000000000b1', true from core.role r where name = 'USER';
reset app.current_workspace_id;
select throws_ok($$ select core.restore_field('00000000-0000-0000-0000-0000000000c1') $$,
  'MC802', 'role "USER" may destroy records of "book" but not those of "page" that go with them',
  'a relation that comes back');
delete from core."objectPermission";
select lives_ok($$ select core.restore_field('00000000-0000-0000-0000-0000000000c1') $$, 'it comes back once nobody gets round by it');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'nothing has drifted');
