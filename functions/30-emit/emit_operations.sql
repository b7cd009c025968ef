/*
 * emit_operations: validate -> plan -> EMIT -> apply -> log
 *
 * Expects: operations in order; the schema.
 * Returns: their statements, in order.
 * Test:    test/functions/30-emit/emit_operations.tap.sql
 */
create or replace function compiler.emit_operations(p_operations compiler.operation[], p_schema_name text)
returns compiler.statement[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $emit_operations$
declare
  v_operation  compiler.operation;
  v_statements compiler.statement[] := '{}';
begin
  foreach v_operation in array p_operations loop
    v_statements := v_statements || compiler.emit_operation(v_operation, p_schema_name);
  end loop;
  return v_statements;
end;
$emit_operations$;

comment on function compiler.emit_operations is 'Emit pass: the statements of operations.';

revoke all on function compiler.emit_operations from public;
