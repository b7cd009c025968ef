/*
 * plan_index_renames: validate -> PLAN -> emit -> apply -> log
 *
 * The indexes that are metadata bear the names of their object and their fields.
 *
 * Expects: an object whose name, or the name of one of its fields, changes.
 * Returns: UPDATE_INDEX operations.
 * Test:    test/functions/20-plan/plan_index_renames.tap.sql
 */
create or replace function compiler.plan_index_renames(p_object core."objectMetadata")
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
    select i.* from core."indexMetadata" i
    join compiler.compiled c on c.id = i.id
    where i."objectMetadataId" = p_object.id
    order by i.ordinal
  loop
    v_before := compiler.plan_index(
      v_index, compiler.compiled_table_name(p_object.id), compiler.index_columns(v_index, true));
    v_after := compiler.plan_index(v_index, p_object."nameSingular", compiler.index_columns(v_index, false));
    if v_before.name <> v_after.name then
      v_result := v_result || compiler.index_rename(v_before, v_after);
    end if;
  end loop;
  return v_result;
end;
$plan_index_renames$;

comment on function compiler.plan_index_renames is 'Plan pass: indexes that follow the names of their object and fields.';

revoke all on function compiler.plan_index_renames from public;
