/*
 * conversion: validate -> PLAN -> emit -> apply -> log
 *
 * How values of one field type become values of another, where that is lossless
 * or well defined (docs/changes.md has the table). Through text, whose form is
 * the one that JSON has: numbers without trailing zeros, dates as ISO 8601 in UTC.
 *
 * Expects: both states of a field; the column's quoted name.
 * Returns: value, an expression over the column, and fits, the condition under
 *          which it neither fails nor loses anything; both null when there is no
 *          conversion.
 * Test:    test/functions/20-plan/conversion.tap.sql
 */
create or replace function compiler.conversion(
  p_previous core."fieldMetadata", p_next core."fieldMetadata", p_column text,
  out value text, out fits text)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $conversion$
declare
  v_from text := p_previous.type;
  v_to   text := p_next.type;
  v_type text := compiler.column_type(p_next.type, p_next.settings);
  v_text text := case v_from
    when 'NUMBER' then format('trim_scale(%s::numeric)::text', p_column)
    when 'DATE' then format($$to_char(%s, 'YYYY-MM-DD')$$, p_column)
    when 'DATE_TIME' then format($$to_char(%s at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')$$, p_column)
    else format('%s::text', p_column)
  end;
begin
  if v_from = v_to then
    value := p_column;
    -- The new type's limits, tried on the text; a number is not to be rounded.
    fits := format('pg_input_is_valid(%s, %L)', v_text, v_type)
      || case when v_to = 'NUMBER' then
           format(' and case when pg_input_is_valid(%1$s, %2$L) then %1$s::%3$s::numeric = %1$s::numeric end',
             v_text, v_type, v_type)
         when v_to = 'TEXT' then format(' and length(%s) <= coalesce(%L::int, 10485760)', p_column, p_next.settings ->> 'maxLength')
         else '' end;
  elsif v_from in ('SELECT', 'TEXT') and v_to = 'MULTI_SELECT' then
    value := format('array[%s]::varchar[]', p_column);
    fits := 'true';
  elsif v_from = 'MULTI_SELECT' and v_to in ('SELECT', 'TEXT') then
    value := format('%s[1]', p_column);
    fits := format('cardinality(%s) <= 1', p_column);
  elsif v_from = 'NUMBER' and v_to = 'CURRENCY' and p_next.settings ->> 'currencyCode' is not null then
    value := format($$jsonb_build_object('amount', %s, 'currency', %L::text)$$, p_column, p_next.settings ->> 'currencyCode');
    fits := 'true';
  elsif v_from = 'CURRENCY' and v_to = 'NUMBER' and p_previous.settings ->> 'currencyCode' is not null then
    value := format($$(%s ->> 'amount')::numeric$$, p_column);
    fits := format($$%s ->> 'currency' = %L$$, p_column, p_previous.settings ->> 'currencyCode');
  elsif v_to = 'DATE' and v_from = 'DATE_TIME' then
    value := format($$(%s at time zone 'UTC')::date$$, p_column);
    fits := format($$%1$s at time zone 'UTC' = date_trunc('day', %1$s at time zone 'UTC')$$, p_column);
  elsif v_to = 'DATE_TIME' and v_from = 'DATE' then
    value := format($$%s::timestamp at time zone 'UTC'$$, p_column);
    fits := 'true';
  elsif compiler.converts_as_text(v_from, v_to) then
    value := case v_type when 'varchar' then v_text else format('%s::%s', v_text, v_type) end;
    fits := format('pg_input_is_valid(%s, %L)', v_text, v_type) || case v_to
      when 'TEXT' then format(' and length(%s) <= coalesce(%L::int, 10485760)', v_text, p_next.settings ->> 'maxLength')
      when 'NUMBER' then format($$ and %1$s ~ '^-?[0-9]+(\.[0-9]+)?$'
        and case when pg_input_is_valid(%1$s, %2$L) then %1$s::%3$s::numeric = %1$s::numeric end$$, v_text, v_type, v_type)
      when 'RATING' then format($$ and %s ~ '^[0-9]+$'$$, v_text)
      when 'BOOLEAN' then format($$ and %s in ('true', 'false')$$, v_text)
      when 'DATE' then format($$ and %s ~ '^\d{4}-\d{2}-\d{2}$'$$, v_text)
      when 'DATE_TIME' then format($$ and %s ~ '^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(Z|[+-]\d{2}(:?\d{2})?)$'$$, v_text)
      else '' end;
  end if;
end;
$conversion$;

comment on function compiler.conversion is 'Plan pass: how values of a field follow a change of its type or settings.';

revoke all on function compiler.conversion from public;
