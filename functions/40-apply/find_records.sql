/*
 * find_records: validate -> plan -> emit -> APPLY -> log
 *
 * Runs a counting SELECT of the validate pass.
 *
 * Expects: a table of a workspace; a condition made by our own functions.
 * Returns: how many records meet it, soft-deleted ones too, and three of their ids.
 * Raises:  55P03 when the table is locked for longer than the lock timeout.
 * Test:    test/functions/40-apply/find_records.tap.sql
 */
create or replace function compiler.find_records(
  p_schema_name text, p_table_name text, p_condition text, out count bigint, out ids uuid[])
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
set extra_float_digits = 1  -- a float goes by way of its text, which is to be exact
as $find_records$
begin
  -- %s is safe here: conditions come from the validate pass, values in them are quoted.
  execute format('select count(*), (array_agg(id order by id))[1:3] from %I.%I where %s',
    p_schema_name, p_table_name, p_condition)
  into count, ids;
end;
$find_records$;

comment on function compiler.find_records is 'Apply pass: counts the records that meet a condition.';

revoke all on function compiler.find_records from public;
