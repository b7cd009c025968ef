/*
 * filter_columns: validate -> PLAN -> emit -> apply -> log
 *
 * The columns that a row permission's filter may name, by the names that the API
 * shows: system columns, fields that are active and have a column, and the id of
 * a relation. The kind decides which operators there are (filter_condition()).
 *
 * Expects: an object.
 * Returns: { <column>: { "kind", "type": <Postgres type>, "options": [<value>] of SELECT and MULTI_SELECT } }.
 * Test:    test/functions/20-plan/filter_columns.tap.sql
 */
create or replace function compiler.filter_columns(p_object_id uuid)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $filter_columns$
begin
  return '{
      "id": {"kind": "ID", "type": "uuid"},
      "createdAt": {"kind": "DATE_TIME", "type": "timestamptz"},
      "updatedAt": {"kind": "DATE_TIME", "type": "timestamptz"},
      "deletedAt": {"kind": "DATE_TIME", "type": "timestamptz"},
      "position": {"kind": "NUMBER", "type": "double precision"}
    }'::jsonb
    || coalesce((
      select jsonb_object_agg(
        f.name || case when f.type = 'RELATION' then 'Id' else '' end,
        jsonb_strip_nulls(jsonb_build_object(
          'kind', case
            when f.type = 'RELATION' then 'ID'
            when f.type in ('EMAIL', 'PHONE', 'URL') then 'TEXT'
            when f.type = 'RATING' then 'NUMBER'
            else f.type
          end,
          -- Without its length or precision: an operand may have more of both than a value.
          'type', regexp_replace(compiler.column_type(f.type, f.settings), '\(.*\)', ''),
          'options', (select jsonb_agg(o -> 'value') from jsonb_array_elements(f.settings -> 'options') o))))
      from core."fieldMetadata" f
      where f."objectMetadataId" = p_object_id and f."isActive" and compiler.has_column(f.type, f.settings)
    ), '{}');
end;
$filter_columns$;

comment on function compiler.filter_columns is 'Plan pass: the columns that the filter of a row permission may name.';

revoke all on function compiler.filter_columns from public;
