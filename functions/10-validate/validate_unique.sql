/*
 * validate_unique: VALIDATE -> plan -> emit -> apply -> log
 *
 * A new unique field with a default would give one value to all records that
 * exist.
 *
 * Expects: the schema, the table, and a field of it that is about to be added.
 * Returns: one fault (MC205) with the number of records, or none.
 * Test:    test/functions/10-validate/validate_unique.tap.sql
 */
create or replace function compiler.validate_unique(p_schema_name text, p_table_name text, p_field core."fieldMetadata")
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_unique$
declare
  v_count bigint;
begin
  if not p_field."isUnique" or coalesce(p_field."defaultValue", 'null') = 'null' then
    return '{}';
  end if;
  v_count := compiler.count_rows(p_schema_name, p_table_name);
  if v_count < 2 then
    return '{}';
  end if;
  return array[row('MC205', format('field %s cannot be unique', compiler.shown(p_field.name)),
    format('Object "%s" has %s records, which would all have its default.', p_table_name, v_count),
    'Leave defaultValue or isUnique out.')::compiler.fault];
end;
$validate_unique$;

comment on function compiler.validate_unique is 'Validate pass: a new unique field with a default, on records that exist.';

revoke all on function compiler.validate_unique from public;
