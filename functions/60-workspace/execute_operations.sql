/*
 * execute_operations: validate -> plan -> EMIT -> APPLY -> LOG
 *
 * The second half of the pipeline, for operations that are planned.
 *
 * Expects: the operations in order, the ids of the metadata rows that they
 *          compile, whether a customer made the change (else the blueprint).
 * Test:    test/functions/60-workspace/execute_operations.tap.sql
 */
create or replace function compiler.execute_operations(
  p_workspace_id uuid, p_schema_name text,
  p_operations compiler.operation[], p_compiled_ids uuid[], p_is_custom boolean)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $execute_operations$
declare
  v_operation  compiler.operation;
  v_statements compiler.statement[] := compiler.emit_operations(p_operations, p_schema_name);
  v_types      text[] := '{}';
begin
  foreach v_operation in array p_operations loop
    v_types := v_types || coalesce(v_operation.action, case
      when v_operation.type = 'CREATE_FIELD' and not (v_operation.is_new_table or v_operation.is_nullable)
        and v_operation.default_value is null then 'SET_NOT_NULL'
    end, v_operation.type);
  end loop;
  -- Only where a record may be in the way: an exception block costs a fifth. A new column
  -- brings no values, but may ask for one.
  if v_types && '{SET_TYPE,SET_VALUES,FILL_DEFAULT,SET_NOT_NULL,ADD_CHECK}'
    or ('CREATE_INDEX' = any (v_types) and 'CREATE_FIELD' <> all (v_types))
  then
    perform compiler.apply_to_records(v_statements);
  else
    perform compiler.apply_statements(v_statements);
  end if;
  perform compiler.log_statements(p_workspace_id, v_statements, p_compiled_ids, p_is_custom);
end;
$execute_operations$;

comment on function compiler.execute_operations is 'Pipeline: emits, applies and logs planned operations.';

revoke all on function compiler.execute_operations from public;
