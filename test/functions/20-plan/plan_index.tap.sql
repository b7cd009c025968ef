-- An index that is metadata, by the guide's name.
select plan(7);

create function pg_temp.planned(p_change jsonb, p_columns text[]) returns compiler.operation language sql as $$
  select compiler.plan_index(jsonb_populate_record(null::core."indexMetadata", '{"id": "00000000-0000-0000-0000-0000000000e1",
    "objectMetadataId": "00000000-0000-0000-0000-0000000000b1", "isUnique": false, "indexType": "BTREE", "where": "\"deletedAt\" is null"}' || p_change),
    'book', p_columns)
$$;
select results_eq(
  $$ select type, index_id, object_id, table_name, name, columns, data_type, is_unique, check_expression
     from pg_temp.planned('{}', '{pages,authorId}') $$,
  $$ values ('CREATE_INDEX', '00000000-0000-0000-0000-0000000000e1'::uuid, '00000000-0000-0000-0000-0000000000b1'::uuid, 'book',
     'IDX_book_pages_authorId', '{pages,"\"authorId\""}'::text[], 'btree', false, '"deletedAt" is null') $$, 'the columns in order, quoted');
select is((pg_temp.planned(change::jsonb, '{pages}')).name, name, description)
from (values
  ('{"where": null}', 'IDX_book_pages_all', 'over all records'), ('{"isUnique": true}', 'IDX_book_pages_unique', 'unique'),
  ('{"indexType": "GIN"}', 'IDX_book_pages_gin', 'GIN'), ('{"isUnique": true, "where": null}', 'IDX_book_pages_unique_all', 'unique over all')
) t (change, name, description);
select is((pg_temp.planned('{"indexType": "GIN"}', '{pages}')).data_type, 'gin', 'its method');
select is((pg_temp.planned('{"where": null}', '{pages}')).check_expression, null, 'no predicate');
