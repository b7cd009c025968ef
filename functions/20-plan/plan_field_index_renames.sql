/*
 * plan_field_index_renames: validate -> PLAN -> emit -> apply -> log
 *
 * The indexes that an object's fields brought along bear the object's name.
 *
 * Expects: the object, its previous and its next name. The fields are taken as
 *          they were compiled last: what changes of them besides is planned after.
 * Returns: UPDATE_INDEX operations.
 * Test:    test/functions/20-plan/plan_field_index_renames.tap.sql
 */
create or replace function compiler.plan_field_index_renames(
  p_object_id uuid, p_previous_name text, p_next_name text)
returns compiler.operation[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_field_index_renames$
declare
  v_field  core."fieldMetadata";
  v_before compiler.operation[];
  v_after  compiler.operation[];
  v_result compiler.operation[] := '{}';
begin
  for v_field in
    select f.*
    from compiler.compiled c
    cross join lateral jsonb_populate_record(null::core."fieldMetadata", c.definition) f
    where c.object_id = p_object_id and c.kind = 'FIELD'
    order by f.ordinal
  loop
    v_before := compiler.plan_field(v_field, p_previous_name, false);
    v_after := compiler.plan_field(v_field, p_next_name, false);
    if v_before[2].name is not null then
      v_result := v_result || compiler.index_rename(v_before[2], v_after[2]);
    end if;
  end loop;
  return v_result;
end;
$plan_field_index_renames$;

comment on function compiler.plan_field_index_renames is 'Plan pass: the indexes of fields that follow their object''s name.';

revoke all on function compiler.plan_field_index_renames from public;
