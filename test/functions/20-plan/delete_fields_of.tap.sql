-- Everything of a deleted object goes with it.
select plan(6);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'author', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));
insert into core."indexMetadata" (id, "objectMetadataId", fields, "where") values
  (pg_temp.id('e1'), pg_temp.id('b1'), '{pages,authorId}', 'deletedAt is null');

insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c4'), pg_temp.id('b1'), 'sequel', 'RELATION', jsonb_build_object('relationType', 'ONE_TO_ONE', 'relationTargetObjectId', pg_temp.id('b1')));
create function pg_temp.gone(p_object_id uuid) returns uuid[] language sql security definer as 'select compiler.delete_fields_of(p_object_id)';
alter function pg_temp.gone owner to compiler;
create temp table expected on commit drop as
select f.id from core."fieldMetadata" f where f."objectMetadataId" = pg_temp.id('b1')
union all select r.id from core."relationMetadata" r where pg_temp.id('b1') in (r."fromObjectMetadataId", r."toObjectMetadataId")
union all select i.id from core."indexMetadata" i where i."objectMetadataId" = pg_temp.id('b1')
union all select f.id from core."fieldMetadata" f where f."objectMetadataId" = pg_temp.id('b2');
select is((select count(*) from expected), 9::bigint, 'five fields, two relations, an index, the other half of a relation');
select set_eq($$ select unnest(pg_temp.gone(pg_temp.id('b1'))) $$, $$ select id from expected $$, 'its fields, relations and indexes');
select is((select count(*) from core."fieldMetadata" where "objectMetadataId" = pg_temp.id('b1')), 0::bigint, 'they are gone');
select is((select count(*) from core."indexMetadata"), 0::bigint, 'the index too');
select is_empty($$ select from core."fieldMetadata" where name = 'books' $$, 'and the other half of a relation');
select is(pg_temp.gone(pg_temp.id('b1')), '{}', 'nothing is left to go');
