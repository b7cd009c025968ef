/*
 * validate_not_null: VALIDATE -> plan -> emit -> apply -> log
 *
 * A new column that may not be null and has no default has no value to give to
 * the records that exist.
 *
 * Expects: the schema, the table, and a field of it that is about to be added.
 * Returns: one fault (MC206) with the number of records, or none.
 * Test:    test/functions/10-validate/validate_not_null.tap.sql
 */
create or replace function compiler.validate_not_null(p_schema_name text, p_table_name text, p_field core."fieldMetadata")
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_not_null$
declare
  v_count bigint;
begin
  if p_field."isNullable" or coalesce(p_field."defaultValue", 'null') <> 'null' then
    return '{}';
  end if;
  v_count := compiler.count_rows(p_schema_name, p_table_name);
  if v_count = 0 then
    return '{}';
  end if;
  return array[row('MC206', format('field %s cannot be not null', compiler.shown(p_field.name)),
    format('Object "%s" has %s without a value for it.', p_table_name, compiler.counted(v_count, 'record', 'records')),
    'Give a defaultValue, or make the field nullable.')::compiler.fault];
end;
$validate_not_null$;

comment on function compiler.validate_not_null is 'Validate pass: a new field that is not null, on records that exist.';

revoke all on function compiler.validate_not_null from public;
