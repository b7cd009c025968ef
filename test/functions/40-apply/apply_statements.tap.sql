select plan(12);

create schema workspace_test;
create function pg_temp.statement(p_sql text) returns compiler.statement language sql as $$
  select row('CREATE_INDEX', '{}'::jsonb, p_sql, null, null, null, null, null)::compiler.statement
$$;

select lives_ok($$ select compiler.apply_statements('{}') $$, 'nothing to run is no error');
select lives_ok(
  $$ select compiler.apply_statements(array[
       row('CREATE_OBJECT', '{}', 'never run', 'workspace_test."order"', 'id uuid', null, 'comment on table workspace_test."order" is ''x''', null)::compiler.statement,
       row('CREATE_FIELD', '{}', 'never run', 'workspace_test."order"', 'n int', 'constraint c check (n > 0)', 'select 1', null)::compiler.statement,
       row('CREATE_INDEX', '{}', 'create index i on workspace_test."order" (n)', null, null, null, null, null)::compiler.statement]) $$,
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

select function_privs_are('compiler', 'apply_statements', '{compiler.statement[]}', 'api', '{}', 'the API''s login role may not call it');
-- catalog_roles() says it in the text of a repair.
select is_empty(
  $$ select p.oid::regprocedure from pg_proc p join pg_language l on l.oid = p.prolang
     where pronamespace = 'compiler'::regnamespace and lanname = 'plpgsql' and prosrc ~ '\mexecute (?!function)'
       and proname not in ('apply_statements', 'count_rows', 'find_records', 'find_duplicates', 'drop_workspace', 'lock_tables', 'expected_catalog', 'write_members', 'catalog_roles') $$,
  'no other function of the compiler executes text');
