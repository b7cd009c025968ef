select plan(16);

-- Statements in short: type, table, clause, constraint, remainder; sql is that of what stands alone.
create function pg_temp.merged(p_statements jsonb) returns text language sql as $$
  select compiler.merge_statements(array(
    select row(s ->> 0, '{}'::jsonb, s ->> 5, s ->> 1, s ->> 2, s ->> 3, s ->> 4, null)::compiler.statement
    from jsonb_array_elements(p_statements) with ordinality t (s, place) order by place))
$$;

select is(pg_temp.merged(statements::jsonb), script, description)
from (values
  ('[]', '', 'nothing gives nothing'),
  ('[["CREATE_OBJECT", "s.a", "id uuid", null, "R"]]', E'create table s.a (id uuid);\nR', 'a new table, and what follows it'),
  ('[["CREATE_OBJECT", "s.a", "id uuid", null, "R"],
     ["CREATE_FIELD", "s.a", "x int", "constraint c check (x > 0)", "X"], ["CREATE_FIELD", "s.a", "y int", null, "Y"]]',
   E'create table s.a (id uuid, x int constraint c check (x > 0), y int);\nR;\nX;\nY', 'the columns of a new table stand in its CREATE TABLE'),
  ('[["CREATE_FIELD", "s.a", "x int", null, "X"]]', E'alter table s.a add column x int;\nX', 'a column of a table that exists'),
  ('[["CREATE_FIELD", "s.a", "x int", null, "X"], ["CREATE_FIELD", "s.a", "y int", null, "Y"]]',
   E'alter table s.a add column x int, add column y int;\nX;\nY', 'several share one ALTER TABLE'),
  ('[["CREATE_FIELD", "s.a", "x int", "constraint c check (x > 0)", "X"], ["CREATE_FIELD", "s.a", "y int", "constraint d check (y > 0)", "Y"]]',
   E'alter table s.a add column x int, add column y int;\n'
   'alter table s.a add constraint c check (x > 0);\nX;\nalter table s.a add constraint d check (y > 0);\nY',
   'each constraint on a table that exists is alone in its ALTER TABLE'),
  ('[["CREATE_OBJECT", "s.a", "id uuid", null, "A"], ["CREATE_FIELD", "s.a", "x int", null, "X"],
     ["CREATE_OBJECT", "s.b", "id uuid", null, "B"], ["CREATE_FIELD", "s.b", "y int", null, "Y"],
     ["CREATE_FIELD", "s.c", "z int", null, "Z"]]',
   E'create table s.a (id uuid, x int);\nA;\nX;\ncreate table s.b (id uuid, y int);\nB;\nY;\nalter table s.c add column z int;\nZ',
   'several tables, new and old, in their order'),
  ('[["CREATE_FIELD", "s.a", "x int", null, "X"], ["CREATE_OBJECT", "s.b", "id uuid", null, "B"]]',
   E'alter table s.a add column x int;\nX;\ncreate table s.b (id uuid);\nB', 'a new table after columns of another'),
  ('[["CREATE_INDEX", "s.a", null, null, null, "I"], ["CREATE_INDEX", "s.b", null, null, null, "J"]]', E'I;\nJ', 'only indexes'),
  ('[["CREATE_OBJECT", "s.a", "id uuid", null, "A"], ["CREATE_INDEX", "s.a", null, null, null, "I"],
     ["CREATE_FIELD", "s.a", "x int", null, "X"], ["CREATE_INDEX", "s.a", null, null, null, "J"]]',
   E'create table s.a (id uuid, x int);\nA;\nX;\nI;\nJ', 'indexes among columns come after them'),
  ('[["CREATE_FIELD", "s.a", "x int", null, "X"], ["CREATE_RELATION", "s.a", null, null, null, "F"],
     ["CREATE_OBJECT", "s.b", "id uuid", null, "B"], ["CREATE_INDEX", "s.b", null, null, null, "I"]]',
   E'alter table s.a add column x int;\nX;\ncreate table s.b (id uuid);\nB;\nF;\nI', 'a foreign key comes after all tables'),
  ('[["CREATE_WORKSPACE", null, null, null, null, "create schema s"], ["CREATE_ROLE", null, null, null, null, "create role r"],
     ["CREATE_OBJECT", "s.a", "id uuid", null, "A"]]',
   E'create schema s;\ncreate role r;\ncreate table s.a (id uuid);\nA', 'schema and roles come before their tables'),
  ('[["CREATE_OBJECT", "s.a", "id uuid", null, "A"], ["CREATE_ROLE", null, null, null, null, "create role r"],
     ["CREATE_FIELD", "s.a", "x int", null, "X"]]',
   E'create table s.a (id uuid);\nA;\ncreate role r;\nalter table s.a add column x int;\nX',
   'a table that is done before another statement is altered after it')
) t (statements, script, description);

