/*
 * check_expression: lib
 *
 * What a field's CHECK constraint says, so that the database itself refuses a
 * bad value, whoever writes it. NaN sorts above Infinity in Postgres, so that
 * "< Infinity" keeps both out.
 *
 * Expects: settings that passed validate_settings(); the column,
 *          quoted, or another expression of its type.
 * Returns: a boolean expression over that value, or null when the type says it all.
 * Test:    test/functions/00-lib/check_expression.tap.sql
 */
create or replace function compiler.check_expression(p_value text, p_type text, p_settings jsonb)
returns text
language plpgsql
immutable parallel safe
security invoker
set search_path = pg_catalog, pg_temp
as $check_expression$
begin
  -- One IF a shape: an expression with a subquery costs a query even where it is not reached.
  if p_type in ('TEXT', 'BOOLEAN', 'RELATION') then
    return null;
  elsif p_type = 'SELECT' then
    return format('%s in (%s)', p_value, (
      select string_agg(quote_literal(o.option ->> 'value'), ', ' order by o.place)
      from jsonb_array_elements(p_settings -> 'options') with ordinality o (option, place)));
  elsif p_type = 'MULTI_SELECT' then
    -- One dimension: <@ alone would let a matrix through.
    return format('%s <@ %L::varchar[] and coalesce(array_ndims(%1$s), 1) = 1', p_value, array(
      select o.option ->> 'value'
      from jsonb_array_elements(p_settings -> 'options') with ordinality o (option, place) order by o.place));
  end if;
  return case p_type
    when 'EMAIL' then format('core.is_email(%s)', p_value)
    when 'PHONE' then format('core.is_phone(%s)', p_value)
    when 'URL' then format('core.is_url(%s)', p_value)
    when 'RATING' then format('%s between 1 and %s', p_value, coalesce(p_settings ->> 'max', '5'))
    when 'CURRENCY' then format('core.is_currency_value(%s, %s, %s)', p_value,
      coalesce(p_settings ->> 'precision', 'null'), coalesce(p_settings ->> 'scale', 'null'))
    when 'DATE' then format('isfinite(%s)', p_value)
    when 'DATE_TIME' then format('isfinite(%s)', p_value)
    when 'NUMBER' then nullif(concat_ws(' and ',
      p_value || ' >= ' || (p_settings ->> 'min'),
      p_value || ' <= ' || (p_settings ->> 'max'),
      case when coalesce(p_settings ->> 'dataType', 'numeric') not in ('int', 'bigint') then
        nullif(concat_ws(' and ',
          case when p_settings ->> 'min' is null then p_value || $$ > '-Infinity'$$ end,
          case when p_settings ->> 'max' is null then p_value || $$ < 'Infinity'$$ end), '')
      end), '')
  end;
end;
$check_expression$;

comment on function compiler.check_expression is 'Lib: the expression of a field''s CHECK constraint, or null.';

revoke all on function compiler.check_expression from public;
