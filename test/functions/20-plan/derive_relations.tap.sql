-- A RELATION field that names its target gets its inverse and its relation row.
select plan(10);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
-- As the callers run it: as the owner.
create function pg_temp.derive(p_object_ids uuid[], p_has_relations boolean default false)
returns compiler.pending language sql security definer as $$
  select compiler.derive_relations('00000000-0000-0000-0000-00000000000a',
    compiler.read_pending('00000000-0000-0000-0000-00000000000a', p_object_ids, p_has_relations))
$$;
alter function pg_temp.derive owner to compiler;
set local role compiler;
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'author', 'authors', 'Author', 'Authors'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'book', 'books', 'Book', 'Books');
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, label, type, settings) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b2', 'title', 'x', 'TEXT', null);
reset role;

create temp table before on commit drop as select * from core."fieldMetadata";
select results_eq(
  $$ select (pg_temp.derive('{00000000-0000-0000-0000-0000000000b2}')).fields $$,
  $$ select array_agg(f) from core."fieldMetadata" f where name = 'title' and f."objectMetadataId" = '00000000-0000-0000-0000-0000000000b2' $$,
  'without relations: what is pending, as it is');
select set_eq('select id from core."fieldMetadata"', 'select id from before', 'and nothing is written');

set local role compiler;
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, label, type, settings) values
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b2', 'author', 'x', 'RELATION',
   '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1"}'),
  ('00000000-0000-0000-0000-0000000000c3', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b2', 'critics', 'x', 'RELATION',
   '{"relationType": "ONE_TO_MANY", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1", "relationTargetFieldName": "criticOf"}'),
  ('00000000-0000-0000-0000-0000000000c4', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b2', 'waiting', 'x', 'RELATION', null),
  ('00000000-0000-0000-0000-0000000000c5', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1', 'waitingToo', 'x', 'RELATION',
   '{"onDelete": "CASCADE"}');
reset role;
create temp table derived on commit drop as select (p).* from pg_temp.derive('{00000000-0000-0000-0000-0000000000b2}') p;

select set_eq($$ select f.name from derived, unnest(fields) f $$,
  $$ values ('title'::varchar), ('author'), ('critics'), ('waiting'), ('waitingToo'), ('books'), ('criticOf') $$,
  'each relation that names its target has an inverse');
select results_eq(
  $$ select ff.name::text, fo."nameSingular"::text, tf.name::text, o."nameSingular"::text, r."relationType"::text
     from derived, unnest(relations) r
     join core."fieldMetadata" ff on ff.id = r."fromFieldMetadataId" join core."objectMetadata" fo on fo.id = r."fromObjectMetadataId"
     join core."fieldMetadata" tf on tf.id = r."toFieldMetadataId" join core."objectMetadata" o on o.id = r."toObjectMetadataId"
     order by 1 $$,
  $$ values ('books', 'author', 'author', 'book', 'ONE_TO_MANY'), ('critics', 'book', 'criticOf', 'author', 'ONE_TO_MANY') $$,
  'and a relation row, from the one side to the many side');
select results_eq($$ select count(*), count(distinct id) from core."relationMetadata" r where r.id in (select r.id from derived, unnest(relations) r) $$,
  $$ values (2::bigint, 2::bigint) $$, 'written');
select results_eq($$ select f.settings from core."fieldMetadata" f where name = 'criticOf' $$,
  $$ values ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b2"}'::jsonb) $$,
  'the inverse has its settings');

select is(cardinality((pg_temp.derive('{00000000-0000-0000-0000-0000000000b2}')).relations), 2, 'a second time adds nothing');

set local role compiler;
insert into core."relationMetadata"
  (id, "workspaceId", "relationType", "fromObjectMetadataId", "fromFieldMetadataId", "toObjectMetadataId", "toFieldMetadataId")
values ('00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-00000000000a', 'ONE_TO_MANY',
  '00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-0000000000c4',
  '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000c5');
reset role;
select is(cardinality((pg_temp.derive('{00000000-0000-0000-0000-0000000000b2}', true)).relations), 3,
  'fields that a client joined get no other relation');
select is((select settings from core."fieldMetadata" where name = 'waiting'),
  '{"relationType": "ONE_TO_MANY", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1"}'::jsonb,
  'but the settings they would have had: the one side');
select is((select settings from core."fieldMetadata" where name = 'waitingToo'),
  '{"onDelete": "CASCADE", "relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b2"}'::jsonb,
  'and the many side, which keeps its own');
