/*
 * emit_operation: validate -> plan -> EMIT -> apply -> log
 *
 * One operation becomes the text of one statement, by its family: table, column,
 * index, foreign key (the guide's managers; its enum manager is the CHECK of a
 * column), schema and role.
 *
 * Expects: an operation of the plan pass; the workspace's schema.
 * Returns: the statement, with the ids that the log shows. Text only.
 * Raises:  MC901 an operation that no family emits: a mistake of the compiler.
 * Test:    test/functions/30-emit/emit_operation.tap.sql
 */
create or replace function compiler.emit_operation(p_operation compiler.operation, p_schema_name text)
returns compiler.statement
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $emit_operation$
declare
  v_result compiler.statement;
begin
  v_result := case p_operation.type
    when 'CREATE_WORKSPACE' then compiler.emit_schema(p_operation)
    when 'CREATE_ROLE' then compiler.emit_role(p_operation, p_schema_name)
    when 'UPDATE_ROLE' then compiler.emit_role(p_operation, p_schema_name)
    when 'DELETE_ROLE' then compiler.emit_role(p_operation, p_schema_name)
    when 'CREATE_OBJECT' then compiler.emit_table(p_operation, p_schema_name)
    when 'CREATE_FIELD' then compiler.emit_column(p_operation, p_schema_name)
    when 'CREATE_INDEX' then compiler.emit_index(p_operation, p_schema_name)
    when 'CREATE_RELATION' then compiler.emit_foreign_key(p_operation, p_schema_name)
    when 'UPDATE_OBJECT' then compiler.emit_table_change(p_operation, p_schema_name)
    when 'UPDATE_FIELD' then compiler.emit_column_change(p_operation, p_schema_name)
    when 'UPDATE_INDEX' then compiler.emit_index_change(p_operation, p_schema_name)
    when 'UPDATE_RELATION' then compiler.emit_foreign_key_change(p_operation, p_schema_name)
    when 'DELETE_OBJECT' then compiler.emit_deletion(p_operation, p_schema_name)
    when 'DELETE_FIELD' then compiler.emit_deletion(p_operation, p_schema_name)
    when 'DELETE_INDEX' then compiler.emit_deletion(p_operation, p_schema_name)
    when 'DELETE_RELATION' then compiler.emit_deletion(p_operation, p_schema_name)
  end;
  if v_result.sql is null then
    raise exception 'operation "%" gives no statement', p_operation.type
      using errcode = 'MC901', detail = p_operation::text, hint = 'This is a mistake of the compiler; please report it.';
  end if;
  return v_result;
end;
$emit_operation$;

comment on function compiler.emit_operation is 'Emit pass: the statement of one operation.';

revoke all on function compiler.emit_operation from public;
