-- Permissions on what is deleted wait for it, and go when it is purged. What else is purged: has_hidden_fields, changes.test.ts.
select plan(6);

insert into core.workspace (id, "displayName", subdomain, "trashRetentionDays") values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme', 0);
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'book', 'books');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT');
insert into core."objectPermission" ("roleId", "objectMetadataId", "canUpdateObjectRecords")
select id, '00000000-0000-0000-0000-0000000000b1', false from core.role where name = 'USER';
insert into core."fieldPermission" ("roleId", "objectMetadataId", "fieldMetadataId", "canUpdateFieldValue")
select id, '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000c1', false from core.role where name = 'USER';

delete from core."objectMetadata" where "nameSingular" = 'book';
select is((select count(*) from core."objectPermission"), 1::bigint, 'of an object that is deleted');
select core.restore_object('00000000-0000-0000-0000-0000000000b1');
select is((select "canUpdateFieldValue" from core."fieldPermission"), false, 'and of its field, which come back');
select is(core.purge_deleted('00000000-0000-0000-0000-00000000000a'), 0, 'what is there is not purged');
select is((select count(*) from core."fieldPermission"), 1::bigint, 'nor are its permissions');
delete from core."objectMetadata" where "nameSingular" = 'book';
select core.purge_deleted('00000000-0000-0000-0000-00000000000a');
select is((select count(*) from core."objectPermission"), 0::bigint, 'purged, it has none');
select is((select count(*) from core."fieldPermission"), 0::bigint, 'nor have its fields');
