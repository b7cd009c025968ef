/*
 * short_field: workspace
 *
 * What a blueprint has to say of a field: the reverse of full_field().
 *
 * Expects: a field in full form; the standard field in full form, or null; its
 *          object, names and labels filled in.
 * Returns: its name, its type unless it is a standard field, and what differs
 *          from what full_field() would fill in. Settings are one value: some of
 *          a standard field's that differ bring all of them.
 * Test:    test/functions/60-workspace/short_field.tap.sql
 */
create or replace function compiler.short_field(p_field jsonb, p_standard jsonb, p_object jsonb)
returns jsonb
language plpgsql
immutable parallel safe
security invoker
set search_path = pg_catalog, pg_temp
as $short_field$
declare
  v_bare     jsonb := jsonb_build_object('name', p_field -> 'name', 'type', p_field -> 'type', 'settings', '{}'::jsonb);
  v_default  jsonb;
  v_settings jsonb := p_field -> 'settings';
  v_inverse  jsonb;
begin
  if p_field ->> 'type' = 'RELATION' then
    -- The name of the inverse field first: its label follows from it.
    v_bare := v_bare || jsonb_build_object('settings', jsonb_build_object(
      'relationType', v_settings -> 'relationType', 'relationTargetObject', v_settings -> 'relationTargetObject'));
    v_default := compiler.full_field(v_bare, null, p_object);
    if v_settings -> 'relationTargetFieldName' <> v_default -> 'settings' -> 'relationTargetFieldName' then
      v_bare := jsonb_set(v_bare, '{settings,relationTargetFieldName}', v_settings -> 'relationTargetFieldName');
    end if;
    v_settings := (v_bare -> 'settings')
      || compiler.changed_keys(v_settings, compiler.full_field(v_bare, null, p_object) -> 'settings');
  end if;

  v_default := coalesce(p_standard, compiler.full_field(v_bare, null, p_object));
  v_inverse := compiler.changed_keys(coalesce(p_field -> 'inverse', '{}'), v_default -> 'inverse');
  return jsonb_build_object('name', p_field -> 'name')
    || case when p_standard is null then jsonb_build_object('type', p_field -> 'type') else '{}' end
    || compiler.changed_keys(p_field - '{settings,inverse,isStandard,replacements}'::text[], v_default)
    || case
         when v_settings = '{}' and p_standard is null then '{}'
         when p_field -> 'settings' is not distinct from p_standard -> 'settings' then '{}'
         else jsonb_build_object('settings', v_settings)
       end
    || case v_inverse when '{}' then '{}' else jsonb_build_object('inverse', v_inverse) end;
end;
$short_field$;

comment on function compiler.short_field is 'A field of a blueprint without what goes without saying.';

revoke all on function compiler.short_field from public;
