/*
 * option_values_expression: validate -> PLAN -> emit -> apply -> log
 *
 * How records follow when option values are renamed or replaced: in arrays too,
 * each value once, in the order they had; NULL stays NULL, and so does an array
 * that has none of them.
 *
 * Expects: both states of a field; the column's quoted name.
 * Returns: the new value as an expression over the column, or null when no value
 *          of a record changes.
 * Test:    test/functions/20-plan/option_values_expression.tap.sql
 */
create or replace function compiler.option_values_expression(
  p_previous core."fieldMetadata", p_next core."fieldMetadata", p_column text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $option_values_expression$
declare
  v_values jsonb;
begin
  if p_previous.type <> p_next.type or p_next.type not in ('SELECT', 'MULTI_SELECT') then
    return null;
  end if;
  v_values := compiler.option_replacements(p_previous.settings, p_next.settings);
  if v_values = '{}' then
    return null;
  elsif p_next.type = 'SELECT' then
    return format('case when %1$L::jsonb ? %2$s then %1$L::jsonb ->> %2$s else %2$s end', v_values, p_column);
  end if;
  return format(
    'case when %2$s && %3$L then array('
    'select v.value from ('
    'select case when %1$L::jsonb ? u.value then %1$L::jsonb ->> u.value else u.value end as value, min(u.place) as place '
    'from unnest(%2$s) with ordinality u (value, place) group by 1) v '
    'where v.value is not null order by v.place) else %2$s end', v_values, p_column, array(select jsonb_object_keys(v_values)));
end;
$option_values_expression$;

comment on function compiler.option_values_expression is 'Plan pass: how records follow renamed and replaced option values.';

revoke all on function compiler.option_values_expression from public;
