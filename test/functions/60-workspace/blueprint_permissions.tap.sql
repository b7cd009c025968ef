-- The permissions of a role as a blueprint has them.
select plan(4);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'book', 'books');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT', null),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'price', 'NUMBER', '{"permissions": {"USER": ["READ"]}}'),
  ('00000000-0000-0000-0000-0000000000c3', '00000000-0000-0000-0000-0000000000b1', 'cost', 'NUMBER', '{"accessLevel": "ADMIN"}');
create function pg_temp.told() returns jsonb language sql as $$
  select compiler.blueprint_permissions(r) from core.role r where r.name = 'USER' $$;
select is(pg_temp.told(), '{"objectPermissions": [], "fieldPermissions": [], "rowPermissions": []}', 'what the settings say is told there');

insert into core."objectPermission" ("roleId", "objectMetadataId", "canDestroyObjectRecords")
select r.id, o.id, case o."nameSingular" when 'note' then true end from core.role r, core."objectMetadata" o
where r.name = 'USER' and o."nameSingular" in ('note', 'book');
insert into core."fieldPermission" ("roleId", "objectMetadataId", "fieldMetadataId", "canUpdateFieldValue")
select r.id, '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000c1', false from core.role r where r.name = 'USER';
insert into core."rowPermission" ("roleId", "objectMetadataId", "readFilter")
select r.id, '00000000-0000-0000-0000-0000000000b1', '{"title": {"eq": "x"}}' from core.role r where r.name = 'USER';
update core."fieldPermission" set "canUpdateFieldValue" = true where "fieldMetadataId" = '00000000-0000-0000-0000-0000000000c2'
  and "roleId" = (select id from core.role where name = 'USER');
delete from core."fieldPermission" where "fieldMetadataId" = '00000000-0000-0000-0000-0000000000c3';
select is(pg_temp.told(), '{"objectPermissions": [{"object": "note", "canDestroyObjectRecords": true}],
  "fieldPermissions": [{"field": "book.cost"}, {"field": "book.price", "canReadFieldValue": true, "canUpdateFieldValue": true},
    {"field": "book.title", "canUpdateFieldValue": false}],
  "rowPermissions": [{"object": "book", "readFilter": {"title": {"eq": "x"}}}]}', 'each by names, what says nothing left out');
select is((select compiler.blueprint_permissions(r) from core.role r where r.name = 'ADMIN'),
  '{"objectPermissions": [], "fieldPermissions": [], "rowPermissions": []}', 'the administrators have none');
delete from core."rowPermission";
delete from core."objectMetadata" where "nameSingular" = 'book';
select is(pg_temp.told(), '{"objectPermissions": [{"object": "note", "canDestroyObjectRecords": true}], "fieldPermissions": [], "rowPermissions": []}',
  'those of what is deleted are not told');
