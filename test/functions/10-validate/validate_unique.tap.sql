select plan(10);

create schema workspace_test;
create table workspace_test."orderItem" (n int);
create table workspace_test."order" (n int);
insert into workspace_test."orderItem" values (1);
insert into workspace_test."order" values (1), (2);

create function pg_temp.faults_of(p_table text, p_is_unique boolean, p_default jsonb) returns compiler.fault[] language sql as $$
  select compiler.validate_unique('workspace_test', p_table, jsonb_populate_record(null::core."fieldMetadata",
    jsonb_build_object('name', 'code', 'isUnique', p_is_unique) || coalesce(jsonb_build_object('defaultValue', p_default), '{}')))
$$;

select is(pg_temp.faults_of(table_name, is_unique, value::jsonb), '{}', 'taken: ' || description)
from (values
  ('order', false, '"x"', 'a default that records share'),
  ('order', true, null, 'a unique field without default, on records'),
  ('order', true, 'null', 'a unique field whose default is JSON null'),
  ('orderItem', true, '"x"', 'a unique field with a default, on one record'),
  ('missing', true, null, 'a unique field without default, without a look at the table')
) t (table_name, is_unique, value, description);

select is(pg_temp.faults_of('order', true, value::jsonb), array[row('MC205',
  'field "code" cannot be unique', 'Object "order" has 2 records, which would all have its default.',
  'Leave defaultValue or isUnique out.')::compiler.fault],
  'refused: a unique field on records, with the default ' || value)
from unnest(array['"x"', '0', '"now"']) value;

-- Why it is asked for: the index of such a field.
select throws_ok(
  $$ alter table workspace_test."order" add column code text default 'x'; create unique index on workspace_test."order" (code) $$,
  '23505', null, 'Postgres would refuse such a column');
select lives_ok(
  $$ alter table workspace_test."orderItem" add column code text default 'x'; create unique index on workspace_test."orderItem" (code) $$,
  'and take one that is not refused');
