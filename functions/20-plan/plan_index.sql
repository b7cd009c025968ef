/*
 * plan_index: validate -> PLAN -> emit -> apply -> log
 *
 * An index that is metadata, by the guide's name: IDX_<object>_<columns>.
 *
 * Expects: a valid row, its object's name, its columns' names.
 * Returns: one CREATE_INDEX.
 * Test:    test/functions/20-plan/plan_index.tap.sql
 */
create or replace function compiler.plan_index(p_index core."indexMetadata", p_object_name text, p_columns text[])
returns compiler.operation
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_index$
declare
  v_result compiler.operation;
begin
  v_result.type := 'CREATE_INDEX';
  v_result.index_id := p_index.id;
  v_result.object_id := p_index."objectMetadataId";
  v_result.table_name := p_object_name;
  v_result.name := compiler.index_name(p_object_name, array_to_string(p_columns, '_')
    || case when p_index."indexType" = 'GIN' then '_gin' else '' end
    || case when p_index."isUnique" then '_unique' else '' end
    -- Two indexes on the same columns are told apart by what they cover.
    || case when p_index."where" is null then '_all' else '' end);
  v_result.columns := array(select quote_ident(c.name) from unnest(p_columns) with ordinality c (name, place) order by c.place);
  v_result.data_type := lower(p_index."indexType");
  v_result.is_unique := p_index."isUnique";
  v_result.check_expression := p_index."where";
  return v_result;
end;
$plan_index$;

comment on function compiler.plan_index is 'Plan pass: the operation of an index that is metadata.';

revoke all on function compiler.plan_index from public;
