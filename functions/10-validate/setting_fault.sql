/*
 * setting_fault: VALIDATE -> plan -> emit -> apply -> log
 *
 * Whether one setting's value has the form that it needs. The bounds are those
 * of Postgres: varchar(10485760), numeric(1000, 1000).
 *
 * Expects: a key that the type takes.
 * Returns: what the value has to be, as a phrase for a hint, or null when it is that.
 * Test:    test/functions/10-validate/setting_fault.tap.sql
 */
create or replace function compiler.setting_fault(p_type text, p_key text, p_value jsonb)
returns text
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $setting_fault$
declare
  v_kind    text := jsonb_typeof(p_value);
  v_text    text := p_value #>> '{}';
  -- 5.0 is none: it stands in varchar(5) and numeric(10,2) as it is written.
  v_integer numeric := case when v_kind = 'number' and scale(v_text::numeric) = 0 then v_text::numeric end;
begin
  return case p_key
    when 'maxLength' then
      case when v_integer between 1 and 10485760 then null else 'give a whole number from 1 to 10485760' end
    when 'precision' then
      case when v_integer between 1 and 1000 then null else 'give a whole number from 1 to 1000' end
    when 'scale' then
      case when v_integer between 0 and 1000 then null else 'give a whole number from 0 to 1000' end
    when 'min' then
      case when v_kind = 'number' then null else 'give a number' end
    when 'max' then
      case
        when p_type = 'RATING' then
          case when v_integer between 1 and 100 then null else 'give a whole number from 1 to 100' end
        when v_kind = 'number' then null
        else 'give a number'
      end
    when 'dataType' then
      case when v_kind = 'string' and v_text in ('numeric', 'int', 'bigint', 'float') then null
        else 'give "numeric", "int", "bigint" or "float"' end
    when 'validation' then
      case when v_kind = 'string' and v_text = lower(p_type) then null else format('give "%s"', lower(p_type)) end
    when 'currencyCode' then
      case when v_kind = 'string' and core.is_currency_code(v_text) then null
        else 'give a code of ISO 4217 such as "USD"' end
    when 'amount' then  -- the guide's table of types prints {"currencyCode": "USD", "amount": "number"}
      case when v_kind = 'string' and v_text = 'number' then null else 'give "number", or leave it out' end
    when 'isInverse' then
      case when p_value = 'true' then null else 'leave it out: the compiler gives it' end
    -- The options are validate_options()'s; the rest is a RELATION's, see validate_relation_settings().
    else case when p_type = 'RELATION' and v_kind <> 'string' then 'give a string' end
  end;
end;
$setting_fault$;

comment on function compiler.setting_fault is 'Validate pass: what is wrong with the value of one setting, or null.';

revoke all on function compiler.setting_fault from public;
