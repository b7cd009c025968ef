-- What a column is to be, as a step towards it.
select plan(2);

create temp table step on commit drop as
select * from compiler.column_action(jsonb_populate_record(null::compiler.operation,
  '{"type": "CREATE_FIELD", "table_name": "book", "name": "pages", "data_type": "numeric", "default_value": "1"}'), 'SET_DEFAULT');
select results_eq($$ select type, action, table_name, name, data_type, default_value from step $$,
  $$ values ('UPDATE_FIELD', 'SET_DEFAULT', 'book', 'pages', 'numeric', '1') $$, 'everything but type and action stays');
select is((select previous_name from step), null, 'nothing is renamed');
