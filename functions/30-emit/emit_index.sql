/*
 * emit_index: validate -> plan -> EMIT -> apply -> log
 *
 * Expects: a CREATE_INDEX operation, whose columns and predicate are quoted by
 *          the plan pass; the workspace's schema.
 * Returns: CREATE INDEX.
 * Test:    test/functions/30-emit/emit_index.tap.sql
 */
create or replace function compiler.emit_index(p_operation compiler.operation, p_schema_name text)
returns compiler.statement
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $emit_index$
declare
  v_result compiler.statement;
begin
  v_result.type := p_operation.type;
  v_result.ids := jsonb_strip_nulls(jsonb_build_object(
    'objectId', p_operation.object_id, 'fieldId', p_operation.field_id, 'indexId', p_operation.index_id));
  v_result.table_name := format('%I.%I', p_schema_name, p_operation.table_name);
  v_result.sql := format('create %sindex %I on %s using %s (%s)%s',
    case when p_operation.is_unique then 'unique ' else '' end,
    p_operation.name, v_result.table_name, p_operation.data_type,
    array_to_string(p_operation.columns, ', '),
    coalesce(' where ' || p_operation.check_expression, ''));
  return v_result;
end;
$emit_index$;

comment on function compiler.emit_index is 'Emit pass: CREATE INDEX.';

revoke all on function compiler.emit_index from public;
