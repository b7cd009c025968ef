/*
 * plan_field_deletion: validate -> PLAN -> emit -> apply -> log
 *
 * A deleted field is not dropped at once: its column is renamed after its id,
 * gives no rights and asks for no value, so that core.restore_field() finds it.
 *
 * Expects: a field as it was compiled last; its table.
 * Returns: operations in order; for the list side of a relation, at most what its
 *          junction object says of it.
 * Test:    test/functions/20-plan/plan_field_deletion.tap.sql
 */
create or replace function compiler.plan_field_deletion(
  p_field core."fieldMetadata", p_table_name text)
returns compiler.operation[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_field_deletion$
declare
  v_column compiler.operation[] := compiler.plan_field(p_field, p_table_name, false);
  v_step   compiler.operation;
  v_result compiler.operation[] := '{}';
begin
  if v_column = '{}' then
    return compiler.plan_junction_comment(p_field);
  end if;
  if p_field.type = 'RELATION' then
    v_step := v_column[1];
    v_step.type := 'DELETE_RELATION';
    v_result := v_result || v_step;
  end if;
  if v_column[2].name is not null then
    v_step := v_column[2];
    v_step.type := 'DELETE_INDEX';
    v_result := v_result || v_step;
  end if;
  v_step := v_column[1];
  v_step.type := 'DELETE_FIELD';
  v_step.action := case when v_step.is_nullable then 'HIDE' else 'HIDE_NOT_NULL' end;
  v_step.previous_name := v_step.name;
  v_step.name := compiler.id_name('deleted', p_field.id);
  return v_result || v_step;
end;
$plan_field_deletion$;

comment on function compiler.plan_field_deletion is 'Plan pass: the operations of a deleted field.';

revoke all on function compiler.plan_field_deletion from public;
