-- An index is kept by the ids of its fields.
select plan(17);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'author', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));

insert into core."indexMetadata" (id, "objectMetadataId", fields, "isUnique", "where", "indexType", "isCustom")
values (pg_temp.id('e1'), pg_temp.id('b1'), array['pages', 'authorId', 'createdAt', pg_temp.id('c1')::text], null, null, null, false);
select results_eq(
  $$ select "workspaceId", fields, "isUnique", "where"::text, "indexType"::text, "isCustom" from core."indexMetadata" $$,
  $$ values (pg_temp.id('0a'), array[pg_temp.id('c2')::text, pg_temp.id('c3')::text, 'createdAt', pg_temp.id('c1')::text], false, null::text, 'BTREE', true) $$,
  'its workspace is the object''s, fields are known by id, flags from their defaults');
create function pg_temp.kept(p_where text) returns text language plpgsql as $$ begin
  update core."indexMetadata" set "where" = p_where;
  return (select "where" from core."indexMetadata");
end $$;
select is(pg_temp.kept(given), '"deletedAt" is null', 'the predicate in one spelling: ' || given)
from unnest(array['deletedAt IS NULL', '"deletedAt" is null', ' "deletedAt"  Is  Null ', 'deletedat is null']) given;
select is(pg_temp.kept(' '), null, 'a blank is none');
select throws_ok($$ select pg_temp.kept('pages > 1') $$, 'MC602', null, 'another one is for the validate pass');
update core."indexMetadata" set "indexType" = 'btree';
select is((select "indexType"::text from core."indexMetadata"), 'BTREE', 'the type in capitals');
select throws_ok(format('update core."indexMetadata" set %s', change), 'MC501', 'what identifies an index does not change', change)
from unnest(array['id = gen_random_uuid()', '"workspaceId" = gen_random_uuid()', '"objectMetadataId" = pg_temp.id(''b2'')']) change;
select throws_ok($$ insert into core."indexMetadata" (id, "objectMetadataId", fields) values (pg_temp.id('c1'), pg_temp.id('b1'), '{pages}') $$, 'MC104', 'the id of an index is taken', 'an id that another row has');
select throws_ok($$ insert into core."indexMetadata" ("objectMetadataId", fields) values (gen_random_uuid(), '{pages}') $$, 'MC401', null, 'of no object');
select throws_ok($$ insert into core."indexMetadata" ("objectMetadataId", fields) values (pg_temp.id('b1'), null) $$, 'MC601', null, 'without fields');
select throws_ok($$ insert into core."indexMetadata" ("workspaceId", fields) values (pg_temp.id('0a'), '{id}') $$, 'MC401', null, 'without an object');
update core."indexMetadata" set "createdAt" = null;
select is((select "createdAt" from core."indexMetadata"), now(), 'when it was made');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values (pg_temp.id('c4'), pg_temp.id('b2'), 'booksId', 'TEXT');
insert into core."indexMetadata" (id, "objectMetadataId", fields) values (pg_temp.id('e2'), pg_temp.id('b2'), '{booksId}');
select is((select fields from core."indexMetadata" where id = pg_temp.id('e2')), array[pg_temp.id('c4')::text], 'the list "books" has no column booksId');
