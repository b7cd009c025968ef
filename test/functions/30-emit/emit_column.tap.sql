select plan(23);

create function pg_temp.emitted(p_changes jsonb) returns compiler.statement language sql as $$
  select compiler.emit_column(jsonb_populate_record(null::compiler.operation, '{
    "type": "CREATE_FIELD", "table_name": "orderItem", "name": "amount", "data_type": "numeric(10,2)", "is_nullable": true,
    "object_id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "field_id": "6ba7b811-9dad-11d1-80b4-00c04fd430c8"}' || p_changes),
    'workspace_test')
$$;

select is((pg_temp.emitted('{}')).sql,
  'alter table workspace_test."orderItem" add column amount numeric(10,2); '
  'comment on column workspace_test."orderItem".amount is NULL', 'a plain column');
select is((pg_temp.emitted(changes::jsonb)).sql,
  'alter table workspace_test."orderItem" add column ' || clause || '; comment on column workspace_test."orderItem".' || comment, description)
from (values
  ('{"default_value": "5"}', 'amount numeric(10,2) default 5', 'amount is NULL', 'a default'),
  ('{"is_nullable": false}', 'amount numeric(10,2) not null', 'amount is NULL', 'not null'),
  ('{"is_nullable": false, "default_value": "now()", "data_type": "timestamptz"}', 'amount timestamptz default now() not null', 'amount is NULL', 'both'),
  ('{"check_expression": "amount > 0"}',
   'amount numeric(10,2) constraint check_6ba7b8119dad11d180b400c04fd430c8 check (amount > 0)', 'amount is NULL',
   'a check, named after the field''s id, so that a rename does not touch it'),
  ('{"is_nullable": false, "default_value": "1", "check_expression": "amount > 0", "comment": "@fieldType NUMBER"}',
   'amount numeric(10,2) default 1 not null constraint check_6ba7b8119dad11d180b400c04fd430c8 check (amount > 0)',
   'amount is ''@fieldType NUMBER''', 'everything'),
  ('{"name": "unitPrice"}', '"unitPrice" numeric(10,2)', '"unitPrice" is NULL', 'a name with capitals is quoted'),
  ('{"name": "order"}', '"order" numeric(10,2)', '"order" is NULL', 'so is a keyword'),
  ('{"name": "a\" int; drop table x; --"}', '"a"" int; drop table x; --" numeric(10,2)', '"a"" int; drop table x; --" is NULL',
   'and a hostile name'),
  ('{"comment": "it''s \\ $$ \n @x"}', 'amount numeric(10,2)', E'amount is E''it''''s \\\\ $$ \n @x''', 'a comment is a literal')
) t (changes, clause, comment, description);

select is(row((pg_temp.emitted(changes)).*)::compiler.statement, row(
  'CREATE_FIELD', '{"objectId": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "fieldId": "6ba7b811-9dad-11d1-80b4-00c04fd430c8"}',
  'alter table workspace_test."orderItem" add column amount numeric(10,2) default 1 not null '
  'constraint check_6ba7b8119dad11d180b400c04fd430c8 check (amount > 0); '
  'comment on column workspace_test."orderItem".amount is NULL',
  'workspace_test."orderItem"', 'amount numeric(10,2) default 1 not null',
  'constraint check_6ba7b8119dad11d180b400c04fd430c8 check (amount > 0)',
  'comment on column workspace_test."orderItem".amount is NULL', null)::compiler.statement,
  'the statement''s parts, for merging: column, constraint, remainder')
from (values ('{"is_nullable": false, "default_value": "1", "check_expression": "amount > 0"}'::jsonb)) t (changes);
select is((pg_temp.emitted('{}')).constraint_clause, null, 'no check, no constraint');
select is(
  (compiler.emit_column(jsonb_populate_record(null::compiler.operation,
    '{"type": "CREATE_FIELD", "table_name": "t\"; --", "name": "a", "data_type": "int", "is_nullable": true}'), 's"; --')).sql,
  'alter table "s""; --"."t""; --" add column a int; comment on column "s""; --"."t""; --".a is NULL',
  'hostile schema and table are quoted');

-- What it does, on a table with a record.
create schema workspace_test;
create table workspace_test."orderItem" (n int);
insert into workspace_test."orderItem" values (1);
select lives_ok((pg_temp.emitted(
  '{"is_nullable": false, "default_value": "1", "check_expression": "amount > 0", "comment": "@fieldType NUMBER\n@description \"it''s\""}')).sql,
  'it runs');
select is(
  (select row(format_type(atttypid, atttypmod), attnotnull, atthasdef, attidentity, attgenerated)::text
   from pg_attribute where attrelid = 'workspace_test."orderItem"'::regclass and attname = 'amount'),
  '("numeric(10,2)",t,t,"","")', 'the column has its type, default and not null, and is no identity');
select is((select amount from workspace_test."orderItem"), 1.00, 'a record that exists has the default');
select throws_ok('insert into workspace_test."orderItem" (amount) values (0)', '23514', null, 'the check holds');
select throws_ok('insert into workspace_test."orderItem" (amount) values (null)', '23502', null, 'and not null');
select is(
  col_description('workspace_test."orderItem"'::regclass, 2), E'@fieldType NUMBER\n@description "it''s"', 'the comment is as given');

-- Types, defaults and checks of 00-lib, for hostile options, through the DDL and back.
select lives_ok(
  (pg_temp.emitted(jsonb_build_object('name', 'tags"', 'field_id', gen_random_uuid(), 'data_type', 'varchar[]', 'is_nullable', true,
    'default_value', compiler.default_expression('MULTI_SELECT', to_jsonb(array[hostile])),
    'check_expression', compiler.check_expression('"tags"""', 'MULTI_SELECT', settings),
    'comment', compiler.smart_comment('@fieldType MULTI_SELECT', hostile)))).sql, 'hostile text runs')
from (values (E'it''s "x" \\ $$ {},;-- \n ü')) h (hostile),
  lateral (select jsonb_build_object('options', jsonb_build_array(jsonb_build_object('value', hostile)))) s (settings);
select is(
  (select "tags""" from workspace_test."orderItem"), array[E'it''s "x" \\ $$ {},;-- \n ü']::varchar[], 'and is the default, to the letter');
select throws_ok($$ update workspace_test."orderItem" set "tags""" = '{x}' $$, '23514', null, 'which the check knows');
select is(
  substr(split_part(col_description('workspace_test."orderItem"'::regclass, 3), E'\n', 2), length('@description ') + 1)::json #>> '{}',
  E'it''s "x" \\ $$ {},;-- \n ü', 'and the comment');
