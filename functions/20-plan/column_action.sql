/*
 * column_action: validate -> PLAN -> emit -> apply -> log
 *
 * Expects: a CREATE_FIELD operation, which says what the column is to be; one of
 *          the actions of emit_column_change().
 * Returns: one UPDATE_FIELD.
 * Test:    test/functions/20-plan/column_action.tap.sql
 */
create or replace function compiler.column_action(p_column compiler.operation, p_action text)
returns compiler.operation
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $column_action$
begin
  p_column.type := 'UPDATE_FIELD';
  p_column.action := p_action;
  return p_column;
end;
$column_action$;

comment on function compiler.column_action is 'Plan pass: one step of a column''s change.';

revoke all on function compiler.column_action from public;
