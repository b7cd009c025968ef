/*
 * emit_column_change: validate -> plan -> EMIT -> apply -> log
 *
 * Expects: an UPDATE_FIELD operation; the workspace's schema.
 * Returns: one ALTER TABLE, UPDATE or COMMENT.
 * Test:    test/functions/30-emit/emit_column_change.tap.sql
 */
create or replace function compiler.emit_column_change(p_operation compiler.operation, p_schema_name text)
returns compiler.statement
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $emit_column_change$
declare
  v_table  text := format('%I.%I', p_schema_name, p_operation.table_name);
  v_check  text := compiler.id_name('check', p_operation.field_id);
  v_result compiler.statement;
begin
  v_result.type := p_operation.type;
  v_result.table_name := v_table;
  v_result.ids := jsonb_build_object('objectId', p_operation.object_id, 'fieldId', p_operation.field_id);
  -- %s is safe here: table, type, default, check and value are texts of our own functions.
  v_result.sql := case p_operation.action
    when 'RENAME' then format('alter table %s rename column %I to %I', v_table, p_operation.previous_name, p_operation.name)
    when 'DROP_CHECK' then format('alter table %s drop constraint %I', v_table, v_check)
    when 'ADD_CHECK' then format('alter table %s add constraint %I check (%s)', v_table, v_check, p_operation.check_expression)
    when 'DROP_DEFAULT' then format('alter table %s alter column %I drop default', v_table, p_operation.name)
    when 'SET_DEFAULT' then
      format('alter table %s alter column %I set default %s', v_table, p_operation.name, p_operation.default_value)
    when 'DROP_NOT_NULL' then format('alter table %s alter column %I drop not null', v_table, p_operation.name)
    when 'SET_NOT_NULL' then format('alter table %s alter column %I set not null', v_table, p_operation.name)
    when 'FILL_DEFAULT' then format('update %s set %I = default where %2$I is null', v_table, p_operation.name)
    when 'SET_VALUES' then
      format('update %s set %I = %s where %2$I is distinct from %3$s', v_table, p_operation.name, p_operation.expression)
    when 'CLEAR_DANGLING' then
      -- The target may have a column of the same name, or be the same table.
      format('update %s r set %I = null where r.%2$I is not null and not exists (select from %3$I.%4$I t where t.id = r.%2$I)',
        v_table, p_operation.name, p_schema_name, p_operation.target_table)
    when 'SET_TYPE' then
      format('alter table %s alter column %I type %s', v_table, p_operation.name, p_operation.data_type)
        || coalesce(' using ' || p_operation.expression, '')
    when 'COMMENT' then format('comment on column %s.%I is %L', v_table, p_operation.name, p_operation.comment)
  end;
  return v_result;
end;
$emit_column_change$;

comment on function compiler.emit_column_change is 'Emit pass: one step of a column''s change.';

revoke all on function compiler.emit_column_change from public;
