/*
 * option_replacements: lib
 *
 * Which option values become which: a value renamed (its option's id stays), and
 * those that settings.replacements names for options that are gone.
 *
 * Expects: previous and next settings, options with ids.
 * Returns: { "<previous value>": "<next value>" or null, … }, {} when none changes.
 * Test:    test/functions/00-lib/option_replacements.tap.sql
 */
create or replace function compiler.option_replacements(p_previous jsonb, p_next jsonb)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $option_replacements$
begin
  return (
    select coalesce(jsonb_object_agg(p.value, coalesce(to_jsonb(n.value), p_next -> 'replacements' -> p.value)), '{}')
    from jsonb_to_recordset(p_previous -> 'options') p (id uuid, value text)
    left join jsonb_to_recordset(p_next -> 'options') n (id uuid, value text) on n.id = p.id
    where n.value <> p.value or (n.id is null and p_next -> 'replacements' ? p.value)
  );
end;
$option_replacements$;

comment on function compiler.option_replacements is 'Lib: which option values become which.';

revoke all on function compiler.option_replacements from public;
