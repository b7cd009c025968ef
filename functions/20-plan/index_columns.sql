/*
 * index_columns: validate -> PLAN -> emit -> apply -> log
 *
 * The columns of an index that is metadata.
 *
 * Expects: a row; whether the fields are taken as they were compiled last, or as
 *          they are now.
 * Returns: column names, in order; null for a field that is not there or has none.
 * Test:    test/functions/20-plan/index_columns.tap.sql
 */
create or replace function compiler.index_columns(p_index core."indexMetadata", p_as_compiled boolean)
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $index_columns$
begin
  return array(
    select case
      when not pg_input_is_valid(e.field, 'uuid') then e.field
      when compiler.has_column((f.row).type, (f.row).settings)
        then (f.row).name || case when (f.row).type = 'RELATION' then 'Id' else '' end
    end
    from unnest(p_index.fields) with ordinality e (field, place)
    left join lateral (
      select m as row from core."fieldMetadata" m
      where not p_as_compiled and m.id::text = e.field and m."objectMetadataId" = p_index."objectMetadataId"
      union all
      select jsonb_populate_record(null::core."fieldMetadata", c.definition) from compiler.compiled c
      where p_as_compiled and c.id::text = e.field and c.object_id = p_index."objectMetadataId" and c.kind = 'FIELD'
    ) f on true
    order by e.place);
end;
$index_columns$;

comment on function compiler.index_columns is 'Plan pass: the columns of an index that is metadata.';

revoke all on function compiler.index_columns from public;
