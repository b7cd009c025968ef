/*
 * apply_statements: validate -> plan -> emit -> APPLY -> log
 *
 * The one place that EXECUTEs DDL. All of it is one script: a statement each
 * costs 3 to 6 % more.
 *
 * Expects: statements of the emit pass; the workspace's lock.
 * Raises:  MC207 when a table would have more columns than Postgres can hold;
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
      using errcode = 'MC207',
            detail  = 'Postgres keeps at most 1600 columns in a table, those of the system and of deleted fields included.',
            hint    = 'Move some of the fields to an object of their own.';
end;
$apply_statements$;

comment on function compiler.apply_statements is 'Apply pass: runs the DDL.';

revoke all on function compiler.apply_statements from public;
