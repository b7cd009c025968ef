/*
 * number_default_fault: VALIDATE -> plan -> emit -> apply -> log
 *
 * Whether a NUMBER's default is within data type, precision, scale, min and max.
 *
 * Expects: settings without fault.
 * Returns: what the default has to be, as a phrase for a hint, or null when it is that.
 * Test:    test/functions/10-validate/number_default_fault.tap.sql
 */
create or replace function compiler.number_default_fault(p_settings jsonb, p_default jsonb)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $number_default_fault$
declare
  v_number numeric;
begin
  if jsonb_typeof(p_default) <> 'number' then
    return 'a number';
  end if;
  v_number := (p_default #>> '{}')::numeric;
  return case
    when not pg_input_is_valid(v_number::text, compiler.column_type('NUMBER', p_settings))
      then format('a number that fits %s', compiler.column_type('NUMBER', p_settings))
    when p_settings ->> 'precision' is not null
      and scale(trim_scale(v_number)) > coalesce((p_settings ->> 'scale')::int, 0)
      then format('a number with at most %s decimal places', coalesce(p_settings ->> 'scale', '0'))
    when v_number < (p_settings ->> 'min')::numeric then format('at least %s', p_settings ->> 'min')
    when v_number > (p_settings ->> 'max')::numeric then format('at most %s', p_settings ->> 'max')
  end;
end;
$number_default_fault$;

comment on function compiler.number_default_fault is 'Validate pass: what a NUMBER''s default has to be, or null.';

revoke all on function compiler.number_default_fault from public;
