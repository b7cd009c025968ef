/*
 * plan_index_renames: validate -> PLAN -> emit -> apply -> log
 *
 * The indexes that are metadata bear the names of their object and their fields.
 * They are taken as they were compiled last: what changes of them besides is
 * compiled by itself.
 *
 * Expects: the object, its previous and its next name; whether the fields have
 *          their next names too, or those that they were compiled with.
 * Returns: UPDATE_INDEX operations.
 * Test:    test/functions/20-plan/plan_index_renames.tap.sql
 */
create or replace function compiler.plan_index_renames(
  p_object_id uuid, p_previous_name text, p_next_name text, p_with_fields boolean)
returns compiler.operation[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_index_renames$
declare
  v_index  core."indexMetadata";
  v_before compiler.operation;
  v_after  compiler.operation;
  v_result compiler.operation[] := '{}';
begin
  for v_index in
    select i.*
    from compiler.compiled c
    cross join lateral jsonb_populate_record(null::core."indexMetadata", c.definition) i
    where c.object_id = p_object_id and c.kind = 'INDEX'
    order by i.ordinal
  loop
    v_before := compiler.plan_index(v_index, p_previous_name, compiler.index_columns(v_index, true));
    v_after := compiler.plan_index(v_index, p_next_name, compiler.index_columns(v_index, not p_with_fields));
    if v_before.name <> v_after.name then
      v_result := v_result || compiler.index_rename(v_before, v_after);
    end if;
  end loop;
  return v_result;
end;
$plan_index_renames$;

comment on function compiler.plan_index_renames is 'Plan pass: the indexes that are metadata follow the names of objects and fields.';

revoke all on function compiler.plan_index_renames from public;
