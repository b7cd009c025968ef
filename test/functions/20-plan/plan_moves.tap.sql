-- No name is taken before it is free.
select plan(8);

-- Operations, a line each: type action table previous -> name.
create function pg_temp.steps(p_operations compiler.operation[]) returns text language sql as $$
  select string_agg(concat_ws(' ', o.type, o.action, o.table_name, o.previous_name || ' ->', o.name), E'\n' order by o.ordinality)
  from unnest(p_operations) with ordinality o
$$;

create function pg_temp.moved(p_operations jsonb) returns text language sql as $$
  select replace(pg_temp.steps(compiler.plan_moves(array(
    select o from jsonb_populate_recordset(null::compiler.operation, p_operations) o))), md5('b'), '<b>')
$$;
select is(compiler.plan_moves('{}'), '{}', 'nothing');
select is(pg_temp.moved('[{"type": "UPDATE_FIELD", "action": "RENAME", "table_name": "t", "previous_name": "a", "name": "b"},
    {"type": "UPDATE_FIELD", "action": "COMMENT", "table_name": "t", "name": "b"}, {"type": "DELETE_FIELD", "table_name": "t", "name": "x"}]'),
  E'DELETE_FIELD t x\nUPDATE_FIELD RENAME t a -> b\nUPDATE_FIELD COMMENT t b', 'what goes comes first, the rest as it was');
select is(pg_temp.moved('[{"type": "UPDATE_FIELD", "action": "RENAME", "table_name": "t", "previous_name": "a", "name": "b"},
    {"type": "UPDATE_FIELD", "action": "RENAME", "table_name": "t", "previous_name": "b", "name": "a"}]'),
  E'UPDATE_FIELD RENAME t b -> moving_<b>\nUPDATE_FIELD RENAME t a -> b\nUPDATE_FIELD RENAME t moving_<b> -> a',
  'two columns swap: the second steps aside');
select is(pg_temp.moved('[{"type": "UPDATE_FIELD", "action": "RENAME", "table_name": "t", "previous_name": "b", "name": "c"},
    {"type": "UPDATE_FIELD", "action": "RENAME", "table_name": "t", "previous_name": "a", "name": "b"}]'),
  E'UPDATE_FIELD RENAME t b -> c\nUPDATE_FIELD RENAME t a -> b', 'a name that is free by then: nobody steps aside');
select is(pg_temp.moved('[{"type": "UPDATE_FIELD", "action": "RENAME", "table_name": "t", "previous_name": "a", "name": "b"},
    {"type": "UPDATE_FIELD", "action": "RENAME", "table_name": "u", "previous_name": "b", "name": "a"}]'),
  E'UPDATE_FIELD RENAME t a -> b\nUPDATE_FIELD RENAME u b -> a', 'columns of two tables are not in each other''s way');
select is(pg_temp.moved('[{"type": "UPDATE_OBJECT", "action": "RENAME", "table_name": "b", "previous_name": "a"},
    {"type": "UPDATE_OBJECT", "action": "COMMENT", "table_name": "b"}, {"type": "UPDATE_OBJECT", "action": "RENAME", "table_name": "a", "previous_name": "b"}]'),
  E'UPDATE_OBJECT RENAME moving_<b> b -> moving_<b>\nUPDATE_OBJECT RENAME b a ->\nUPDATE_OBJECT COMMENT b\nUPDATE_OBJECT RENAME a moving_<b> ->',
  'two tables swap');
select is(pg_temp.moved('[{"type": "UPDATE_INDEX", "table_name": "t", "previous_name": "a", "name": "b"},
    {"type": "UPDATE_INDEX", "table_name": "u", "previous_name": "b", "name": "a"}]'),
  E'UPDATE_INDEX u b -> moving_<b>\nUPDATE_INDEX t a -> b\nUPDATE_INDEX u moving_<b> -> a', 'two indexes swap, whose names a schema shares');
select is(pg_temp.moved('[{"type": "UPDATE_INDEX", "table_name": "t", "previous_name": "a", "name": "b"},
    {"type": "UPDATE_FIELD", "action": "RENAME", "table_name": "t", "previous_name": "b", "name": "a"}]'),
  E'UPDATE_INDEX t a -> b\nUPDATE_FIELD RENAME t b -> a', 'an index and a column are not');
