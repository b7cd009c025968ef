-- What may be left out of a field is filled; what no row can hold is refused as our own error.
select plan(14);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural")
values ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'book', 'books');

insert into core."fieldMetadata"
  (id, "objectMetadataId", name, label, type, "isCustom", "isActive", "isNullable", "isUnique", "isSystem", "createdAt", "updatedAt")
values (null, '00000000-0000-0000-0000-0000000000b1', 'pageCount', null, 'NUMBER', false, null, null, null, null, null, null);
select results_eq(
  $$ select "workspaceId", label::text, "isCustom", "isActive", "isNullable", "isUnique", "isSystem",
       "createdAt" = now(), "updatedAt" = now()
     from core."fieldMetadata" where name = 'pageCount' $$,
  $$ values ('00000000-0000-0000-0000-00000000000a'::uuid, 'Page Count', true, true, true, false, false, true, true) $$,
  'the workspace is the object''s, the label comes from the name, flags and times from their defaults');

insert into core."fieldMetadata" ("objectMetadataId", name, label, type, settings)
values ('00000000-0000-0000-0000-0000000000b1', 'genre', 'Kind of book', 'SELECT',
  '{"options": [{"value": "A", "label": "A"}, {"id": "00000000-0000-0000-0000-0000000000d1", "value": "B", "label": "B"}]}');
select is((select label::text from core."fieldMetadata" where name = 'genre'), 'Kind of book', 'a given label stays');
select matches((select settings #>> '{options,0,id}' from core."fieldMetadata" where name = 'genre'),
  '^[0-9a-f-]{36}$', 'an option without an id gets one');
select is((select settings #>> '{options,1,id}' from core."fieldMetadata" where name = 'genre'),
  '00000000-0000-0000-0000-0000000000d1', 'a given id of an option stays');

select throws_ok($$ insert into core."fieldMetadata" ("objectMetadataId", name, type)
  values (gen_random_uuid(), 'isbn', 'TEXT') $$,
  'MC401', 'field "isbn" belongs to no workspace', 'of an object that does not exist, with no workspace known');

set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
select throws_ok($$ insert into core."fieldMetadata" ("objectMetadataId", name, type)
  values (gen_random_uuid(), 'isbn', 'TEXT') $$,
  'MC401', 'field "isbn" belongs to no object', 'of an object that does not exist');
select throws_ok($$ insert into core."fieldMetadata" (name, type) values ('isbn', 'TEXT') $$,
  'MC401', 'field "isbn" belongs to no object', 'of no object');
select throws_ok($$ insert into core."fieldMetadata" (name, type, settings) values ('1', 'TEXT', '{"x": 1}') $$,
  'MC401', 'field "1" belongs to no object (and 2 more faults)', 'with what else is wrong with the row');
select throws_ok($$ insert into core."fieldMetadata" ("objectMetadataId", type)
  values ('00000000-0000-0000-0000-0000000000b1', 'TEXT') $$, 'MC101', null, 'without a name');
select throws_ok($$ insert into core."fieldMetadata" ("objectMetadataId", name)
  values ('00000000-0000-0000-0000-0000000000b1', 'isbn') $$,
  'MC201', 'field "isbn" has the unknown type null', 'without a type');
-- md5: a name that compression does not make small enough for an index.
select throws_ok($$ insert into core."fieldMetadata" ("objectMetadataId", name, type)
  select '00000000-0000-0000-0000-0000000000b1', 'a' || string_agg(md5(i::text), ''), 'TEXT'
  from generate_series(1, 300) i $$, 'MC103', null, 'with a name longer than an index can hold');
select throws_ok($$ insert into core."fieldMetadata" (id, "objectMetadataId", name, type)
  values ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000b1', 'isbn', 'TEXT') $$,
  'MC104', 'the id of a field is taken', 'with the id of an object');
select throws_ok($$ insert into core."fieldMetadata" ("objectMetadataId", name, type)
  values ('00000000-0000-0000-0000-0000000000b1', 'ctid', 'TEXT') $$,
  'MC102', 'field name "ctid" is reserved', 'with the name of a column of Postgres'' own');
select columns_are('workspace_a', 'book',
  array['id', 'createdAt', 'updatedAt', 'deletedAt', 'position', 'pageCount', 'genre'], 'nothing stayed');
