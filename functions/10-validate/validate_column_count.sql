/*
 * validate_column_count: VALIDATE -> plan -> emit -> apply -> log
 *
 * Postgres keeps 1,600 columns a table, and counts those that were dropped.
 *
 * Expects: the schema; what read_pending() read, inverse fields included.
 * Returns: every fault (MC106), one a table. Empty when there is none.
 * Test:    test/functions/10-validate/validate_column_count.tap.sql
 */
create or replace function compiler.validate_column_count(p_schema_name text, p_pending compiler.pending)
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_column_count$
declare
  v_object core."objectMetadata";
  v_field  core."fieldMetadata";
  v_coming integer;
  v_there  integer;
  v_faults compiler.fault[] := '{}';
begin
  foreach v_object in array p_pending.objects loop
    v_coming := 0;
    foreach v_field in array p_pending.fields loop
      if v_field."objectMetadataId" = v_object.id and compiler.has_column(v_field.type, v_field.settings) then
        v_coming := v_coming + 1;
      end if;
    end loop;
    select c.relnatts into v_there
    from pg_class c where c.oid = to_regclass(format('%I.%I', p_schema_name, v_object."nameSingular"));
    v_there := coalesce(v_there, 5);  -- a new table has the system's columns
    if v_there + v_coming > 1600 then
      v_faults := v_faults || row('MC106',
        format('object "%s" would have too many columns', v_object."nameSingular"),
        format('%s columns are there or were dropped, %s would come; Postgres keeps 1600.', v_there, v_coming),
        'Use fewer fields, or move some to an object of their own.')::compiler.fault;
    end if;
  end loop;
  return v_faults;
end;
$validate_column_count$;

comment on function compiler.validate_column_count is 'Validate pass: more columns than a table can have.';

revoke all on function compiler.validate_column_count from public;
