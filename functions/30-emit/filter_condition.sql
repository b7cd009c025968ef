/*
 * filter_condition: validate -> plan -> EMIT -> apply -> log
 *
 * One operator of a row permission's filter as SQL: the operators of the API's
 * filter argument, and nothing else. The value is a literal of the column's type,
 * or the caller's own workspace member.
 *
 * Expects: the column, quoted; an entry of filter_columns(); operator and value
 *          as they were given.
 * Returns: a boolean expression, or null when the kind has no such operator or
 *          the operator does not take the value.
 * Test:    test/functions/30-emit/filter_condition.tap.sql
 */
create or replace function compiler.filter_condition(p_column text, p_kind jsonb, p_operator text, p_value jsonb)
returns text
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $filter_condition$
declare
  v_kind  text := p_kind ->> 'kind';
  v_text  text := p_value #>> '{}';
  v_items text[];
  v_sign  text := '{"eq": "=", "neq": "<>", "gt": ">", "gte": ">=", "lt": "<", "lte": "<=", "like": "like", "ilike": "ilike",
    "containsAny": "&&", "containsAll": "@>"}'::jsonb ->> p_operator;
begin
  if not compiler.filter_operators(v_kind) ? p_operator then
    return null;
  elsif p_operator = 'is' then
    return case v_text when 'NULL' then p_column || ' is null' when 'NOT_NULL' then p_column || ' is not null' end;
  elsif p_operator = 'isEmptyArray' then
    return case when jsonb_typeof(p_value) = 'boolean' then
      format('cardinality(%s) %s 0', p_column, case when p_value::boolean then '=' else '>' end) end;
  elsif p_operator in ('like', 'ilike') and regexp_replace(v_text, '\\.', '', 'g') ~ '\\$' then
    return null;  -- escapes nothing: each query of the role would fail
  elsif p_operator in ('startsWith', 'endsWith') then
    v_text := regexp_replace(v_text, '[\\%_]', '\\\&', 'g');
    return case when jsonb_typeof(p_value) = 'string' then
      format('%s like %L', p_column, case p_operator when 'startsWith' then v_text || '%' else '%' || v_text end) end;
  elsif p_operator in ('in', 'containsAny', 'containsAll') then
    if jsonb_typeof(p_value) <> 'array' or p_value = '[]' then
      return null;
    end if;
    v_items := array(select compiler.filter_operand(p_kind, v) from jsonb_array_elements(p_value) v);
    return case
      when array_position(v_items, null) is not null then null
      -- Not IN, of which Postgres writes down something else than it reads.
      when p_operator = 'in' then format('%s = any (array[%s])', p_column, array_to_string(v_items, ', '))
      else format('%s %s array[%s]', p_column, v_sign, array_to_string(v_items, ', '))
    end;
  end if;
  return p_column || ' ' || v_sign || ' ' || compiler.filter_operand(p_kind, p_value);
end;
$filter_condition$;

comment on function compiler.filter_condition is 'Emit pass: one operator of a row permission''s filter, or null where it is not valid.';

revoke all on function compiler.filter_condition from public;
