/*
 * emit_index_change: validate -> plan -> EMIT -> apply -> log
 *
 * Expects: an UPDATE_INDEX operation; the workspace's schema.
 * Returns: ALTER INDEX … RENAME.
 * Test:    test/functions/30-emit/emit_index_change.tap.sql
 */
create or replace function compiler.emit_index_change(p_operation compiler.operation, p_schema_name text)
returns compiler.statement
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $emit_index_change$
declare
  v_result compiler.statement;
begin
  v_result.type := p_operation.type;
  v_result.table_name := format('%I.%I', p_schema_name, p_operation.table_name);
  v_result.ids := jsonb_strip_nulls(jsonb_build_object(
    'objectId', p_operation.object_id, 'fieldId', p_operation.field_id, 'indexId', p_operation.index_id));
  v_result.sql := format('alter index %I.%I rename to %I', p_schema_name, p_operation.previous_name, p_operation.name);
  return v_result;
end;
$emit_index_change$;

comment on function compiler.emit_index_change is 'Emit pass: the new name of an index.';

revoke all on function compiler.emit_index_change from public;
