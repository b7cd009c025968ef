/*
 * unfit_condition: VALIDATE -> plan -> emit -> apply -> log
 *
 * The records whose value a changed field would not take, after the conversion
 * of a new type or the replacement of option values.
 *
 * Expects: both states of a field; the column's quoted name.
 * Returns: a condition over the column, or null when every value fits.
 * Test:    test/functions/10-validate/unfit_condition.tap.sql
 */
create or replace function compiler.unfit_condition(
  p_previous core."fieldMetadata", p_next core."fieldMetadata", p_column text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $unfit_condition$
declare
  v_conversion record := compiler.conversion(p_previous, p_next, p_column);
  v_check      text;
begin
  if p_previous.type = p_next.type
    and compiler.column_type(p_previous.type, p_previous.settings) = compiler.column_type(p_next.type, p_next.settings)
    and compiler.check_expression('x', p_previous.type, p_previous.settings)
      is not distinct from compiler.check_expression('x', p_next.type, p_next.settings)
    and compiler.taken_option_values(p_previous.settings, p_next.settings) = '{}'
  then
    return null;
  end if;
  v_check := compiler.check_expression(
    format('(%s)::%s', v_conversion.value, compiler.column_type(p_next.type, p_next.settings)), p_next.type, p_next.settings);
  return format('%s is not null and not coalesce(case when %s then %s else false end, false)',
    p_column, v_conversion.fits, case when v_check is null then 'true' else format('coalesce(%s, true)', v_check) end);
end;
$unfit_condition$;

comment on function compiler.unfit_condition is 'Validate pass: the condition of values that a changed field would not take.';

revoke all on function compiler.unfit_condition from public;
