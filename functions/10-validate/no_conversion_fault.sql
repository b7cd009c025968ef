/*
 * no_conversion_fault: VALIDATE -> plan -> emit -> apply -> log
 *
 * Expects: the field as a message names it; both states, whose values
 *          conversion() does not take along.
 * Returns: the fault (MC210): what is missing where something is, else that there
 *          is no way.
 * Test:    test/functions/10-validate/no_conversion_fault.tap.sql
 */
create or replace function compiler.no_conversion_fault(
  p_subject text, p_previous core."fieldMetadata", p_next core."fieldMetadata")
returns compiler.fault
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $no_conversion_fault$
declare
  v_types constant text := p_previous.type || ' to ' || p_next.type;
begin
  return row('MC210', format('%s cannot change from %s', p_subject, v_types),
    case v_types
      when 'NUMBER to CURRENCY' then 'An amount needs a currency.'
      when 'CURRENCY to NUMBER' then 'Without settings.currencyCode, its records may be in different currencies.'
      else 'There is no conversion between these types that loses nothing.' end,
    case v_types
      when 'NUMBER to CURRENCY' then 'Give settings.currencyCode too, such as {"currencyCode": "EUR"}.'
      when 'CURRENCY to NUMBER' then 'Set settings.currencyCode first; records in another currency are then counted.'
      else 'Create a field of the new type and fill it.' end)::compiler.fault;
end;
$no_conversion_fault$;

comment on function compiler.no_conversion_fault is 'Validate pass: why values cannot follow to another type.';

revoke all on function compiler.no_conversion_fault from public;
