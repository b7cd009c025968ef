select plan(16);

create schema workspace_test;
create function pg_temp.statement(p_sql text) returns compiler.statement language sql as $$
  select row('CREATE_INDEX', '{}'::jsonb, p_sql, null, null, null, null)::compiler.statement
$$;

select lives_ok($$ select compiler.apply_statements('{}') $$, 'nothing to run is no error');
select lives_ok(
  $$ select compiler.apply_statements(array[
       row('CREATE_OBJECT', '{}', 'never run', 'workspace_test."order"', 'id uuid', null, 'comment on table workspace_test."order" is ''x''')::compiler.statement,
       row('CREATE_FIELD', '{}', 'never run', 'workspace_test."order"', 'n int', 'constraint c check (n > 0)', 'select 1')::compiler.statement,
       row('CREATE_INDEX', '{}', 'create index i on workspace_test."order" (n)', null, null, null, null)::compiler.statement]) $$,
  'statements run, merged');
select has_table('workspace_test', 'order', 'the table is there');
select col_type_is('workspace_test', 'order', 'n', 'integer', 'with its column');
select has_index('workspace_test', 'order', 'i', 'and its index');
select throws_ok('insert into workspace_test."order" (n) values (0)', '23514', null, 'and its check');

-- It looks into no schema but pg_catalog, whatever the session's search_path.
create table public.trap (n int);
set local search_path = public, tap;
select tap.throws_ok(
  $$ select compiler.apply_statements(array[pg_temp.statement('drop table trap')]) $$, '42P01', 'table "trap" does not exist',
  'a name without schema is not found in the caller''s search_path');
set local search_path = tap, public;

-- Errors: those that mean something else are left alone, with nothing done.
select throws_ok(
  $$ select compiler.apply_statements(array[
       pg_temp.statement('create table workspace_test.half (n int)'), pg_temp.statement('create table workspace_test."order" (n int)')]) $$,
  '42P07', 'relation "order" already exists', 'an error of Postgres stays what it is');
select hasnt_table('workspace_test', 'half', 'and nothing of the script has happened');
select throws_ok(
  $$ select compiler.apply_statements(array[pg_temp.statement('nonsense')]) $$, '42601', null, 'text that is no SQL is an error');

-- Code, message, detail, hint.
create function pg_temp.error_of(p_statement compiler.statement) returns text[] language plpgsql as $$
declare
  v_detail text;
  v_hint   text;
begin
  perform compiler.apply_statements(array[p_statement]);
  return null;
exception when others then
  get stacked diagnostics v_detail = pg_exception_detail, v_hint = pg_exception_hint;
  return array[sqlstate, sqlerrm, v_detail, v_hint];
end $$;
select is(
  pg_temp.error_of(pg_temp.statement($$ do $do$ begin raise exception 'x' using errcode = 'lock_not_available'; end $do$ $$)),
  array['55P03', 'a table of the workspace is in use',
    'Another transaction held it for longer than 2 seconds. Nothing was changed.', 'Try again.'],
  'a lock that is not free in time says so, and what to do');
select ok(
  (select 'lock_timeout=2s' = any (proconfig) from pg_proc where oid = 'compiler.apply_statements'::regproc),
  'in time is two seconds: readers queue behind a waiting ALTER TABLE');
select is(
  (pg_temp.error_of(row('CREATE_OBJECT', '{}', null, 'workspace_test.wide',
    (select string_agg('c' || i || ' int', ', ') from generate_series(1, 1601) i), null, null)::compiler.statement))[1:2],
  '{MC106,an object would have too many fields}', 'more columns than Postgres can hold are refused as a fault of the metadata');
select is(
  (pg_temp.error_of(row('CREATE_OBJECT', '{}', null, 'workspace_test.wide',
    (select string_agg('c' || i || ' int', ', ') from generate_series(1, 1600) i), null, null)::compiler.statement)),
  null, 'as many as it can hold are not');

select function_privs_are('compiler', 'apply_statements', '{compiler.statement[]}', 'api', '{}', 'the API''s login role may not call it');
select is_empty(
  $$ select p.oid::regprocedure from pg_proc p join pg_language l on l.oid = p.prolang
     where pronamespace = 'compiler'::regnamespace and lanname = 'plpgsql' and prosrc ~ '\mexecute (?!function)'
       and proname not in ('apply_statements', 'count_rows', 'find_records', 'find_duplicates', 'drop_workspace') $$,
  'no other function of the compiler executes text');
