/*
 * count_rows: validate -> plan -> emit -> APPLY -> log
 *
 * Runs the counting SELECT of validation: the one dynamic statement beside
 * apply_statements().
 *
 * Expects: a table of a workspace.
 * Returns: how many records it has, soft-deleted ones too.
 * Raises:  55P03 when the table is locked for longer than the lock timeout.
 * Test:    test/functions/40-apply/count_rows.tap.sql
 */
create or replace function compiler.count_rows(p_schema_name text, p_table_name text)
returns bigint
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $count_rows$
declare
  v_count bigint;
begin
  execute format('select count(*) from %I.%I', p_schema_name, p_table_name) into v_count;
  return v_count;
end;
$count_rows$;

comment on function compiler.count_rows is 'Apply pass: how many records a workspace''s table has.';

revoke all on function compiler.count_rows from public;
