/*
 * filter_expression: validate -> plan -> EMIT -> apply -> log
 *
 * The filter of a row permission as SQL, for a policy. Everything in it is of a
 * closed set: columns that the object has, operators of filter_operators(),
 * literals. No subquery, no function of a table: a distributed database refuses
 * them, and a policy that reads other tables would be an oracle.
 *
 * Expects: a filter without fault (validate_filter()), or null for none; filter_columns();
 *          what the columns are of: nothing, or "old." in a trigger.
 * Returns: a boolean expression, true for none. As everywhere in SQL a comparison with null is
 *          not true, nor is its negation: what is not known to fit is not shown.
 * Test:    test/functions/30-emit/filter_expression.tap.sql
 */
create or replace function compiler.filter_expression(p_filter jsonb, p_columns jsonb, p_row text default '')
returns text
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $filter_expression$
begin
  if p_filter is null or p_filter = 'null' then
    return 'true';
  end if;
  return (
    select string_agg(case
        when e.key = 'not' then format('not (%s)', compiler.filter_expression(e.value, p_columns, p_row))
        when e.key in ('and', 'or') then (
          select format('(%s)', string_agg(compiler.filter_expression(i.value, p_columns, p_row), format(' %s ', e.key) order by i.place))
          from jsonb_array_elements(e.value) with ordinality i (value, place))
        else (
          select string_agg(compiler.filter_condition(o.expression, o.kind, o.operator, o.value), ' and ' order by o.place, o.operator)
          from compiler.filter_parts(e.key, p_columns -> e.key, e.value, p_row) o)
      end, ' and ' order by e.key)
    from jsonb_each(p_filter) e
  );
end;
$filter_expression$;

comment on function compiler.filter_expression is 'Emit pass: the filter of a row permission, as a policy''s expression.';

revoke all on function compiler.filter_expression from public;
