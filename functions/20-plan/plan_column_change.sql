/*
 * plan_column_change: validate -> PLAN -> emit -> apply -> log
 *
 * What differs between two states of a column under one name. The CHECK and the
 * DEFAULT stand in the way of a new type and of new option values: they go
 * first and come back last. Nothing that is equal is touched, so that a relabel
 * or a new description costs no scan.
 *
 * Expects: the CREATE_FIELD operations of both states, and both states.
 * Returns: UPDATE_FIELD operations in order; none when nothing differs.
 * Test:    test/functions/20-plan/plan_column_change.tap.sql
 */
create or replace function compiler.plan_column_change(
  p_before compiler.operation, p_after compiler.operation,
  p_previous core."fieldMetadata", p_next core."fieldMetadata")
returns compiler.operation[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_column_change$
declare
  v_result   compiler.operation[] := '{}';
  v_step     compiler.operation;
  v_new_type boolean := p_previous.type <> p_next.type or p_before.data_type <> p_after.data_type;
  -- A new type would leave its casts in the CHECK.
  v_check    boolean := p_before.check_expression is distinct from p_after.check_expression
    or p_before.data_type <> p_after.data_type;
  v_default  boolean := p_before.default_value is distinct from p_after.default_value;
  v_values   text    := compiler.option_values_expression(p_previous, p_next, quote_ident(p_after.name));
begin
  if v_check and p_before.check_expression is not null then
    v_result := v_result || compiler.column_action(p_after, 'DROP_CHECK');
  end if;
  if p_before.default_value is not null and (v_default or v_new_type) then
    v_result := v_result || compiler.column_action(p_after, 'DROP_DEFAULT');
  end if;
  if not p_before.is_nullable and p_after.is_nullable then
    v_result := v_result || compiler.column_action(p_after, 'DROP_NOT_NULL');
  end if;
  if v_values is not null then
    -- An UPDATE that swaps two values would meet a unique index half-way; a rewrite meets it at the end.
    v_step := compiler.column_action(p_after, case when p_next.type = 'SELECT' and (p_next."isUnique" or exists (
      select from core."indexMetadata" i
      where i."objectMetadataId" = p_next."objectMetadataId" and i."isUnique" and p_next.id::text = any (i.fields)))
      then 'SET_TYPE' else 'SET_VALUES' end);
    v_step.expression := v_values;
    v_result := v_result || v_step;
  end if;
  if v_new_type and (p_before.data_type <> p_after.data_type) then
    v_step := compiler.column_action(p_after, 'SET_TYPE');
    v_step.expression := nullif(
      (compiler.conversion(p_previous, p_next, quote_ident(p_after.name))).value, quote_ident(p_after.name));
    v_result := v_result || v_step;
  end if;
  if p_after.default_value is not null and (v_default or v_new_type) then
    v_result := v_result || compiler.column_action(p_after, 'SET_DEFAULT');
  end if;
  if p_before.is_nullable and not p_after.is_nullable then
    if p_after.default_value is not null then
      v_result := v_result || compiler.column_action(p_after, 'FILL_DEFAULT');
    end if;
    v_result := v_result || compiler.column_action(p_after, 'SET_NOT_NULL');
  end if;
  if v_check and p_after.check_expression is not null then
    v_result := v_result || compiler.column_action(p_after, 'ADD_CHECK');
  end if;
  return v_result;
end;
$plan_column_change$;

comment on function compiler.plan_column_change is 'Plan pass: what differs between two states of a column.';

revoke all on function compiler.plan_column_change from public;
