select plan(29);

create function pg_temp.emitted(p_changes jsonb) returns compiler.statement language sql as $$
  select compiler.emit_column_change(jsonb_populate_record(null::compiler.operation, '{
    "type": "UPDATE_FIELD", "table_name": "orderItem", "name": "unitPrice", "data_type": "numeric(10,2)",
    "object_id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "field_id": "6ba7b811-9dad-11d1-80b4-00c04fd430c8"}' || p_changes),
    'workspace_test')
$$;

select is((pg_temp.emitted(changes::jsonb)).sql, sql, description)
from (values
  ('{"action": "RENAME", "previous_name": "price"}', 'alter table workspace_test."orderItem" rename column price to "unitPrice"', 'RENAME'),
  ('{"action": "DROP_CHECK"}', 'alter table workspace_test."orderItem" drop constraint check_6ba7b8119dad11d180b400c04fd430c8', 'DROP_CHECK'),
  ('{"action": "ADD_CHECK", "check_expression": "\"unitPrice\" > 0"}',
   'alter table workspace_test."orderItem" add constraint check_6ba7b8119dad11d180b400c04fd430c8 check ("unitPrice" > 0)', 'ADD_CHECK'),
  ('{"action": "DROP_DEFAULT"}', 'alter table workspace_test."orderItem" alter column "unitPrice" drop default', 'DROP_DEFAULT'),
  ('{"action": "SET_DEFAULT", "default_value": "5"}', 'alter table workspace_test."orderItem" alter column "unitPrice" set default 5', 'SET_DEFAULT'),
  ('{"action": "DROP_NOT_NULL"}', 'alter table workspace_test."orderItem" alter column "unitPrice" drop not null', 'DROP_NOT_NULL'),
  ('{"action": "SET_NOT_NULL"}', 'alter table workspace_test."orderItem" alter column "unitPrice" set not null', 'SET_NOT_NULL'),
  ('{"action": "FILL_DEFAULT"}', 'update workspace_test."orderItem" set "unitPrice" = default where "unitPrice" is null', 'FILL_DEFAULT'),
  ('{"action": "SET_VALUES", "expression": "\"unitPrice\" * 2"}',
   'update workspace_test."orderItem" set "unitPrice" = "unitPrice" * 2 where "unitPrice" is distinct from "unitPrice" * 2', 'SET_VALUES'),
  ('{"action": "CLEAR_DANGLING", "target_table": "order"}',
   'update workspace_test."orderItem" r set "unitPrice" = null where r."unitPrice" is not null'
   ' and not exists (select from workspace_test."order" t where t.id = r."unitPrice")', 'CLEAR_DANGLING'),
  ('{"action": "SET_TYPE"}', 'alter table workspace_test."orderItem" alter column "unitPrice" type numeric(10,2)', 'SET_TYPE'),
  ('{"action": "SET_TYPE", "expression": "\"unitPrice\"::numeric"}',
   'alter table workspace_test."orderItem" alter column "unitPrice" type numeric(10,2) using "unitPrice"::numeric', 'SET_TYPE by an expression'),
  ('{"action": "COMMENT", "comment": "it''s"}', 'comment on column workspace_test."orderItem"."unitPrice" is ''it''''s''', 'COMMENT'),
  ('{"action": "COMMENT"}', 'comment on column workspace_test."orderItem"."unitPrice" is NULL', 'COMMENT without a text'),
  ('{"action": "NOTHING"}', null, 'another action has no statement, which emit_operation() reports'),
  ('{"action": "RENAME", "previous_name": "a\"; --", "name": "b\"; --"}',
   'alter table workspace_test."orderItem" rename column "a""; --" to "b""; --"', 'hostile names are quoted')
) t (changes, sql, description);

select is((pg_temp.emitted('{"action": "SET_NOT_NULL"}')).ids,
  '{"objectId": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "fieldId": "6ba7b811-9dad-11d1-80b4-00c04fd430c8"}', 'the log shows the ids');
select is((pg_temp.emitted('{"action": "SET_NOT_NULL"}')).type, 'UPDATE_FIELD', 'and the type');
select is((pg_temp.emitted('{"action": "SET_NOT_NULL"}')).table_name, 'workspace_test."orderItem"', 'the table is to be locked');

-- What they do.
create schema workspace_test;
create table workspace_test."order" (id uuid primary key);
create table workspace_test."orderItem" (id int, price integer default 7 constraint check_6ba7b8119dad11d180b400c04fd430c8 check (price > 0), "orderId" uuid);
insert into workspace_test."order" values ('00000000-0000-0000-0000-000000000001');
insert into workspace_test."orderItem" values (1, 5, '00000000-0000-0000-0000-000000000001'), (2, null, '00000000-0000-0000-0000-000000000002');
select lives_ok((pg_temp.emitted(changes::jsonb)).sql, 'it runs: ' || (changes::jsonb ->> 'action'))
from unnest(array[
  '{"action": "RENAME", "previous_name": "price"}',
  '{"action": "DROP_CHECK"}',
  '{"action": "FILL_DEFAULT"}',
  '{"action": "SET_VALUES", "expression": "\"unitPrice\" - 5"}',
  '{"action": "SET_NOT_NULL"}',
  '{"action": "SET_TYPE", "expression": "\"unitPrice\" / 4.0"}',
  '{"action": "CLEAR_DANGLING", "name": "orderId", "target_table": "order"}'
]) changes;
select results_eq($$ select "unitPrice" from workspace_test."orderItem" order by id $$, '{0.00,0.50}'::numeric[],
  'NULL is filled from the default, values and type follow');
select is(
  array(select "orderId" from workspace_test."orderItem" order by id), '{00000000-0000-0000-0000-000000000001,NULL}'::uuid[],
  'ids that lead nowhere are cleared');
select col_not_null('workspace_test', 'orderItem', 'unitPrice', 'not null');
