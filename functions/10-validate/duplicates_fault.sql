/*
 * duplicates_fault: VALIDATE -> plan -> emit -> apply -> log
 *
 * Whether values that are to be unique are, counted and shown.
 *
 * Expects: what is to be unique, as a message names it; the table; quoted columns;
 *          whether only live records count.
 * Returns: one fault (MC209), or none.
 * Test:    test/functions/10-validate/duplicates_fault.tap.sql
 */
create or replace function compiler.duplicates_fault(
  p_subject text, p_schema_name text, p_table_name text, p_columns text[], p_live_only boolean)
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $duplicates_fault$
declare
  v_found record := compiler.find_duplicates(p_schema_name, p_table_name, p_columns, p_live_only);
begin
  if v_found.count = 0 then
    return '{}';
  end if;
  return array[row('MC209',
    format('%s cannot be unique: %s more than once', p_subject, compiler.counted(v_found.count, 'value occurs', 'values occur')),
    format('Of object "%s", among them: %s.', p_table_name, left(array_to_string(v_found.examples, ', '), 300)),
    'Change these records first.')::compiler.fault];
end;
$duplicates_fault$;

comment on function compiler.duplicates_fault is 'Validate pass: values that are to be unique and are not.';

revoke all on function compiler.duplicates_fault from public;
