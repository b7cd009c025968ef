/*
 * is_currency_value: lib
 *
 * Whether a value is a CURRENCY: {"amount": <number>, "currency": <ISO 4217 code>}
 * and nothing else, the amount within precision and scale; without scale, the
 * precision counts all digits. Trailing zeros of the amount do not count. CASE,
 * because AND may be evaluated in any order and the casts need what is asked
 * before them.
 *
 * Expects: any jsonb; precision and scale of the field's settings, null for none.
 * Returns: true or false; null when the value is null (a CHECK passes on it).
 * Test:    test/functions/00-lib/is_currency_value.tap.sql
 */
create or replace function core.is_currency_value(p_value jsonb, p_precision integer, p_scale integer)
returns boolean
language sql
immutable parallel safe
security invoker
return case
  when p_value is null then null
  when jsonb_typeof(p_value) <> 'object' then false
  when not p_value ?& array['amount', 'currency'] then false
  when p_value - array['amount', 'currency'] <> '{}' then false
  when jsonb_typeof(p_value -> 'amount') <> 'number' then false
  when jsonb_typeof(p_value -> 'currency') <> 'string' then false
  when not core.is_currency_code(p_value ->> 'currency') then false
  else (p_scale is null or scale(trim_scale((p_value ->> 'amount')::numeric)) <= p_scale)
    and (p_precision is null
      or abs((p_value ->> 'amount')::numeric)
        < power(10::numeric, p_precision - coalesce(p_scale, scale(trim_scale((p_value ->> 'amount')::numeric)))))
end;

comment on function core.is_currency_value is
  'Whether a value is {"amount", "currency"} within precision and scale. Used by CHECK constraints of workspace tables.';

-- Constraints run as whoever writes the row, so everyone may call it.
grant execute on function core.is_currency_value to public;
