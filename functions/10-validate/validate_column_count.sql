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
  v_faults compiler.fault[];
begin
  select coalesce(array_agg(row('MC106',
    format('object "%s" would have too many columns', t.name),
    format('%s columns are there or were dropped, %s would come; Postgres keeps 1600.', t.there, t.coming),
    'Use fewer fields, or move some to an object of their own.')::compiler.fault), '{}')
  into v_faults
  from (
    select o."nameSingular" as name, count(*) as coming, coalesce((
        select max(a.attnum) from pg_attribute a
        where a.attrelid = to_regclass(format('%I.%I', p_schema_name, o."nameSingular"))), 5) as there
    from unnest(p_pending.fields) f
    join unnest(p_pending.objects) o on o.id = f."objectMetadataId"
    where compiler.has_column(f.type, f.settings)
    group by o.id, o."nameSingular"
  ) t
  where t.there + t.coming > 1600;
  return v_faults;
end;
$validate_column_count$;

comment on function compiler.validate_column_count is 'Validate pass: more columns than a table can have.';

revoke all on function compiler.validate_column_count from public;