-- The script does what the logged statements do: one table by those, one by a script, one by a script for the table and
-- one for its columns.
create function pg_temp.statements(p_schema text) returns compiler.statement[] language sql as $$
  select array_agg(compiler.emit_operation(jsonb_populate_record(null::compiler.operation, o), p_schema) order by place)
  from jsonb_array_elements('[
    {"type": "CREATE_OBJECT", "table_name": "order", "object_id": "00000000-0000-4000-8000-000000000001", "grants": [], "comment": "it''s"},
    {"type": "CREATE_FIELD", "table_name": "order", "name": "a", "data_type": "int", "is_nullable": false, "default_value": "1",
     "check_expression": "a > 0", "field_id": "00000000-0000-4000-8000-000000000002", "comment": "; --"},
    {"type": "CREATE_FIELD", "table_name": "order", "name": "b", "data_type": "varchar(5)", "is_nullable": true,
     "field_id": "00000000-0000-4000-8000-000000000003"},
    {"type": "CREATE_INDEX", "table_name": "order", "name": "IDX_order_a", "columns": ["a"], "data_type": "btree", "is_unique": true}
  ]') with ordinality t (o, place)
$$;
create function pg_temp.description_of(p_schema text) returns text language sql as $$
  select replace(concat_ws(E'\n',
    (select string_agg(format('%s %s %s %s %s', attname, format_type(atttypid, atttypmod), attnotnull,
       pg_get_expr(adbin, adrelid), col_description(attrelid, attnum)), E'\n' order by attnum)
     from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum where attrelid = t and attnum > 0),
    (select string_agg(conname || ' ' || pg_get_constraintdef(oid), E'\n' order by conname) from pg_constraint where conrelid = t),
    (select string_agg(pg_get_indexdef(indexrelid), E'\n' order by indexrelid::regclass::text) from pg_index where indrelid = t),
    (select string_agg(pg_get_triggerdef(oid), E'\n' order by tgname) from pg_trigger where tgrelid = t)), p_schema, 'SCHEMA')
  from (select format('%I."order"', p_schema)::regclass) t (t)
$$;
create schema test_logged;
create schema test_new;
create schema test_old;
do $$
declare v_sql text;
begin
  foreach v_sql in array (select array_agg(s.sql) from unnest(pg_temp.statements('test_logged')) s) loop
    execute v_sql;
  end loop;
  execute compiler.merge_statements(pg_temp.statements('test_new'));
  execute compiler.merge_statements((pg_temp.statements('test_old'))[1:1]);
  execute compiler.merge_statements((pg_temp.statements('test_old'))[2:]);
end $$;
select alike(
  pg_temp.description_of('test_logged'),
  '%a integer t 1 ; --%b character varying(5) f%CHECK ((a > 0))%"IDX_order_a" ON SCHEMA."order"%TRIGGER set_updated_at%',
  'what is logged, run in order, gives the table');
select is(pg_temp.description_of('test_new'), pg_temp.description_of('test_logged'), 'so does the script of a new table');
select is(pg_temp.description_of('test_old'), pg_temp.description_of('test_logged'), 'and that of columns on an old one');
