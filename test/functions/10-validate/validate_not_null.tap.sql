select plan(11);

create schema workspace_test;
create table workspace_test."orderItem" (n int);
create table workspace_test."order" (n int);
insert into workspace_test."order" values (1), (2), (3);

create function pg_temp.faults_of(p_table text, p_is_nullable boolean, p_default jsonb) returns compiler.fault[] language sql as $$
  select compiler.validate_not_null('workspace_test', p_table, jsonb_populate_record(null::core."fieldMetadata",
    jsonb_build_object('name', 'code', 'isNullable', p_is_nullable) || coalesce(jsonb_build_object('defaultValue', p_default), '{}')))
$$;

select is(pg_temp.faults_of(table_name, is_nullable, value::jsonb), '{}', 'taken: ' || description)
from (values
  ('order', true, null, 'a nullable field, on records'),
  ('order', true, 'null', 'a nullable field whose default is JSON null'),
  ('order', false, '"x"', 'a field with a default, on records'),
  ('order', false, 'false', 'a default that is false'),
  ('order', false, '0', 'a default that is zero'),
  ('order', false, '[]', 'a default that is an empty list'),
  ('orderItem', false, null, 'a field without default, on no record'),
  ('missing', true, null, 'a nullable field, without a look at the table')
) t (table_name, is_nullable, value, description);

select is(pg_temp.faults_of('order', false, value::jsonb), array[row('MC206',
  'field "code" cannot be not null', 'Object "order" has 3 records without a value for it.',
  'Give a defaultValue, or make the field nullable.')::compiler.fault],
  'refused: no default, on records: ' || coalesce(value, 'NULL'))
from unnest(array[null, 'null']) value;

delete from workspace_test."order" where n > 1;
select is(
  (pg_temp.faults_of('order', false, null))[1].detail, 'Object "order" has 1 record without a value for it.', 'one is enough');
