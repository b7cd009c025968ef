-- A field is a column, and an index where the guide has one.
select plan(22);

-- The operations of a field of object book.
create function pg_temp.planned(p_field jsonb, p_is_new boolean default true) returns setof compiler.operation language sql as $$
  select * from unnest(compiler.plan_field(jsonb_populate_record(null::core."fieldMetadata", '{
    "id": "00000000-0000-0000-0000-0000000000c1", "objectMetadataId": "00000000-0000-0000-0000-0000000000b1",
    "name": "title", "type": "TEXT", "isNullable": true, "isUnique": false}' || p_field), 'book', p_is_new))
$$;
-- Its index: name, method, columns, predicate, unique.
create function pg_temp.index_of(p_field jsonb) returns text language sql as $$
  select concat_ws(' | ', o.name, o.data_type, o.columns[1], o.check_expression, case when o.is_unique then 'unique' end)
  from pg_temp.planned(p_field) o where o.type = 'CREATE_INDEX'
$$;

select results_eq(
  $$ select type, object_id, field_id, table_name, is_new_table, name, data_type, is_nullable
     from pg_temp.planned('{"settings": {"maxLength": 80}}') where type = 'CREATE_FIELD' $$,
  $$ values ('CREATE_FIELD', '00000000-0000-0000-0000-0000000000b1'::uuid, '00000000-0000-0000-0000-0000000000c1'::uuid,
       'book', true, 'title', 'varchar(80)', true) $$,
  'the column');
select results_eq(
  $$ select is_new_table, is_nullable from pg_temp.planned('{"isNullable": false}', false) where type = 'CREATE_FIELD' $$,
  $$ values (false, false) $$, 'not null, on a table that exists');
select is((select default_value from pg_temp.planned('{"defaultValue": "it''s"}') limit 1), '''it''''s''', 'with a default');
select is((select default_value from pg_temp.planned('{"defaultValue": null}') limit 1), null, 'with none');
select is((select check_expression from pg_temp.planned('{"type": "RATING", "settings": {"max": 3}}')),
  'title between 1 and 3', 'with a check');
select is((select comment from pg_temp.planned('{"description": "Two\nlines"}') limit 1),
  E'@fieldType TEXT\n@description "Two\\nlines"', 'with a comment that encodes the description');
select is((select comment from pg_temp.planned('{"type": "CURRENCY", "settings": {"currencyCode": "EUR"}}')),
  E'@fieldType CURRENCY\n@currencyCode EUR', 'with the currency of a CURRENCY');

select is(pg_temp.index_of('{}'), $$IDX_book_title_search | gin | to_tsvector('english', title)$$, 'TEXT is searched');
select is(pg_temp.index_of('{"name": "fullTitle"}'),
  $$IDX_book_fullTitle_search | gin | to_tsvector('english', "fullTitle")$$, 'whatever its name');
select is(pg_temp.index_of('{"isUnique": true}'),
  'IDX_book_title_unique | btree | title | "deletedAt" is null | unique', 'a unique TEXT has the unique index alone');
select is(pg_temp.index_of('{"type": "NUMBER", "isUnique": true}'),
  'IDX_book_title_unique | btree | title | "deletedAt" is null | unique', 'other types can be unique');
select is(pg_temp.index_of('{"type": "SELECT", "settings": {"options": [{"value": "A"}]}}'),
  'IDX_book_title | btree | title | "deletedAt" is null', 'SELECT');
select is(pg_temp.index_of('{"type": "SELECT", "isUnique": true, "settings": {"options": [{"value": "A"}]}}'),
  'IDX_book_title_unique | btree | title | "deletedAt" is null | unique', 'a unique SELECT has one index, not two');
select is(pg_temp.index_of('{"type": "BOOLEAN"}'), 'IDX_book_title | btree | title | "deletedAt" is null', 'BOOLEAN');
select is((select string_agg(pg_temp.index_of(jsonb_build_object('type', t, 'settings', '{"options": [{"value": "A"}]}'::jsonb)), ',')
    from unnest('{NUMBER,DATE,DATE_TIME,MULTI_SELECT,EMAIL,PHONE,URL,RATING,CURRENCY}'::text[]) t),
  null, 'other types have no index of their own');

select results_eq(
  $$ select type, name, data_type from pg_temp.planned('{"type": "RELATION", "name": "author",
       "settings": {"relationType": "MANY_TO_ONE"}}') $$,
  $$ values ('CREATE_FIELD', 'authorId', 'uuid'), ('CREATE_INDEX', 'IDX_book_authorId', 'btree') $$,
  'the many side of a relation is a column with Id, indexed');
select is_empty($$ select * from pg_temp.planned('{"type": "RELATION", "settings": {"relationType": "ONE_TO_MANY"}}') $$,
  'the list side has no column');
select is_empty($$ select * from pg_temp.planned('{"type": "RELATION"}') $$, 'nor has a side that is not known yet');

select is((select name from pg_temp.planned(jsonb_build_object('name', repeat('a', 63))) where type = 'CREATE_FIELD'),
  repeat('a', 63), 'a name of 63 bytes stays whole');
select is((select octet_length(name) from pg_temp.planned(jsonb_build_object('name', repeat('a', 63))) where type = 'CREATE_INDEX'),
  63, 'and that of its index is cut, with a hash');
select isnt(
  pg_temp.index_of(jsonb_build_object('name', repeat('a', 62) || 'b')),
  pg_temp.index_of(jsonb_build_object('name', repeat('a', 62) || 'c')), 'so that two long names have two indexes');
select is((select columns[1] from pg_temp.planned('{"name": "order", "type": "BOOLEAN"}') where type = 'CREATE_INDEX'),
  '"order"', 'the column of an index is quoted');
