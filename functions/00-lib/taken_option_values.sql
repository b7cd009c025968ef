/*
 * taken_option_values: lib
 *
 * Values of options that are gone, which other options were renamed to: records
 * that have them would become records of the other option without a word.
 *
 * Expects: previous and next settings, options with ids.
 * Returns: the values, but those that settings.replacements names.
 * Test:    test/functions/00-lib/taken_option_values.tap.sql
 */
create or replace function compiler.taken_option_values(p_previous jsonb, p_next jsonb)
returns text[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $taken_option_values$
begin
  return array(
    select p.value
    from jsonb_to_recordset(p_previous -> 'options') p (id uuid, value text)
    join jsonb_to_recordset(p_next -> 'options') n (id uuid, value text) on n.value = p.value
    join jsonb_to_recordset(p_previous -> 'options') renamed (id uuid) on renamed.id = n.id
    where n.id <> p.id
      and not exists (select from jsonb_to_recordset(p_next -> 'options') kept (id uuid) where kept.id = p.id)
      and not coalesce(p_next -> 'replacements' ? p.value, false)
    order by p.value);
end;
$taken_option_values$;

comment on function compiler.taken_option_values is 'Lib: values of options that are gone and that other options took over.';

revoke all on function compiler.taken_option_values from public;
