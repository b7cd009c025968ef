/*
 * long_values_fault: VALIDATE -> plan -> emit -> apply -> log
 *
 * A BTREE index takes rows of 2,704 bytes. Values that are longer as they are
 * stored, compressed that is, are counted; one at the very limit may still show
 * only as the index is made (apply_to_records()).
 *
 * Expects: what the index is of, as a message names it; the table; its quoted
 *          columns; whether only live records count.
 * Returns: one fault (MC211), or none.
 * Test:    test/functions/10-validate/long_values_fault.tap.sql
 */
create or replace function compiler.long_values_fault(
  p_subject text, p_schema_name text, p_table_name text, p_columns text[], p_live_only boolean)
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $long_values_fault$
declare
  -- 2,704 without the 8 bytes of the row itself.
  v_found record := compiler.find_records(p_schema_name, p_table_name, format('%s > 2696%s', (
    select string_agg(format('coalesce(pg_column_size(%s), 0)', c), ' + ') from unnest(p_columns) c),
    case when p_live_only then ' and "deletedAt" is null' else '' end));
begin
  if v_found.count = 0 then
    return '{}';
  end if;
  return array[row('MC211',
    format('%s too long for %s', compiler.counted(v_found.count, 'record has a value', 'records have a value'), p_subject),
    format('Of object "%s", among them: %s.', p_table_name, array_to_string(v_found.ids, ', ')),
    'An index takes about 2,700 bytes, compressed: shorten these values first.')::compiler.fault];
end;
$long_values_fault$;

comment on function compiler.long_values_fault is 'Validate pass: values that are too long for an index.';

revoke all on function compiler.long_values_fault from public;
