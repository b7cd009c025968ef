/*
 * apply_statements: validate -> plan -> emit -> APPLY -> log
 *
 * The one place that EXECUTEs DDL. All of it is one script: a statement each
 * costs 3 to 6 % more. Its tables are locked first: DDL within an exception
 * block, whose subtransaction throws away what the catalog caches hold, takes a
 * fifth longer.
 *
 * Expects: statements of the emit pass; the workspace's lock.
 * Raises:  see lock_tables().
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
  perform compiler.lock_tables(p_statements);
  execute compiler.merge_statements(p_statements);
end;
$apply_statements$;

comment on function compiler.apply_statements is 'Apply pass: runs the DDL.';

revoke all on function compiler.apply_statements from public;
