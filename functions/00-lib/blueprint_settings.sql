/*
 * blueprint_settings: lib
 *
 * Settings as a blueprint has them: options without their ids, nothing that says
 * nothing. A blueprint means the same in every workspace, so it names no id; the
 * options of a field are matched by value.
 *
 * Expects: settings of a field that is no RELATION, valid ones.
 * Returns: an object, {} for none.
 * Test:    test/functions/00-lib/blueprint_settings.tap.sql
 */
create or replace function compiler.blueprint_settings(p_settings jsonb)
returns jsonb
language plpgsql
immutable parallel safe
security invoker
set search_path = pg_catalog, pg_temp
as $blueprint_settings$
begin
  if jsonb_typeof(p_settings) is distinct from 'object' then
    return '{}';
  elsif jsonb_typeof(p_settings -> 'options') is distinct from 'array' then
    return p_settings - 'replacements';
  end if;
  return p_settings - 'replacements' || jsonb_build_object('options', (
    select coalesce(jsonb_agg(jsonb_strip_nulls(o.option - 'id') order by o.place), '[]')
    from jsonb_array_elements(p_settings -> 'options') with ordinality o (option, place)));
end;
$blueprint_settings$;

comment on function compiler.blueprint_settings is 'Lib: settings as a blueprint has them, without ids.';

revoke all on function compiler.blueprint_settings from public;
