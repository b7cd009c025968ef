-- Deleted objects and fields come back with their data: find_deleted finds them, restore_rows writes their metadata,
-- plan_field_restoration brings the column back. A MANY_TO_MANY relation has an object, which insert_junction_object makes.
select plan(18);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'book', 'books'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'reader', 'readers');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings, "isNullable", "defaultValue") values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT', null, false, '"none"'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'owner', 'RELATION',
   '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b2"}', true, null);
insert into workspace_a.reader (id) values ('00000000-0000-0000-0000-0000000000f1'), ('00000000-0000-0000-0000-0000000000f2');
insert into workspace_a.book (title, "ownerId") values
  ('One', '00000000-0000-0000-0000-0000000000f1'), ('Two', '00000000-0000-0000-0000-0000000000f2');

delete from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c1';
insert into workspace_a.book ("ownerId") values (null);
select lives_ok($$ select core.restore_field('00000000-0000-0000-0000-0000000000c1') $$, 'a field comes back');
select set_eq('select title::text from workspace_a.book', array['One', 'Two', 'none'], 'with its data; what came meanwhile has the default');
select col_not_null('workspace_a', 'book', 'title', 'not null as before');
select has_index('workspace_a', 'book', 'IDX_book_title_search', 'with its index');
select throws_ok($$ select core.restore_field('00000000-0000-0000-0000-0000000000c1') $$, 'MC401', null, 'once');

delete from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c2';
delete from workspace_a.reader where id = '00000000-0000-0000-0000-0000000000f2';
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000b';
select throws_ok($$ select core.restore_field('00000000-0000-0000-0000-0000000000c2') $$, 'MC401', null, 'not by another workspace');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
select core.restore_field('00000000-0000-0000-0000-0000000000c2');
select set_eq($$ select title::text, "ownerId" from workspace_a.book where title <> 'none' $$,
  $$ values ('One', '00000000-0000-0000-0000-0000000000f1'::uuid), ('Two', null) $$, 'a relation whose other end is gone is null, as it would be');
select is((select count(*) from core."relationMetadata" where "toFieldMetadataId" = '00000000-0000-0000-0000-0000000000c2'), 1::bigint,
  'both of its fields and its row are back');

delete from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c1';
insert into core."fieldMetadata" ("objectMetadataId", name, type) values ('00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT');
select throws_ok($$ select core.restore_field('00000000-0000-0000-0000-0000000000c1') $$, 'MC104', 'field name "title" is taken',
  'not under a name that is taken meanwhile');

insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000c5', '00000000-0000-0000-0000-0000000000b1', 'fans', 'RELATION',
   '{"relationType": "MANY_TO_MANY", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b2", "relationTargetFieldName": "favourites"}');
select columns_are('workspace_a', 'bookReader', array['id', 'createdAt', 'updatedAt', 'deletedAt', 'position', 'bookId', 'readerId'],
  'many to many: a junction object, named after both');
select fk_ok('workspace_a', 'bookReader', 'readerId', 'workspace_a', 'reader', 'id');

delete from core."fieldMetadata" f using core."objectMetadata" o
where o.id = f."objectMetadataId" and o."nameSingular" in ('book', 'bookReader') and f.type = 'RELATION';
delete from core."objectMetadata" where "nameSingular" = 'bookReader';
delete from core."objectMetadata" where id = '00000000-0000-0000-0000-0000000000b1';
select throws_ok($$ select core.restore_field('00000000-0000-0000-0000-0000000000c2') $$, 'MC503', null, 'a field waits for its object');
select core.restore_object('00000000-0000-0000-0000-0000000000b1');
select is((select count(*) from workspace_a.book), 3::bigint, 'an object comes back with its records');
select core.restore_field('00000000-0000-0000-0000-0000000000c2');
select col_is_fk('workspace_a', 'book', 'ownerId', 'and then the relation');

insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000c6', '00000000-0000-0000-0000-0000000000b2', 'pupils', 'RELATION',
   '{"relationType": "ONE_TO_MANY", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b2", "relationTargetFieldName": "mentor"}');
insert into workspace_a.reader (id, "mentorId") values ('00000000-0000-0000-0000-0000000000f3', '00000000-0000-0000-0000-0000000000f1');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values
  ('00000000-0000-0000-0000-0000000000c9', '00000000-0000-0000-0000-0000000000b2', 'hidden', 'TEXT');
update core."fieldMetadata" set "isActive" = false where id = '00000000-0000-0000-0000-0000000000c9';  -- rights by column
delete from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c6';
select core.restore_field('00000000-0000-0000-0000-0000000000c6');
select is((select "mentorId" from workspace_a.reader where id = '00000000-0000-0000-0000-0000000000f3'), '00000000-0000-0000-0000-0000000000f1',
  'a relation of an object with itself keeps its values');

insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings, "isNullable") values
  ('00000000-0000-0000-0000-0000000000c7', '00000000-0000-0000-0000-0000000000b1', 'borrower', 'RELATION',
   '{"relationType": "ONE_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b2"}', true),
  ('00000000-0000-0000-0000-0000000000c8', '00000000-0000-0000-0000-0000000000b2', 'card', 'RELATION',
   '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1", "onDelete": "CASCADE"}', true);
update workspace_a.book set "borrowerId" = '00000000-0000-0000-0000-0000000000f1', "deletedAt" = now();
insert into workspace_a.book (id) values ('00000000-0000-0000-0000-0000000000e1');
update workspace_a.reader set "cardId" = '00000000-0000-0000-0000-0000000000e1';
update core."fieldMetadata" set "isNullable" = false where id = '00000000-0000-0000-0000-0000000000c8';
delete from core."fieldMetadata" where id in ('00000000-0000-0000-0000-0000000000c7', '00000000-0000-0000-0000-0000000000c8');
update workspace_a.book set "deletedAt" = null;
delete from workspace_a.book where id = '00000000-0000-0000-0000-0000000000e1';
select throws_ok($$ select core.restore_field('00000000-0000-0000-0000-0000000000c7') $$, 'MC209',
  'field "borrower" cannot be unique: 1 value occurs more than once', 'what came back from the trash may have another''s other end');
select throws_ok($$ select core.restore_field('00000000-0000-0000-0000-0000000000c8') $$, 'MC206',
  '2 records have no value for field "card"', 'a relation that has to lead somewhere, and what it led to is gone');
set local app.current_workspace_id = '';
select is_empty($$ select d.* from core.workspace w, core.drift(w.id) d $$, 'nothing drifts');
