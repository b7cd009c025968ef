/*
 * plan_field_restoration: validate -> PLAN -> emit -> apply -> log
 *
 * A deleted field's column gets its name back, its index, its foreign key. What
 * the records lost meanwhile is told apart from what they never had: an id that
 * leads nowhere any more becomes null, as it would have.
 *
 * Expects: the field's row, written again; its table; whether its column is
 *          renamed (it is not, when it went with its object).
 * Returns: operations in order.
 * Test:    test/functions/20-plan/plan_field_restoration.tap.sql
 */
create or replace function compiler.plan_field_restoration(
  p_field core."fieldMetadata", p_table_name text, p_is_hidden boolean)
returns compiler.operation[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_field_restoration$
declare
  v_plan     compiler.operation[] := compiler.plan_field(p_field, p_table_name, false);
  v_step     compiler.operation;
  v_relation core."relationMetadata";
  v_result   compiler.operation[] := '{}';
begin
  if v_plan = '{}' then
    return compiler.plan_junction_comment(p_field);
  end if;
  if p_is_hidden then
    v_step := compiler.column_action(v_plan[1], 'RENAME');
    v_step.previous_name := compiler.id_name('deleted', p_field.id);
    v_result := v_result || v_step;
  end if;
  if p_field.type = 'RELATION' then
    select r.* into strict v_relation from core."relationMetadata" r where r."toFieldMetadataId" = p_field.id;
    v_step := compiler.column_action(v_plan[1], 'CLEAR_DANGLING');
    v_step.target_table := (compiler.plan_relation(v_relation)).target_table;
    if p_is_hidden then
      v_result := v_result || v_step || compiler.plan_relation(v_relation);
    end if;
  end if;
  if p_is_hidden and not v_plan[1].is_nullable then
    if v_plan[1].default_value is not null then
      v_result := v_result || compiler.column_action(v_plan[1], 'FILL_DEFAULT');
    end if;
    v_result := v_result || compiler.column_action(v_plan[1], 'SET_NOT_NULL');
  end if;
  if v_plan[2].name is not null then
    v_result := v_result || v_plan[2];
  end if;
  return v_result || compiler.column_action(v_plan[1], 'COMMENT');
end;
$plan_field_restoration$;

comment on function compiler.plan_field_restoration is 'Plan pass: the operations that bring a deleted field back.';

revoke all on function compiler.plan_field_restoration from public;
