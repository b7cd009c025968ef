/*
 * index_rename: validate -> PLAN -> emit -> apply -> log
 *
 * Expects: the CREATE_INDEX operations of one index under two names.
 * Returns: one UPDATE_INDEX.
 * Test:    test/functions/20-plan/index_rename.tap.sql
 */
create or replace function compiler.index_rename(p_previous compiler.operation, p_next compiler.operation)
returns compiler.operation
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $index_rename$
begin
  p_next.type := 'UPDATE_INDEX';
  p_next.previous_name := p_previous.name;
  return p_next;
end;
$index_rename$;

comment on function compiler.index_rename is 'Plan pass: the operation that renames an index.';

revoke all on function compiler.index_rename from public;
