-- The rows of the control plane, of whatever kind.
select plan(3);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values (pg_temp.id('c1'), pg_temp.id('b1'), 'author', 'RELATION',
  jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));
insert into core."indexMetadata" (id, "objectMetadataId", fields) values (pg_temp.id('e1'), pg_temp.id('b1'), '{createdAt}');
select results_eq(
  $$ select r.kind, r.id, r.object_id, coalesce(r.definition ->> 'nameSingular', r.definition ->> 'name', r.definition ->> 'relationType', r.definition ->> 'fields')
     from compiler.metadata_rows(array[pg_temp.id('0a'), pg_temp.id('b1'), pg_temp.id('c1'), pg_temp.id('e1'), pg_temp.id('ff'),
       (select id from core."relationMetadata" where "toFieldMetadataId" = pg_temp.id('c1'))]) r where r.kind <> 'RELATION' order by 1 $$,
  $$ values ('FIELD', pg_temp.id('c1'), pg_temp.id('b1'), 'author'), ('INDEX', pg_temp.id('e1'), pg_temp.id('b1'), '["createdAt"]'),
    ('OBJECT', pg_temp.id('b1'), pg_temp.id('b1'), 'book'), ('WORKSPACE', pg_temp.id('0a'), null, null) $$, 'each with its object, as it is now');
select is((select r.object_id from core."relationMetadata" m, compiler.metadata_rows(array[m.id]) r where m."toFieldMetadataId" = pg_temp.id('c1')), pg_temp.id('b1'),
  'a relation belongs to the object that has its column');
select is_empty($$ select * from compiler.metadata_rows('{}') $$, 'no ids, no rows');
