/*
 * blueprint_index: workspace
 *
 * Expects: a row of core."indexMetadata".
 * Returns: the index in the full form of full_index(): columns by name.
 * Test:    test/functions/60-workspace/blueprint_index.tap.sql
 */
create or replace function compiler.blueprint_index(p_index core."indexMetadata")
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $blueprint_index$
begin
  return compiler.full_index(jsonb_build_object(
    'fields', compiler.index_columns(p_index, false), 'isUnique', p_index."isUnique",
    'where', p_index."where", 'indexType', p_index."indexType"));
end;
$blueprint_index$;

comment on function compiler.blueprint_index is 'An index as a blueprint has it, with nothing left out.';

revoke all on function compiler.blueprint_index from public;
