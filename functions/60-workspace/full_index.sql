/*
 * full_index: workspace
 *
 * An index of a blueprint with everything said that a blueprint may leave out;
 * the predicate as before_change_index() reads it.
 *
 * Expects: a valid index of a blueprint.
 * Returns: { fields, isUnique, where, indexType }.
 * Test:    test/functions/60-workspace/full_index.tap.sql
 */
create or replace function compiler.full_index(p_index jsonb)
returns jsonb
language plpgsql
immutable parallel safe
security invoker
set search_path = pg_catalog, pg_temp
as $full_index$
begin
  return jsonb_build_object(
    'fields', p_index -> 'fields',
    'isUnique', coalesce(p_index -> 'isUnique', 'false'),
    'where', case when regexp_replace(p_index ->> 'where', '["\s]', '', 'g') ~* '^deletedatisnull$'
      then 'deletedAt IS NULL' else nullif(btrim(p_index ->> 'where'), '') end,
    'indexType', upper(coalesce(p_index ->> 'indexType', 'BTREE')));
end;
$full_index$;

comment on function compiler.full_index is 'An index of a blueprint with all defaults filled in.';

revoke all on function compiler.full_index from public;
