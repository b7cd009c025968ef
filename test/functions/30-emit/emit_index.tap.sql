select plan(15);

create function pg_temp.emitted(p_changes jsonb) returns compiler.statement language sql as $$
  select compiler.emit_index(jsonb_populate_record(null::compiler.operation, '{
    "type": "CREATE_INDEX", "table_name": "order", "name": "IDX_order_status", "columns": ["status"], "data_type": "btree",
    "object_id": "00000000-0000-4000-8000-000000000003", "field_id": "00000000-0000-4000-8000-000000000002"}' || p_changes),
    'workspace_test')
$$;

select is((pg_temp.emitted(changes::jsonb)).sql, sql, description)
from (values
  ('{}', 'create index "IDX_order_status" on workspace_test."order" using btree (status)', 'an index'),
  ('{"is_unique": true}', 'create unique index "IDX_order_status" on workspace_test."order" using btree (status)', 'a unique one'),
  ('{"check_expression": "\"deletedAt\" is null"}',
   'create index "IDX_order_status" on workspace_test."order" using btree (status) where "deletedAt" is null', 'a partial one'),
  ('{"columns": ["status", "\"customerId\""]}',
   'create index "IDX_order_status" on workspace_test."order" using btree (status, "customerId")', 'one over two columns'),
  ('{"columns": ["to_tsvector(''english'', status)"], "data_type": "gin"}',
   'create index "IDX_order_status" on workspace_test."order" using gin (to_tsvector(''english'', status))', 'a text search'),
  ('{"name": "i\"; --", "table_name": "t\"; --"}', 'create index "i""; --" on workspace_test."t""; --" using btree (status)',
   'hostile names are quoted')
) t (changes, sql, description);

select is(
  (compiler.emit_index(jsonb_populate_record(null::compiler.operation,
    '{"name": "i", "table_name": "t", "columns": ["c"], "data_type": "btree"}'), 's"; --')).sql,
  'create index i on "s""; --".t using btree (c)', 'a hostile schema too');
select is((pg_temp.emitted('{}')).type, 'CREATE_INDEX', 'the log shows the operation''s type');
select is((pg_temp.emitted('{}')).ids,
  '{"objectId": "00000000-0000-4000-8000-000000000003", "fieldId": "00000000-0000-4000-8000-000000000002"}', 'and the ids');
select is((pg_temp.emitted('{"field_id": null}')).ids, '{"objectId": "00000000-0000-4000-8000-000000000003"}',
  'without a field where the index is the object''s own');
select is((pg_temp.emitted('{}')).table_name, 'workspace_test."order"', 'and the table');

-- What it does.
create schema workspace_test;
create table workspace_test."order" (status varchar, "deletedAt" timestamptz);
select lives_ok((pg_temp.emitted('{"is_unique": true, "check_expression": "\"deletedAt\" is null"}')).sql, 'it runs');
insert into workspace_test."order" values ('OPEN', null), ('OPEN', now()), ('OPEN', now()), (null, null), (null, null);
select throws_ok($$ insert into workspace_test."order" values ('OPEN', null) $$, '23505', null, 'live records differ, deleted ones and NULLs need not');
select lives_ok(
  (pg_temp.emitted('{"name": "IDX_order_status_search", "columns": ["to_tsvector(''english'', status)"], "data_type": "gin"}')).sql,
  'so does a text search');
select is(
  array(select indexrelid::regclass::text from pg_index where indrelid = 'workspace_test."order"'::regclass order by 1),
  '{"workspace_test.\"IDX_order_status\"", "workspace_test.\"IDX_order_status_search\""}'::text[], 'both are in the table''s schema');
