/*
 * filter_operand: validate -> plan -> EMIT -> apply -> log
 *
 * One value that a row permission's filter compares a column with.
 *
 * Expects: an entry of filter_columns(); the value as it was given.
 * Returns: a literal of the column's type, or of the element's where that is an
 *          array; the caller's workspace member for "$currentWorkspaceMember" on
 *          an id; null when the value is not one of the type.
 * Test:    test/functions/30-emit/filter_operand.tap.sql
 */
create or replace function compiler.filter_operand(p_kind jsonb, p_value jsonb)
returns text
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $filter_operand$
declare
  v_kind text := p_kind ->> 'kind';
  -- As text: of a list of varchar, Postgres writes down something else than it reads.
  v_type text := case when p_kind ->> 'type' = 'varchar' then 'text' else replace(p_kind ->> 'type', '[]', '') end;
  v_text text := p_value #>> '{}';
begin
  if v_kind = 'ID' and v_text = '$currentWorkspaceMember' then
    return $$nullif(current_setting('app.current_workspace_member_id', true), '')::uuid$$;
  elsif jsonb_typeof(p_value) is distinct from (case v_kind when 'NUMBER' then 'number' when 'BOOLEAN' then 'boolean' else 'string' end)
    or (p_kind ? 'options' and not p_kind -> 'options' ? v_text)
    -- "today" would be frozen at this moment.
    or (v_kind = 'DATE' and v_text !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')
    -- Nor may it depend on the time zone of who changes the settings.
    or (v_kind = 'DATE_TIME' and v_text !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}.*[0-9](Z|[+-][0-9]{2}(:?[0-9]{2})?)$')
    -- Not the variable alone: of a parameter the function would remember the first type that it saw.
    or not pg_input_is_valid(v_text, v_type || '')
  then
    return null;
  end if;
  return format('%L::%s', v_text, v_type);
end;
$filter_operand$;

comment on function compiler.filter_operand is 'Emit pass: a value of a row permission''s filter, or null where it does not fit.';

revoke all on function compiler.filter_operand from public;
