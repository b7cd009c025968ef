-- Inverse fields that got their name from an object follow it.
select plan(9);

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

insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c4'), pg_temp.id('b1'), 'editor', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2'),
   'relationTargetFieldName', 'edited')),
  (pg_temp.id('c5'), pg_temp.id('b1'), 'readers', 'RELATION', jsonb_build_object('relationType', 'ONE_TO_MANY', 'relationTargetObjectId', pg_temp.id('b2')));
-- As its callers run it: as the owner.
create function pg_temp.renamed(p_next jsonb) returns bigint language sql security definer as $$
  select cardinality(compiler.rename_inverse_fields(pg_temp.object('b1'), pg_temp.object('b1', p_next)))
$$;
alter function pg_temp.renamed owner to compiler;
create function pg_temp.names(p_end text) returns text[] language sql as $$
  select array_agg(f.name || ': ' || f.label order by f.ordinal) from core."fieldMetadata" f where f."objectMetadataId" = pg_temp.id(p_end)
$$;
select is(pg_temp.names('b2'), '{"books: Books","edited: Edited","book: Book"}', 'the inverse fields, one of them with a name of its own');
select is(pg_temp.renamed('{}'), 0::bigint, 'nothing is renamed');
select is(pg_temp.renamed('{"labelSingular": "Tome"}'), 0::bigint, 'a label is none of their names');
select is(pg_temp.renamed('{"nameSingular": "tome", "namePlural": "tomes", "labelSingular": "Tome", "labelPlural": "Tomes"}'), 2::bigint, 'both names');
select is(pg_temp.names('b2'), '{"tomes: Tomes","edited: Edited","tome: Tome"}', 'lists by the plural, single records by the singular');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values (pg_temp.id('b3'), pg_temp.id('0a'), 'shelf', 'shelves');
insert into core."fieldMetadata" ("objectMetadataId", name, type, settings) values
  (pg_temp.id('b1'), 'places', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_MANY', 'relationTargetObjectId', pg_temp.id('b3'))),
  (pg_temp.id('b1'), 'place', 'RELATION', jsonb_build_object('relationType', 'ONE_TO_ONE', 'relationTargetObjectId', pg_temp.id('b3')));
select is(pg_temp.names('b3'), '{"books: Books","book: Book","bookShelves: Book Shelves"}', 'the other kinds');
select is(pg_temp.renamed('{"nameSingular": "tome", "namePlural": "tomes"}'), 2::bigint, 'the junction''s own fields bear their own names');
select is(pg_temp.names('b3'), '{"tomes: Books","tome: Book","bookShelves: Book Shelves"}', 'MANY_TO_MANY by the plural; labels stay, unless they change too');

insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values (pg_temp.id('c9'), pg_temp.id('b1'), 'standing', 'RELATION',
  jsonb_build_object('relationType', 'MANY_TO_MANY', 'relationTargetObjectId', pg_temp.id('b3'), 'relationTargetFieldName', 'holds', 'junctionObjectName', 'spot'));
update core."objectMetadata" set "nameSingular" = 'slot' where "nameSingular" = 'spot';
select is((select settings ->> 'junctionObjectName' from core."fieldMetadata" where id = pg_temp.id('c9')), 'slot', 'settings that name a junction object follow it');
