select plan(5);

create schema "Schema; x";
create table "Schema; x"."order" (status text);
create index "IDX_order_status" on "Schema; x"."order" (status);

create function pg_temp.faults_of(p_name text, p_before jsonb default '[]') returns compiler.fault[] language sql as $$
  select compiler.validate_index_name('Schema; x',
    jsonb_populate_record(null::compiler.operation, jsonb_build_object('type', 'CREATE_INDEX', 'table_name', 'order', 'name', p_name)),
    array(select jsonb_populate_record(null::compiler.operation, b) from jsonb_array_elements(p_before) b))
$$;

select is(pg_temp.faults_of('IDX_order_other'), '{}', 'a name that is free');
select is(pg_temp.faults_of('IDX_order_status'), array[row('MC603', 'object "order" has such an index', 'It is "IDX_order_status".',
  'Leave this one out.')::compiler.fault], 'the name of an index that a field brought along');
select is(pg_temp.faults_of('idx_order_status'), '{}', 'names are told apart by case');
select is(pg_temp.faults_of('IDX_order_status', '[{"type": "DELETE_INDEX", "name": "IDX_order_status"}]'), '{}', 'unless it goes before');
select is(cardinality(pg_temp.faults_of('IDX_order_status', '[{"type": "DELETE_INDEX", "name": "IDX_order_other"},
  {"type": "UPDATE_INDEX", "name": "IDX_order_status"}]')), 1, 'not when another does');
