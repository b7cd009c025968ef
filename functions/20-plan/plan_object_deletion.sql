/*
 * plan_object_deletion: validate -> PLAN -> emit -> apply -> log
 *
 * A deleted object is not dropped at once: its table is renamed after its id and
 * gives no rights. Its indexes go, since their names are the object's.
 *
 * Expects: an object as it was compiled last.
 * Returns: operations in order.
 * Test:    test/functions/20-plan/plan_object_deletion.tap.sql
 */
create or replace function compiler.plan_object_deletion(p_object core."objectMetadata")
returns compiler.operation[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_object_deletion$
declare
  v_plan   compiler.operation[] := compiler.plan_object(p_object, null, null);
  v_index  core."indexMetadata";
  v_step   compiler.operation;
  v_result compiler.operation[] := '{}';
begin
  v_plan := v_plan || compiler.plan_field_index_renames(
    p_object.id, p_object."nameSingular", p_object."nameSingular");
  for v_index in
    select i.*
    from compiler.compiled c
    cross join lateral jsonb_populate_record(null::core."indexMetadata", c.definition) i
    where c.object_id = p_object.id and c.kind = 'INDEX'
    order by i.ordinal
  loop
    v_plan := v_plan || compiler.plan_index(v_index, p_object."nameSingular", compiler.index_columns(v_index, true));
  end loop;
  for i in 2 .. cardinality(v_plan) loop
    v_step := v_plan[i];
    v_step.type := 'DELETE_INDEX';
    v_result := v_result || v_step;
  end loop;
  v_step := compiler.plan_object_grants(p_object);
  v_step.type := 'DELETE_OBJECT';
  v_step.previous_name := p_object."nameSingular";
  v_step.table_name := compiler.id_name('deleted', p_object.id);
  return v_result || v_step;
end;
$plan_object_deletion$;

comment on function compiler.plan_object_deletion is 'Plan pass: the operations of a deleted object.';

revoke all on function compiler.plan_object_deletion from public;
