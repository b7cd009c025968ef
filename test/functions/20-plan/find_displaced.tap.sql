-- Who still has the names that others are to have.
select plan(13);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'author', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));
-- An object's row with changes.
create function pg_temp.object(p_end text, p_change jsonb default '{}') returns core."objectMetadata" language sql as $$
  select jsonb_populate_record(null::core."objectMetadata", to_jsonb(o) || p_change) from core."objectMetadata" o where o.id = pg_temp.id(p_end)
$$;

create function pg_temp.displaced(p_objects core."objectMetadata"[]) returns uuid[] language sql as $$
  select compiler.find_displaced('workspace_a', p_objects)
$$;
select is(pg_temp.displaced('{}'), '{}', 'nothing is asked for');
select is(pg_temp.displaced(array[pg_temp.object('b1')]), '{}', 'nobody is in its own way');
select is(pg_temp.displaced(array[pg_temp.object('b1', '{"nameSingular": "tome"}')]), '{}', 'a name that is free');
select is(pg_temp.displaced(array[pg_temp.object('b1', '{"nameSingular": "author"}')]), array[pg_temp.id('b2')], 'one that another object has');
select is(pg_temp.displaced(array[pg_temp.object('b1', '{"nameSingular": "author"}'), pg_temp.object('b2', '{"nameSingular": "book"}')]),
  array[pg_temp.id('b2'), pg_temp.id('b1')], 'of two that swap, both');
-- One statement over two tables, whichever trigger fires first.
with gone as (delete from core."fieldMetadata" where id = pg_temp.id('c2') returning 1)
update core."fieldMetadata" set name = 'pages' where id = pg_temp.id('c1');
select col_type_is('workspace_a', 'book', 'pages', 'character varying', 'a field takes the name of one that goes');
with moved as (update core."fieldMetadata" set name = 'headline' where id = pg_temp.id('c1') returning 1)
insert into core."fieldMetadata" ("objectMetadataId", name, type) values (pg_temp.id('b1'), 'pages', 'DATE');
select col_type_is('workspace_a', 'book', 'pages', 'date', 'a new one that of one that is renamed');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values (pg_temp.id('c4'), pg_temp.id('b1'), 'weight', 'NUMBER');
with gone as (delete from core."fieldMetadata" where id = pg_temp.id('c3') returning 1), moved as (
  update core."fieldMetadata" set name = 'grams' where id = pg_temp.id('c4') returning 1)
insert into core."fieldMetadata" ("objectMetadataId", name, type) values (pg_temp.id('b1'), 'weight', 'TEXT'), (pg_temp.id('b1'), 'authorId', 'TEXT');
select col_type_is('workspace_a', 'book', 'authorId', 'character varying', 'the column of a relation that goes, too');
select col_type_is('workspace_a', 'book', 'grams', 'numeric', 'among others that move');
select col_type_is('workspace_a', 'book', 'weight', 'character varying', 'each with its own type');
with moved as (update core."objectMetadata" set "nameSingular" = 'tome', "namePlural" = 'tomes' where id = pg_temp.id('b1') returning 1)
insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural") values (pg_temp.id('0a'), 'book', 'books');
select hasnt_column('workspace_a', 'book', 'headline', 'a new object too');
select has_column('workspace_a', 'tome', 'headline', 'which leaves the other as it is');
select is_empty($$ select * from core.drift(pg_temp.id('0a')) $$, 'nothing drifts');
