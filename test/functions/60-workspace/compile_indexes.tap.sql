-- compile_indexes() makes, changes and drops the indexes that are metadata.
select plan(13);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'author', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));

insert into core."indexMetadata" (id, "objectMetadataId", fields) values (pg_temp.id('e1'), pg_temp.id('b1'), '{pages}');
select has_index('workspace_a', 'book', 'IDX_book_pages_all', array['pages'], 'made');
update core."indexMetadata" set fields = '{pages,title}', "where" = 'deletedAt is null' where id = pg_temp.id('e1');
select hasnt_index('workspace_a', 'book', 'IDX_book_pages_all', 'changed: the old one goes');
select has_index('workspace_a', 'book', 'IDX_book_pages_title', 'and the new one comes');
create temp table before on commit drop as select 'workspace_a."IDX_book_pages_title"'::regclass::oid as index, count(*) as rows from core."workspaceMigration";
update core."indexMetadata" set fields = fields where id = pg_temp.id('e1');
select results_eq($$ select 'workspace_a."IDX_book_pages_title"'::regclass::oid, count(*) from core."workspaceMigration" $$, 'select * from before',
  'an UPDATE that changes nothing leaves it there, and no trace');
select throws_ok($$ insert into core."indexMetadata" ("objectMetadataId", fields) values (pg_temp.id('b1'), '{nothing}') $$, 'MC601', null, 'a field that is not there');
select throws_ok($$ insert into core."indexMetadata" ("objectMetadataId", fields) values (pg_temp.id('b2'), '{booksId}') $$, 'MC601', null, 'a list has no column');
select throws_ok($$ insert into core."indexMetadata" ("objectMetadataId", fields, "where") values (pg_temp.id('b1'), '{pages,title}', 'deletedAt is null') $$,
  'MC603', null, 'the same twice');
select throws_ok($$ insert into core."indexMetadata" ("objectMetadataId", fields, "where") values (pg_temp.id('b1'), '{authorId}', 'deletedAt is null') $$,
  'MC603', null, 'one that a field has brought along');
-- One statement over several tables, whichever trigger fires first.
with renamed as (update core."fieldMetadata" set name = 'leaves' where id = pg_temp.id('c2') returning 1)
insert into core."indexMetadata" (id, "objectMetadataId", fields) values (pg_temp.id('e2'), pg_temp.id('b1'), array[pg_temp.id('c2')::text]);
select has_index('workspace_a', 'book', 'IDX_book_leaves_all', array['leaves'], 'beside a rename of its field');
with made as (insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values (pg_temp.id('c4'), pg_temp.id('b1'), 'weight', 'NUMBER') returning 1)
insert into core."indexMetadata" ("objectMetadataId", fields) values (pg_temp.id('b1'), array[pg_temp.id('c4')::text]);
select has_index('workspace_a', 'book', 'IDX_book_weight_all', array['weight'], 'beside a new field');
with renamed as (update core."objectMetadata" set "nameSingular" = 'tome', "namePlural" = 'tomes' where id = pg_temp.id('b1') returning 1)
delete from core."indexMetadata" where id = pg_temp.id('e2');
select hasnt_index('workspace_a', 'tome', 'IDX_tome_leaves_all', 'deleted beside a rename of its object');
select has_index('workspace_a', 'tome', 'IDX_tome_leaves_title', 'another follows');
select is_empty($$ select * from core.drift(pg_temp.id('0a')) $$, 'nothing drifts');
