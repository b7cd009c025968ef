/*
 * column_type: lib
 *
 * The Postgres type of a field's column (the guide's table of field types).
 *
 * Expects: settings that passed validate_settings().
 * Returns: a type from our closed list, null for an unknown field type.
 * Test:    test/functions/00-lib/column_type.tap.sql
 */
create or replace function compiler.column_type(p_type text, p_settings jsonb)
returns text
language sql
immutable parallel safe
security invoker
return case p_type
  when 'TEXT' then 'varchar' || coalesce('(' || (p_settings ->> 'maxLength') || ')', '')
  when 'NUMBER' then case coalesce(p_settings ->> 'dataType', 'numeric')
    when 'int' then 'integer'
    when 'bigint' then 'bigint'
    when 'float' then 'double precision'
    else 'numeric' || coalesce(
      '(' || (p_settings ->> 'precision') || ',' || coalesce(p_settings ->> 'scale', '0') || ')', '')
  end
  when 'BOOLEAN' then 'boolean'
  when 'DATE' then 'date'
  when 'DATE_TIME' then 'timestamptz'
  when 'SELECT' then 'varchar'
  when 'MULTI_SELECT' then 'varchar[]'
  when 'RELATION' then 'uuid'
  when 'EMAIL' then 'varchar'
  when 'PHONE' then 'varchar'
  when 'URL' then 'varchar'
  when 'RATING' then 'integer'
  when 'CURRENCY' then 'jsonb'
end;

comment on function compiler.column_type is 'Lib: the Postgres type of a field''s column.';

revoke all on function compiler.column_type from public;
