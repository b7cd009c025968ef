/*
 * default_expression: lib
 *
 * The SQL of a field's DEFAULT. "now" and "today" become functions: as literals
 * Postgres would freeze them at the moment of the ALTER TABLE.
 *
 * Expects: a default that passed validate_default().
 * Returns: an expression, or null for none.
 * Test:    test/functions/00-lib/default_expression.tap.sql
 */
create or replace function compiler.default_expression(p_type text, p_default jsonb)
returns text
language sql
stable parallel safe
security invoker
return case
  when p_default is null or p_default = 'null' then null
  when p_type = 'DATE_TIME' and p_default = '"now"' then 'now()'
  when p_type = 'DATE' and p_default = '"today"' then 'current_date'
  when p_type = 'MULTI_SELECT' then
    quote_literal(array(select jsonb_array_elements_text(p_default))::text) || '::varchar[]'
  when p_type = 'CURRENCY' then quote_literal(p_default::text) || '::jsonb'
  when p_type in ('NUMBER', 'RATING', 'BOOLEAN') then p_default #>> '{}'
  else quote_literal(p_default #>> '{}')
end;

comment on function compiler.default_expression is 'Lib: the DEFAULT expression of a field, or null.';

revoke all on function compiler.default_expression from public;
