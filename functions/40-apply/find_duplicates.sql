/*
 * find_duplicates: validate -> plan -> emit -> APPLY -> log
 *
 * Runs a counting SELECT of the validate pass.
 *
 * Expects: a table of a workspace; quoted columns; whether only live records count.
 * Returns: how many values occur more than once, and three of them with their number.
 * Raises:  55P03 when the table is locked for longer than the lock timeout.
 * Test:    test/functions/40-apply/find_duplicates.tap.sql
 */
create or replace function compiler.find_duplicates(
  p_schema_name text, p_table_name text, p_columns text[], p_live_only boolean,
  out count bigint, out examples text[])
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
set extra_float_digits = 1  -- a float goes by way of its text, which is to be exact
as $find_duplicates$
declare
  v_columns text := array_to_string(p_columns, ', ');
begin
  -- %s is safe here: the columns are quoted.
  execute format(
    'select count(*), (array_agg(example order by example))[1:3] from ('
    'select concat_ws('', '', %1$s) || '' ('' || count(*) || '' times)'' as example '
    'from %2$I.%3$I where num_nulls(%1$s) = 0%4$s group by %1$s having count(*) > 1) d',
    v_columns, p_schema_name, p_table_name, case when p_live_only then ' and "deletedAt" is null' else '' end)
  into count, examples;
end;
$find_duplicates$;

comment on function compiler.find_duplicates is 'Apply pass: counts the values that occur more than once.';

revoke all on function compiler.find_duplicates from public;
