-- A relation whose row is deleted goes with both of its fields.
select plan(8);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'author', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));

delete from core."relationMetadata" where "toFieldMetadataId" = pg_temp.id('c3');
select is((select array_agg(f.name::text order by f.ordinal) from core."fieldMetadata" f where f."objectMetadataId" in (pg_temp.id('b1'), pg_temp.id('b2'))),
  '{title,pages}', 'both fields are gone');
select hasnt_column('workspace_a', 'book', 'authorId', 'and the column');
select lives_ok($$ select core.restore_field(pg_temp.id('c3')) $$, 'it comes back as a field does');
select fk_ok('workspace_a', 'book', 'authorId', 'workspace_a', 'author', 'id', 'with its key');
select throws_ok($$ delete from core."relationMetadata" $$, 'MC502', null, 'standard relations stay');
insert into core."indexMetadata" (id, "objectMetadataId", fields) values (pg_temp.id('e1'), pg_temp.id('b1'), '{authorId}');
select throws_ok($$ delete from core."relationMetadata" where "toFieldMetadataId" = pg_temp.id('c3') $$, 'MC503', 'field "author" is needed', 'an index needs it');
select throws_ok($$ delete from core."fieldMetadata" where name = 'books' and "objectMetadataId" = pg_temp.id('b2') $$, 'MC503', 'field "books" is needed',
  'whichever half is deleted');
select is_empty($$ select * from core.drift(pg_temp.id('0a')) $$, 'nothing drifts');
