-- An object is a table with the guide's three standard indexes.
select plan(4);

create function pg_temp.planned(p_name text, p_description text default null) returns setof compiler.operation language sql as $$
  select * from unnest(compiler.plan_object(jsonb_populate_record(null::core."objectMetadata", jsonb_build_object(
    'id', '00000000-0000-0000-0000-0000000000b1', 'nameSingular', p_name, 'namePlural', p_name || 's',
    'description', p_description)), '[{"privileges": {"select": null}, "roles": ["r"]}]', '{r,s}'))
$$;

select results_eq(
  $$ select type, object_id, table_name, is_new_table, grants, roles, comment from pg_temp.planned('order') limit 1 $$,
  $$ values ('CREATE_OBJECT', '00000000-0000-0000-0000-0000000000b1'::uuid, 'order', true,
       '[{"privileges": {"select": null}, "roles": ["r"]}]'::jsonb, '{r,s}'::text[], '@plural orders') $$,
  'the table, first');
select results_eq(
  $$ select type, object_id, table_name, name, data_type, columns, check_expression, is_unique from pg_temp.planned('order') offset 1 $$,
  $$ values
    ('CREATE_INDEX', '00000000-0000-0000-0000-0000000000b1'::uuid, 'order', 'IDX_order_deletedAt', 'btree', '{"\"deletedAt\""}'::text[],
     null, null::boolean),
    ('CREATE_INDEX', '00000000-0000-0000-0000-0000000000b1', 'order', 'IDX_order_createdAt', 'btree', '{"\"createdAt\""}',
     '"deletedAt" is null', null),
    ('CREATE_INDEX', '00000000-0000-0000-0000-0000000000b1', 'order', 'IDX_order_updatedAt', 'btree', '{"\"updatedAt\""}',
     '"deletedAt" is null', null) $$,
  'then its indexes: the one on deletedAt is whole, the others cover live records');
select is((select comment from pg_temp.planned('order', E'@omit\nAn "order"') limit 1),
  E'@plural orders\n@description "@omit\\nAn \\"order\\""', 'a description cannot start a tag');
select is((select array_agg(distinct octet_length(name)) from pg_temp.planned(repeat('a', 62)) where type = 'CREATE_INDEX'),
  array[63], 'names of indexes are cut at 63 bytes');
