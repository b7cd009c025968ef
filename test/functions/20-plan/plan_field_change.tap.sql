-- First a field's name, then, under the new one, everything else.
select plan(7);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'author', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));
-- Operations, a line each: type action table previous -> name.
create function pg_temp.steps(p_operations compiler.operation[]) returns text language sql as $$
  select string_agg(concat_ws(' ', o.type, o.action, o.table_name, o.previous_name || ' ->', o.name), E'\n' order by o.ordinality)
  from unnest(p_operations) with ordinality o
$$;
-- A field's row with changes.
create function pg_temp.field(p_end text, p_change jsonb default '{}') returns core."fieldMetadata" language sql as $$
  select jsonb_populate_record(null::core."fieldMetadata", to_jsonb(f) || p_change) from core."fieldMetadata" f where f.id = pg_temp.id(p_end)
$$;

create function pg_temp.changed(p_end text, p_change jsonb) returns text language sql as $$
  select pg_temp.steps(compiler.plan_field_change(pg_temp.field(p_end), pg_temp.field(p_end, p_change), 'book', 'book'))
$$;
select is(pg_temp.changed('c1', '{"label": "new"}'), 'UPDATE_FIELD COMMENT book title', 'every change leaves a trace');
select is(pg_temp.changed('c1', '{"name": "headline"}'),
  E'UPDATE_FIELD RENAME book title -> headline\nUPDATE_INDEX book IDX_book_title_search -> IDX_book_headline_search\nUPDATE_FIELD COMMENT book headline',
  'a name, which the index follows');
select is(pg_temp.changed('c1', '{"name": "headline", "type": "SELECT", "settings": {"options": [{"id": "00000000-0000-0000-0000-0000000000f1", "value": "A"}]}}'),
  E'UPDATE_FIELD RENAME book title -> headline\nDELETE_INDEX book IDX_book_title_search\nUPDATE_FIELD ADD_CHECK book headline\n'
  'CREATE_INDEX book IDX_book_headline\nUPDATE_FIELD COMMENT book headline', 'another index: the old one goes by its old name');
select is(pg_temp.changed('c2', '{"isUnique": true}'),
  E'CREATE_INDEX book IDX_book_pages_unique\nUPDATE_FIELD COMMENT book pages', 'an index where there was none');
select is(pg_temp.changed('c1', '{"type": "DATE"}'),
  E'DELETE_INDEX book IDX_book_title_search\nUPDATE_FIELD SET_TYPE book title\nUPDATE_FIELD ADD_CHECK book title\nUPDATE_FIELD COMMENT book title',
  'none where there was one');
select is(pg_temp.changed('c3', '{"name": "writer"}'),
  E'UPDATE_FIELD RENAME book authorId -> writerId\nUPDATE_INDEX book IDX_book_authorId -> IDX_book_writerId\nUPDATE_FIELD COMMENT book writerId',
  'the column of a relation');
select is(compiler.plan_field_change(f, f, 'author', 'author'), '{}', 'the list side has no column')
from core."fieldMetadata" f where f.name = 'books' and f."objectMetadataId" = pg_temp.id('b2');
