/*
 * validate_index_name: VALIDATE -> plan -> emit -> apply -> log
 *
 * An index that a field brings along may be there by the same name, and then it
 * is the same index.
 *
 * Expects: the schema; a CREATE_INDEX operation; the operations before it.
 * Returns: one fault (MC603), or none.
 * Test:    test/functions/10-validate/validate_index_name.tap.sql
 */
create or replace function compiler.validate_index_name(
  p_schema_name text, p_index compiler.operation, p_before compiler.operation[])
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_index_name$
begin
  if to_regclass(format('%I.%I', p_schema_name, p_index.name)) is null
    or exists (select from unnest(p_before) b where b.type = 'DELETE_INDEX' and b.name = p_index.name)
  then
    return '{}';
  end if;
  return array[row('MC603', format('object "%s" has such an index', p_index.table_name),
    format('It is "%s".', p_index.name), 'Leave this one out.')::compiler.fault];
end;
$validate_index_name$;

comment on function compiler.validate_index_name is 'Validate pass: an index that a field brought along.';

revoke all on function compiler.validate_index_name from public;
