/*
 * emit_deletion: validate -> plan -> EMIT -> apply -> log
 *
 * What cannot be had back goes (indexes, foreign keys); what holds data is moved
 * out of sight.
 *
 * Expects: a DELETE_… operation; the workspace's schema.
 * Returns: DROP INDEX, DROP CONSTRAINT, or a new name.
 * Test:    test/functions/30-emit/emit_deletion.tap.sql
 */
create or replace function compiler.emit_deletion(p_operation compiler.operation, p_schema_name text)
returns compiler.statement
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $emit_deletion$
declare
  v_table  text := format('%I.%I', p_schema_name, p_operation.table_name);
  v_result compiler.statement;
begin
  v_result.type := p_operation.type;
  v_result.table_name := case
    when p_operation.type = 'DELETE_OBJECT' and p_operation.action is distinct from 'DROP'
    then format('%I.%I', p_schema_name, p_operation.previous_name) else v_table end;
  v_result.ids := jsonb_strip_nulls(jsonb_build_object(
    'objectId', p_operation.object_id, 'fieldId', p_operation.field_id, 'indexId', p_operation.index_id));
  -- %s is safe here: the table and the list of roles are quoted.
  v_result.sql := case p_operation.type
    when 'DELETE_INDEX' then format('drop index %I.%I', p_schema_name, p_operation.name)
    when 'DELETE_RELATION' then
      format('alter table %s drop constraint %I', v_table, compiler.id_name('fk', p_operation.field_id))
    when 'DELETE_FIELD' then case p_operation.action
      when 'DROP' then format('alter table %s drop column %I', v_table, p_operation.name)
      else format('alter table %s rename column %I to %I', v_table, p_operation.previous_name, p_operation.name)
        || case p_operation.action when 'HIDE_NOT_NULL' then
             format('; alter table %s alter column %I drop not null', v_table, p_operation.name) else '' end
      end
    when 'DELETE_OBJECT' then case p_operation.action
      when 'DROP' then format('drop table %s', v_table)
      else format('alter table %I.%I rename to %I; revoke all on %s from %s',
        p_schema_name, p_operation.previous_name, p_operation.table_name, v_table, p_operation.expression)
      end
  end;
  return v_result;
end;
$emit_deletion$;

comment on function compiler.emit_deletion is 'Emit pass: what is dropped, or moved out of sight.';

revoke all on function compiler.emit_deletion from public;
