/*
 * settings_with_option_ids: lib
 *
 * Settings whose options all have an id. Options are told apart by it when a
 * value is renamed, so each has one from the start. What is malformed is left
 * as it is, for the validate pass to name.
 *
 * Expects: any settings.
 * Returns: the same settings; options that are objects without id have one.
 * Test:    test/functions/00-lib/settings_with_option_ids.tap.sql
 */
create or replace function compiler.settings_with_option_ids(p_settings jsonb)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $settings_with_option_ids$
begin
  if jsonb_typeof(p_settings -> 'options') is distinct from 'array' or p_settings -> 'options' = '[]' then
    return p_settings;
  end if;
  return p_settings || jsonb_build_object('options', (
    select jsonb_agg(
      case
        when jsonb_typeof(o.option) = 'object' and coalesce(o.option -> 'id', 'null') = 'null'
          then o.option || jsonb_build_object('id', gen_random_uuid())
        else o.option
      end order by o.place)
    from jsonb_array_elements(p_settings -> 'options') with ordinality o (option, place)));
end;
$settings_with_option_ids$;

comment on function compiler.settings_with_option_ids is 'Lib: settings whose options all have an id.';

revoke all on function compiler.settings_with_option_ids from public;
