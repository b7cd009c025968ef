/*
 * filter_parts: validate -> plan -> EMIT -> apply -> log
 *
 * The operators that a filter gives for a column, one by one: those on a CURRENCY
 * stand within its parts, amount and currency.
 *
 * Expects: the column's name; its entry of filter_columns(); an object; what the
 *          column is of: nothing, or "old." in a trigger.
 * Returns: for each operator the expression it is on, that one's entry, the
 *          operator, its value and, for messages, where it stands.
 * Test:    test/functions/30-emit/filter_parts.tap.sql
 */
create or replace function compiler.filter_parts(p_column text, p_kind jsonb, p_operators jsonb, p_row text default '')
returns table (place text, expression text, kind jsonb, operator text, value jsonb)
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $filter_parts$
begin
  return query
  select concat_ws('.', p_column, o.part),
    case o.part
      when 'amount' then format('(%s%I ->> ''amount'')::numeric', p_row, p_column)
      when 'currency' then format('(%s%I ->> ''currency'')', p_row, p_column)
      else p_row || quote_ident(p_column)
    end,
    case o.part
      when 'amount' then '{"kind": "NUMBER", "type": "numeric"}'
      when 'currency' then '{"kind": "SELECT", "type": "text"}'
      else p_kind
    end,
    o.key, o.value
  from (
    select null::text as part, e.key, e.value
    from jsonb_each(p_operators) e
    where p_kind ->> 'kind' <> 'CURRENCY' or e.key not in ('amount', 'currency') or jsonb_typeof(e.value) <> 'object'
    union all
    select e.key, i.key, i.value
    from jsonb_each(p_operators) e
    cross join lateral jsonb_each(case when jsonb_typeof(e.value) = 'object' then e.value else '{}' end) i
    where p_kind ->> 'kind' = 'CURRENCY' and e.key in ('amount', 'currency')
  ) o
  order by 1, o.key;
end;
$filter_parts$;

comment on function compiler.filter_parts is 'Emit pass: the operators that a row permission''s filter has for a column.';

revoke all on function compiler.filter_parts from public;
