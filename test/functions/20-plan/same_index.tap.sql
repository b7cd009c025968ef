-- Whether two operations make the same index, by whatever name.
select plan(11);

create function pg_temp.index(p_change jsonb) returns compiler.operation language sql as $$
  select jsonb_populate_record(null::compiler.operation,
    '{"type": "CREATE_INDEX", "name": "one", "columns": ["a"], "data_type": "btree", "check_expression": "x"}' || p_change)
$$;
select is(compiler.same_index(pg_temp.index('{}'), pg_temp.index(change::jsonb)), same, description)
from (values
  ('{"name": "other"}', true, 'another name'), ('{"is_unique": false}', true, 'not unique, said or not'),
  ('{"columns": ["b"]}', false, 'another column'), ('{"columns": ["a", "b"]}', false, 'one more column'),
  ('{"data_type": "gin"}', false, 'another method'), ('{"is_unique": true}', false, 'unique'),
  ('{"check_expression": null}', false, 'no predicate'), ('{"check_expression": "y"}', false, 'another predicate'),
  ('{"name": null}', false, 'none')
) t (change, same, description);
select is(compiler.same_index(null, pg_temp.index('{}')), false, 'none before');
select is(compiler.same_index(null, null), false, 'none at all');
