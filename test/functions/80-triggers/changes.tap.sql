-- What the triggers of changes keep, complete and compile: before_update_object, before_update_field, before_delete,
-- before_change_index; after_update_object, after_update_field, after_delete_object, after_delete_field,
-- after_delete_relation, after_change_index with compile_indexes.
select plan(19);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'book', 'books'),
  ('00000000-0000-0000-0000-0000000000b9', '00000000-0000-0000-0000-00000000000b', 'book', 'books');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'kind', 'SELECT',
   '{"options": [{"id": "00000000-0000-0000-0000-0000000000d1", "value": "a", "label": "A"}]}'),
  ('00000000-0000-0000-0000-0000000000c9', '00000000-0000-0000-0000-0000000000b9', 'kind', 'TEXT', null);

select throws_ok($$ update core."objectMetadata" set id = gen_random_uuid() where id = '00000000-0000-0000-0000-0000000000b1' $$,
  'MC501', 'what identifies object "book" does not change', 'an object keeps its id');
select throws_ok($$ update core."objectMetadata" set "workspaceId" = '00000000-0000-0000-0000-00000000000b'
  where id = '00000000-0000-0000-0000-0000000000b1' $$, 'MC501', null, 'and its workspace');
select throws_ok($$ update core."fieldMetadata" set "objectMetadataId" = '00000000-0000-0000-0000-0000000000b9'
  where id = '00000000-0000-0000-0000-0000000000c1' $$, 'MC501', 'what identifies field "kind" does not change', 'a field keeps its object');
select throws_ok($$ update core."fieldMetadata" set name = 'title2' where name = 'title' $$, 'MC502', 'standard field "title" keeps its name and type',
  'a standard field keeps its name');
select throws_ok($$ update core."objectMetadata" set "nameSingular" = null where id = '00000000-0000-0000-0000-0000000000b1' $$,
  'MC101', null, 'a name that is null is no name');

update core."objectMetadata" set "labelSingular" = null, "isActive" = null where id = '00000000-0000-0000-0000-0000000000b1';
select results_eq($$ select "labelSingular"::text, "isActive" from core."objectMetadata" where id = '00000000-0000-0000-0000-0000000000b1' $$,
  $$ values ('Book', true) $$, 'what is left out of an object is filled');
update core."fieldMetadata" set label = null, "isNullable" = null,
  settings = '{"options": [{"value": "a", "label": "First"}, {"value": "b", "label": "B"}]}' where id = '00000000-0000-0000-0000-0000000000c1';
select results_eq($$ select label::text, "isNullable", settings #>> '{options,0,id}', settings #>> '{options,1,id}' is not null
    from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c1' $$,
  $$ values ('Kind', true, '00000000-0000-0000-0000-0000000000d1', true) $$, 'and of a field; an option is known by its value');

-- One statement, two workspaces.
update core."fieldMetadata" set name = 'sort' where name = 'kind';
select has_column('workspace_a', 'book', 'sort', 'a field is compiled in its workspace');
select has_column('workspace_b', 'book', 'sort', 'and another in its own');

insert into core."indexMetadata" (id, "objectMetadataId", fields, "where")
values ('00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-0000000000b1', '{sort,createdAt}', ' "deletedAt"  IS NULL ');
select results_eq($$ select "workspaceId", fields, "where"::text, "isCustom" from core."indexMetadata" $$,
  $$ values ('00000000-0000-0000-0000-00000000000a'::uuid, '{00000000-0000-0000-0000-0000000000c1,createdAt}'::text[], '"deletedAt" is null', true) $$,
  'an index names fields by id and the predicate in one way');
select has_index('workspace_a', 'book', 'IDX_book_sort_createdAt', 'and is there');
update core."indexMetadata" set "isUnique" = true;
select index_is_unique('workspace_a', 'book', 'IDX_book_sort_createdAt_unique', 'changed');
select throws_ok($$ update core."indexMetadata" set "objectMetadataId" = '00000000-0000-0000-0000-0000000000b9' $$, 'MC501', null, 'not moved');
delete from core."indexMetadata";
select hasnt_index('workspace_a', 'book', 'IDX_book_sort_createdAt_unique', 'and gone');

insert into core."fieldMetadata" ("objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000b1', 'parent', 'RELATION', '{"relationType": "MANY_TO_ONE",
   "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1", "relationTargetFieldName": "children"}');
delete from core."relationMetadata" where "fromObjectMetadataId" = '00000000-0000-0000-0000-0000000000b1';
select is_empty($$ select from core."fieldMetadata" where name in ('parent', 'children') $$, 'the fields of a deleted relation go with it');
delete from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c1';
select hasnt_column('workspace_a', 'book', 'sort', 'a deleted field is out of sight');
delete from core."objectMetadata" where "nameSingular" = 'book';
select hasnt_table('workspace_a', 'book', 'so is a deleted object');
select hasnt_table('workspace_b', 'book', 'in every workspace that the statement touches');
select is_empty($$ select d.* from core.workspace w, core.drift(w.id) d $$, 'nothing drifts');
