/*
 * emit_foreign_key_change: validate -> plan -> EMIT -> apply -> log
 *
 * Expects: an UPDATE_RELATION operation; the workspace's schema.
 * Returns: the foreign key dropped and added, or its comment alone.
 * Test:    test/functions/30-emit/emit_foreign_key_change.tap.sql
 */
create or replace function compiler.emit_foreign_key_change(p_operation compiler.operation, p_schema_name text)
returns compiler.statement
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $emit_foreign_key_change$
declare
  v_result     compiler.statement := compiler.emit_foreign_key(p_operation, p_schema_name);
  v_constraint text := compiler.id_name('fk', p_operation.field_id);
begin
  v_result.sql := case p_operation.action
    when 'REPLACE' then format('alter table %s drop constraint %I; ', v_result.table_name, v_constraint) || v_result.sql
    else format('comment on constraint %I on %s is %L', v_constraint, v_result.table_name, p_operation.comment)
  end;
  return v_result;
end;
$emit_foreign_key_change$;

comment on function compiler.emit_foreign_key_change is 'Emit pass: the change of a relations foreign key.';

revoke all on function compiler.emit_foreign_key_change from public;
