/*
 * emit_table_change: validate -> plan -> EMIT -> apply -> log
 *
 * Expects: an UPDATE_OBJECT operation; the workspace's schema.
 * Returns: ALTER TABLE, COMMENT, policies, or REVOKE and GRANTs.
 * Test:    test/functions/30-emit/emit_table_change.tap.sql
 */
create or replace function compiler.emit_table_change(p_operation compiler.operation, p_schema_name text)
returns compiler.statement
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $emit_table_change$
declare
  v_table  text := format('%I.%I', p_schema_name, p_operation.table_name);
  v_result compiler.statement;
begin
  v_result.type := p_operation.type;
  v_result.table_name := case p_operation.action
    when 'RENAME' then format('%I.%I', p_schema_name, p_operation.previous_name) else v_table end;
  v_result.ids := jsonb_build_object('objectId', p_operation.object_id);
  v_result.sql := case p_operation.action
    when 'RENAME' then
      format('alter table %I.%I rename to %I', p_schema_name, p_operation.previous_name, p_operation.table_name)
    when 'COMMENT' then format('comment on table %s is %L', v_table, p_operation.comment)
    when 'POLICIES' then compiler.emit_policies(p_operation, v_table)
    when 'GRANTS' then
      format('revoke all on %s from %s', v_table, p_operation.expression)
        || coalesce('; ' || compiler.emit_grants(p_operation.grants, v_table), '')
  end;
  return v_result;
end;
$emit_table_change$;

comment on function compiler.emit_table_change is 'Emit pass: one step of a table''s change.';

revoke all on function compiler.emit_table_change from public;
