/*
 * conversion: validate -> PLAN -> emit -> apply -> log
 *
 * How values of a field follow a change of its type or settings, where that is
 * lossless or well defined (docs/changes.md has the table). From type to type
 * through text, whose form is the one that JSON has: numbers without trailing
 * zeros, dates as ISO 8601 in UTC. Of a double precision the text is exact; a
 * cast to numeric would keep 15 digits.
 *
 * Expects: both states of a field; the column's quoted name.
 * Returns: value, an expression over the column (null where the column is), and
 *          fits, the condition under which it neither fails nor loses anything;
 *          both null when there is no conversion.
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
  v_from   text := p_previous.type;
  v_to     text := p_next.type;
  v_type   text := compiler.column_type(p_next.type, p_next.settings);
  v_text   text := case v_from
    when 'NUMBER' then format('trim_scale(%s::text::numeric)::text', p_column)
    when 'CURRENCY' then format($$trim_scale((%s ->> 'amount')::numeric)::text$$, p_column)
    -- Four digits of year: to_char() leaves out BC, and fails beyond what a timestamp holds.
    when 'DATE' then format(
      $$case when %1$s between '0001-01-01' and '9999-12-31' then to_char(%1$s, 'YYYY-MM-DD') end$$, p_column)
    when 'DATE_TIME' then format(
      $$case when %1$s >= '0001-01-01 00:00Z' and %1$s < '10000-01-01 00:00Z' $$
      || $$then to_char(%1$s at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end$$, p_column)
    when 'MULTI_SELECT' then format('%1$s[array_lower(%1$s, 1)]', p_column)
    else format('%s::text', p_column)
  end;
  v_length text := format('length(%s) <= %s', v_text, coalesce(p_next.settings ->> 'maxLength', '10485760'));
  v_taken  text[];
begin
  if v_from = v_to and v_to in ('SELECT', 'MULTI_SELECT') then
    value := coalesce(compiler.option_values_expression(p_previous, p_next, p_column), p_column);
    v_taken := compiler.taken_option_values(p_previous.settings, p_next.settings);
    fits := case
      when v_taken = '{}' then 'true'
      when v_to = 'SELECT' then format('%s <> all (%L)', p_column, v_taken)
      else format('not %s && %L', p_column, v_taken)
    end;
  elsif v_from = v_to and v_to <> 'NUMBER' then
    value := p_column;
    fits := case when v_to = 'TEXT' then v_length else 'true' end;
  elsif v_to = 'NUMBER' and (v_from in ('TEXT', 'SELECT', 'NUMBER', 'RATING')
    or (v_from = 'CURRENCY' and p_previous.settings ? 'currencyCode'))
  then
    value := case
      when v_from = 'NUMBER' and p_previous.settings ->> 'dataType' is distinct from 'float' then p_column
      else format('%s::%s', v_text, v_type)
    end;
    -- As JSON writes a number, and never another one: 007, -0 and 1e5 would not come back as they were.
    fits := concat_ws(' and ',
      case when v_from in ('TEXT', 'SELECT') then
        format('%s ~ %L', v_text, '^(0|-?[1-9][0-9]*)(\.[0-9]+)?$|^-0\.0*[1-9][0-9]*$') end,
      case when v_from = 'CURRENCY' then format($$%s ->> 'currency' = %L$$, p_column, p_previous.settings ->> 'currencyCode') end,
      format('case when pg_input_is_valid(%1$s, ''numeric'') and pg_input_is_valid(%1$s, %2$L) '
        'then %1$s::%3$s::text::numeric = %1$s::numeric else false end', v_text, v_type, v_type));
  elsif v_from in ('SELECT', 'TEXT') and v_to = 'MULTI_SELECT' then
    value := format('case when %1$s is not null then array[%1$s]::varchar[] end', p_column);
    fits := 'true';
  elsif v_from = 'MULTI_SELECT' and v_to in ('SELECT', 'TEXT') then
    value := v_text;
    fits := format('(cardinality(%s) = 0 or (cardinality(%1$s) = 1 and %s))', p_column,
      case when v_to = 'TEXT' then v_length else 'true' end);
  elsif v_from = 'NUMBER' and v_to = 'CURRENCY' and p_next.settings ? 'currencyCode' then
    value := format($$case when %1$s is not null then jsonb_build_object('amount', %1$s, 'currency', %2$L::text) end$$,
      p_column, p_next.settings ->> 'currencyCode');
    fits := 'true';
  elsif v_to = 'DATE' and v_from = 'DATE_TIME' then
    value := format($$(%s at time zone 'UTC')::date$$, p_column);
    fits := format($$%1$s at time zone 'UTC' = date_trunc('day', %1$s at time zone 'UTC')$$, p_column);
  elsif v_to = 'DATE_TIME' and v_from = 'DATE' then
    value := format($$%s::timestamp at time zone 'UTC'$$, p_column);
    fits := format($$%s <= '294276-12-31'$$, p_column);
  elsif compiler.converts_as_text(v_from, v_to) then
    value := case v_type when 'varchar' then v_text else format('%s::%s', v_text, v_type) end;
    fits := case v_to
      when 'TEXT' then v_length
      when 'RATING' then format($$%s ~ '^[1-9][0-9]{0,8}$'$$, v_text)
      when 'BOOLEAN' then format($$%s in ('true', 'false')$$, v_text)
      when 'DATE' then format($$%1$s ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and pg_input_is_valid(%1$s, 'date')$$, v_text)
      -- No leap second and no seventh decimal place: Postgres would give another instant.
      when 'DATE_TIME' then format($$%1$s ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)$' $$
        || $$and pg_input_is_valid(%1$s, 'timestamptz')$$, v_text)
      else format('%s is not null', v_text)
    end;
  end if;
end;
$conversion$;

comment on function compiler.conversion is 'Plan pass: how values of a field follow a change of its type or settings.';

revoke all on function compiler.conversion from public;
