/*
 * plan_field_change: validate -> PLAN -> emit -> apply -> log
 *
 * Total by construction: what a field is in the database is what plan_field()
 * says of it, before and after; every difference gives an operation. First the
 * names (of the object, the field), then, under the new names, everything else.
 *
 * Expects: both states of a field that passed validate_field_change(), both
 *          names of its table.
 * Returns: operations in order; the last one is the comment, so that every change
 *          leaves a trace in the log.
 * Test:    test/functions/20-plan/plan_field_change.tap.sql
 */
create or replace function compiler.plan_field_change(
  p_previous core."fieldMetadata", p_next core."fieldMetadata", p_previous_table text, p_next_table text)
returns compiler.operation[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_field_change$
declare
  v_renamed core."fieldMetadata" := p_previous;
  v_before  compiler.operation[];
  v_between compiler.operation[];
  v_after   compiler.operation[] := compiler.plan_field(p_next, p_next_table, false);
  v_result  compiler.operation[] := '{}';
  v_column  compiler.operation;
  v_stays   boolean;
  v_same    boolean;  -- but for its name
begin
  if compiler.is_relabelled(p_previous, p_next) then
    return array[compiler.column_action(v_after[1], 'COMMENT')];
  end if;
  v_before := compiler.plan_field(p_previous, p_previous_table, false);
  if v_before = '{}' then
    return '{}';  -- the list side of a relation has no column; plan_relation_change() has its comment
  end if;
  v_same := compiler.is_same_column(p_previous, p_next);
  v_renamed.name := p_next.name;
  v_between := case when v_same then v_after else compiler.plan_field(v_renamed, p_next_table, false) end;

  if v_before[1].name <> v_between[1].name then
    v_column := compiler.column_action(v_between[1], 'RENAME');
    v_column.previous_name := v_before[1].name;
    v_result := v_result || v_column;
  end if;
  -- An index follows, or goes before its column changes and comes after.
  v_stays := coalesce(compiler.same_index(v_between[2], v_after[2]), false);
  if v_before[2].name <> v_between[2].name and v_stays then
    v_result := v_result || compiler.index_rename(v_before[2], v_between[2]);
  elsif v_before[2].name is not null and not v_stays then
    v_column := v_before[2];
    v_column.type := 'DELETE_INDEX';
    v_result := v_result || v_column;
  end if;
  if not v_same then
    v_result := v_result || compiler.plan_column_change(v_between[1], v_after[1], p_previous, p_next);
  end if;
  if v_after[2].name is not null and not v_stays then
    v_result := v_result || v_after[2];
  end if;
  return v_result || compiler.column_action(v_after[1], 'COMMENT');
end;
$plan_field_change$;

comment on function compiler.plan_field_change is 'Plan pass: the operations of a changed field.';

revoke all on function compiler.plan_field_change from public;
