/*
 * plan_object_change: validate -> PLAN -> emit -> apply -> log
 *
 * A renamed object is a renamed table, whose indexes follow: its own, those of
 * its fields and those that are metadata. Constraints, policies and rights hang
 * on ids and stay.
 *
 * Expects: both states of an object that passed validation.
 * Returns: operations in order; the last one is the comment.
 * Test:    test/functions/20-plan/plan_object_change.tap.sql
 */
create or replace function compiler.plan_object_change(
  p_previous core."objectMetadata", p_next core."objectMetadata")
returns compiler.operation[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_object_change$
declare
  v_before compiler.operation[] := compiler.plan_object(p_previous, null, null);
  v_after  compiler.operation[] := compiler.plan_object(p_next, null, null);
  v_step   compiler.operation   := v_after[1];
  v_result compiler.operation[] := '{}';
begin
  v_step.type := 'UPDATE_OBJECT';
  if p_previous."nameSingular" <> p_next."nameSingular" then
    v_step.action := 'RENAME';
    v_step.previous_name := p_previous."nameSingular";
    v_result := v_result || v_step;
    for i in 2 .. cardinality(v_after) loop
      v_result := v_result || compiler.index_rename(v_before[i], v_after[i]);
    end loop;
    v_result := v_result || compiler.plan_field_index_renames(p_next.id, p_previous."nameSingular", p_next."nameSingular")
      || compiler.plan_index_renames(p_next.id, p_previous."nameSingular", p_next."nameSingular", false);
  end if;
  if p_previous."isActive" <> p_next."isActive" then
    v_result := v_result || compiler.plan_object_grants(p_next, false);
  end if;
  v_step.action := 'COMMENT';
  v_step.previous_name := null;
  return v_result || v_step;
end;
$plan_object_change$;

comment on function compiler.plan_object_change is 'Plan pass: the operations of a changed object.';

revoke all on function compiler.plan_object_change from public;
