/*
 * settings_with_known_options: lib
 *
 * Options that come without id get the id that their value had before, so that
 * clients which know values only lose nothing; but not the id of an option that
 * comes with it, under another value.
 *
 * Expects: any settings; the field's settings before.
 * Returns: the same settings.
 * Test:    test/functions/00-lib/settings_with_known_options.tap.sql
 */
create or replace function compiler.settings_with_known_options(p_settings jsonb, p_previous jsonb)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $settings_with_known_options$
begin
  if jsonb_typeof(p_settings -> 'options') is distinct from 'array' or p_settings -> 'options' = '[]'
    or jsonb_typeof(p_previous -> 'options') is distinct from 'array'
  then
    return p_settings;
  end if;
  return p_settings || jsonb_build_object('options', (
    select jsonb_agg(
      case
        when jsonb_typeof(o.option) = 'object' and coalesce(o.option -> 'id', 'null') = 'null' and known.id is not null
          then o.option || jsonb_build_object('id', known.id)
        else o.option
      end order by o.place)
    from jsonb_array_elements(p_settings -> 'options') with ordinality o (option, place)
    left join lateral (
      select k -> 'id' as id
      from jsonb_array_elements(p_previous -> 'options') k
      where jsonb_typeof(o.option) = 'object' and k -> 'value' = o.option -> 'value'
        and not exists (
          select from jsonb_array_elements(p_settings -> 'options') sent where lower(sent ->> 'id') = lower(k ->> 'id'))
      limit 1) known on true));
end;
$settings_with_known_options$;

comment on function compiler.settings_with_known_options is 'Lib: options known by their value keep their id.';

revoke all on function compiler.settings_with_known_options from public;
