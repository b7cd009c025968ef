-- MANY_TO_MANY lives in an object of its own.
select plan(6);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'author', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));
-- A field's row with changes.
create function pg_temp.field(p_end text, p_change jsonb default '{}') returns core."fieldMetadata" language sql as $$
  select jsonb_populate_record(null::core."fieldMetadata", to_jsonb(f) || p_change) from core."fieldMetadata" f where f.id = pg_temp.id(p_end)
$$;
-- An object's row with changes.
create function pg_temp.object(p_end text, p_change jsonb default '{}') returns core."objectMetadata" language sql as $$
  select jsonb_populate_record(null::core."objectMetadata", to_jsonb(o) || p_change) from core."objectMetadata" o where o.id = pg_temp.id(p_end)
$$;

-- As its callers run it: as the owner. The inverse of c1 is d1.
create function pg_temp.junction(p_end text, p_settings jsonb) returns uuid language sql security definer as $$
  select compiler.insert_junction_object(pg_temp.field(p_end, jsonb_build_object('settings', p_settings)),
    pg_temp.id(replace(p_end, 'c', 'd')), pg_temp.object('b1'))
$$;
alter function pg_temp.junction owner to compiler;
create function pg_temp.fields(p_object_id uuid) returns setof text language sql as $$
  select concat_ws(' ', f.name, f.label, f.type, f."isNullable", o."nameSingular", f.settings ->> 'relationType', f.settings ->> 'onDelete', f.settings ->> 'relationTargetFieldName')
  from core."fieldMetadata" f join core."objectMetadata" o on o.id = (f.settings ->> 'relationTargetObjectId')::uuid
  where f."objectMetadataId" = p_object_id order by f.ordinal
$$;
create temp table made on commit drop as
select pg_temp.junction('c3', jsonb_build_object('relationTargetObjectId', pg_temp.id('b2'))) as other,
  pg_temp.junction('c1', jsonb_build_object('relationTargetObjectId', pg_temp.id('b1'))) as self,
  pg_temp.junction('c2', jsonb_build_object('relationTargetObjectId', pg_temp.id('b2'), 'junctionObjectName', 'credit')) as named;
select results_eq(
  $$ select o."nameSingular", o."namePlural", o."labelSingular", o."labelPlural", o."isCustom", o."workspaceId"
     from made join core."objectMetadata" o on o.id in (other, self, named) order by o.ordinal $$,
  $$ values ('bookAuthor'::varchar, 'bookAuthors'::varchar, 'Book Author'::varchar, 'Book Authors'::varchar, true, pg_temp.id('0a')),
     ('bookBook', 'bookBooks', 'Book Book', 'Book Books', true, pg_temp.id('0a')), ('credit', 'credits', 'Credit', 'Credits', true, pg_temp.id('0a')) $$,
  'named after both, or as it is told');
select results_eq($$ select pg_temp.fields(other) from made $$,
  $$ values ('book Book RELATION f book MANY_TO_ONE CASCADE'), ('author Author RELATION f author MANY_TO_ONE CASCADE') $$, 'its two relations');
select results_eq($$ select pg_temp.fields(self) from made $$,
  $$ values ('book Book RELATION f book MANY_TO_ONE CASCADE'), ('otherBook Other Book RELATION f book MANY_TO_ONE CASCADE otherBookBooks') $$,
  'of an object with itself: names of their own');
select results_eq(
  $$ select f.name::text, j.list_field_id, j.workspace_id from made join core."fieldMetadata" f on f."objectMetadataId" = other
     join compiler.junction j on j.field_id = f.id order by f.ordinal $$,
  $$ values ('book', pg_temp.id('c3'), pg_temp.id('0a')), ('author', pg_temp.id('d3'), pg_temp.id('0a')) $$, 'which list each of them serves');
select throws_ok($$ select pg_temp.junction('c3', jsonb_build_object('relationTargetObjectId', pg_temp.id('b2'))) $$, 'MC104', null, 'a name that is taken');
select throws_ok($$ select pg_temp.junction('c3', jsonb_build_object('relationTargetObjectId', pg_temp.id('b2'), 'junctionObjectName', 'Credit')) $$,
  'MC101', null, 'a name that is none');
