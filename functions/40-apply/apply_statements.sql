/*
 * apply_statements: validate -> plan -> emit -> APPLY -> log
 *
 * The one place that EXECUTEs DDL. All of it is one script: a statement each
 * costs 3 to 6 % more.
 *
 * Expects: statements of the emit pass; the workspace's lock.
 * Raises:  MC106 when a table would have more columns than Postgres can hold;
 *          MC211 when a record is in the way that the validate pass did not see:
 *          it came since, or a value is too long for an index;
 *          55P03 when a table is in use for longer than the lock timeout: a
 *          waiting ALTER TABLE holds up every reader behind it, so it is short.
 * Test:    test/functions/40-apply/apply_statements.tap.sql
 */
create or replace function compiler.apply_statements(p_statements compiler.statement[])
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
set extra_float_digits = 1  -- a float goes by way of its text, which is to be exact
as $apply_statements$
begin
  execute compiler.merge_statements(p_statements);
exception
  when lock_not_available then
    raise exception 'a table of the workspace is in use'
      using errcode = '55P03',
            detail  = 'Another transaction held it for longer than 2 seconds. Nothing was changed.',
            hint    = 'Try again.';
  when too_many_columns then
    raise exception 'an object would have too many fields'
      using errcode = 'MC106',
            detail  = 'Postgres keeps at most 1600 columns in a table, those of the system and of deleted fields included.',
            hint    = 'Move some of the fields to an object of their own.';
  when data_exception or integrity_constraint_violation or program_limit_exceeded then
    raise exception 'a record cannot follow the change'
      using errcode = 'MC211',
            detail  = format('Postgres says: %s. Nothing was changed.', sqlerrm),
            hint    = 'Try again: what is in the way is then counted. If it stays so, change or shorten the value.';
end;
$apply_statements$;

comment on function compiler.apply_statements is 'Apply pass: runs the DDL.';

revoke all on function compiler.apply_statements from public;
