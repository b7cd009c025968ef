/*
 * emit_foreign_key: validate -> plan -> EMIT -> apply -> log
 *
 * The key is not deferrable: an ALTER TABLE after a row in the same transaction
 * would fail on pending events.
 *
 * Expects: a CREATE_RELATION operation; the workspace's schema.
 * Returns: ALTER TABLE … ADD CONSTRAINT, and the comment that names both sides.
 * Test:    test/functions/30-emit/emit_foreign_key.tap.sql
 */
create or replace function compiler.emit_foreign_key(p_operation compiler.operation, p_schema_name text)
returns compiler.statement
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $emit_foreign_key$
declare
  v_result     compiler.statement;
  v_constraint text := compiler.id_name('fk', p_operation.field_id);
begin
  v_result.type := p_operation.type;
  v_result.ids := jsonb_build_object(
    'relationId', p_operation.relation_id,
    'fromObjectId', p_operation.target_object_id,
    'toObjectId', p_operation.object_id,
    'fieldId', p_operation.field_id);
  v_result.table_name := format('%I.%I', p_schema_name, p_operation.table_name);
  v_result.target_table := format('%I.%I', p_schema_name, p_operation.target_table);
  -- %s is safe here: the words of on_delete are asked for, since a user's settings named them; any other
  -- gives no statement, which emit_operation() reports.
  v_result.sql := case when p_operation.on_delete in ('set null', 'cascade', 'restrict') then format(
    'alter table %s add constraint %I foreign key (%I) references %I.%I (id) on delete %s; '
    'comment on constraint %2$I on %1$s is %7$L',
    v_result.table_name, v_constraint, p_operation.name, p_schema_name, p_operation.target_table,
    p_operation.on_delete, p_operation.comment) end;
  return v_result;
end;
$emit_foreign_key$;

comment on function compiler.emit_foreign_key is 'Emit pass: the foreign key of a relation.';

revoke all on function compiler.emit_foreign_key from public;
