/*
 * default_with_renamed_options: lib
 *
 * A default names options by their values: it follows them.
 *
 * Expects: a default that fitted the previous settings; previous and next
 *          settings, options with ids.
 * Returns: the default by the new values; null when nothing is left of it.
 * Test:    test/functions/00-lib/default_with_renamed_options.tap.sql
 */
create or replace function compiler.default_with_renamed_options(p_default jsonb, p_previous jsonb, p_next jsonb)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $default_with_renamed_options$
declare
  v_values jsonb := compiler.option_replacements(p_previous, p_next);
begin
  if jsonb_typeof(p_default) = 'array' then
    return (
      select coalesce(jsonb_agg(v.value order by v.place), '[]')
      from (
        select coalesce(v_values -> (d.value #>> '{}'), d.value) as value, min(d.place) as place
        from jsonb_array_elements(p_default) with ordinality d (value, place)
        group by 1) v
      where v.value <> 'null');
  end if;
  return nullif(coalesce(v_values -> (p_default #>> '{}'), p_default), 'null');
end;
$default_with_renamed_options$;

comment on function compiler.default_with_renamed_options is 'Lib: a default that follows the options it names.';

revoke all on function compiler.default_with_renamed_options from public;
