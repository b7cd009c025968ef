/*
 * emit_schema: validate -> plan -> EMIT -> apply -> log
 *
 * Expects: a CREATE_WORKSPACE operation.
 * Returns: CREATE SCHEMA.
 * Test:    test/functions/30-emit/emit_schema.tap.sql
 */
create or replace function compiler.emit_schema(p_operation compiler.operation)
returns compiler.statement
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $emit_schema$
declare
  v_result compiler.statement;
begin
  v_result.type := p_operation.type;
  v_result.ids := '{}';
  v_result.sql := format('create schema %I', p_operation.name);
  return v_result;
end;
$emit_schema$;

comment on function compiler.emit_schema is 'Emit pass: CREATE SCHEMA of a workspace.';

revoke all on function compiler.emit_schema from public;
