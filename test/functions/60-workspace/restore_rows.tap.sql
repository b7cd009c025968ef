-- The metadata rows of what was deleted are written again.
select plan(8);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'author', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));

create function pg_temp.restored(p_ids uuid[]) returns text[] language sql security definer as $$
  select array(select f.name::text from unnest((compiler.restore_rows(p_ids)).fields) f)
$$;
alter function pg_temp.restored owner to compiler;
create temp table kept on commit drop as
select to_jsonb(f) as definition from core."fieldMetadata" f where f."objectMetadataId" in (pg_temp.id('b1'), pg_temp.id('b2'));
create temp table relation on commit drop as select to_jsonb(r) as definition from core."relationMetadata" r where r."toFieldMetadataId" = pg_temp.id('c3');
delete from core."fieldMetadata" where id in (pg_temp.id('c1'), pg_temp.id('c3'));
savepoint here;
select is(pg_temp.restored('{}'), '{}', 'nothing');
select is(pg_temp.restored(array(select (definition ->> 'id')::uuid from kept)), '{title,pages,author,books}', 'in their order, those that are there too');
select set_eq($$ select to_jsonb(f) from core."fieldMetadata" f where f."objectMetadataId" in (pg_temp.id('b1'), pg_temp.id('b2')) $$,
  $$ select definition from kept $$, 'exactly as they were');
select results_eq($$ select to_jsonb(r) from core."relationMetadata" r where r."toFieldMetadataId" = pg_temp.id('c3') $$,
  $$ select definition from relation $$, 'and so is the relation');
select is_empty($$ select from compiler.deleted $$, 'nothing is kept any more');
rollback to here;
select is(pg_temp.restored(array[pg_temp.id('c3')]), '{author}', 'half a relation');
select is_empty($$ select from core."relationMetadata" r where r."toFieldMetadataId" = pg_temp.id('c3') $$, 'is none');
rollback to here;
delete from core."objectMetadata" where id = pg_temp.id('b1');
select throws_ok($$ select pg_temp.restored(array[pg_temp.id('c1')]) $$, 'MC503', 'the object of a deleted field is deleted too', 'its object is deleted');
