/*
 * emit_column: validate -> plan -> EMIT -> apply -> log
 *
 * Expects: a CREATE_FIELD operation; the workspace's schema.
 * Returns: ALTER TABLE … ADD COLUMN with its CHECK; clause and constraint_clause
 *          are its parts: on a table that exists every constraint is an ALTER of
 *          its own (schema-based sharding), in a new one it stands in line.
 * Test:    test/functions/30-emit/emit_column.tap.sql
 */
create or replace function compiler.emit_column(p_operation compiler.operation, p_schema_name text)
returns compiler.statement
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $emit_column$
declare
  v_result compiler.statement;
begin
  v_result.type := p_operation.type;
  v_result.ids := jsonb_build_object('objectId', p_operation.object_id, 'fieldId', p_operation.field_id);
  v_result.table_name := format('%I.%I', p_schema_name, p_operation.table_name);
  -- %s is safe here: type, default and check come from the functions of 00-lib.
  v_result.clause := format('%I %s', p_operation.name, p_operation.data_type)
    || coalesce(' default ' || p_operation.default_value, '')
    || case when p_operation.is_nullable then '' else ' not null' end;
  if p_operation.check_expression is not null then
    v_result.constraint_clause := format('constraint %I check (%s)',
      compiler.id_name('check', p_operation.field_id), p_operation.check_expression);
  end if;
  v_result.remainder := format('comment on column %s.%I is %L',
    v_result.table_name, p_operation.name, p_operation.comment);
  v_result.sql := format('alter table %s add column %s; %s',
    v_result.table_name, concat_ws(' ', v_result.clause, v_result.constraint_clause), v_result.remainder);
  return v_result;
end;
$emit_column$;

comment on function compiler.emit_column is 'Emit pass: ADD COLUMN of a field.';

revoke all on function compiler.emit_column from public;
