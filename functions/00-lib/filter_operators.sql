/*
 * filter_operators: lib
 *
 * The operators that a filter has for a kind of column: those of the API.
 *
 * Expects: a kind of filter_columns().
 * Returns: a JSON array of names; empty for CURRENCY, whose parts are filtered.
 * Test:    test/functions/00-lib/filter_operators.tap.sql
 */
create or replace function compiler.filter_operators(p_kind text)
returns jsonb
language sql
immutable parallel safe
security invoker
return case p_kind
  when 'TEXT' then '["eq", "neq", "gt", "gte", "lt", "lte", "in", "is", "like", "ilike", "startsWith", "endsWith"]'::jsonb
  when 'BOOLEAN' then '["eq", "is"]'
  when 'SELECT' then '["eq", "neq", "in", "is"]'
  when 'MULTI_SELECT' then '["containsAny", "containsAll", "is", "isEmptyArray"]'
  when 'CURRENCY' then '["is"]'
  else '["eq", "neq", "gt", "gte", "lt", "lte", "in", "is"]'
end;

comment on function compiler.filter_operators is 'Lib: the operators of a filter, by kind of column.';

revoke all on function compiler.filter_operators from public;
