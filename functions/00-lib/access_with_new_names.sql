/*
 * access_with_new_names: lib
 *
 * What the settings of a field say of rights names roles: it follows them.
 *
 * Expects: the settings of a field; the new names of roles, { <name>: <new, or null
 *          for one that is gone> }.
 * Returns: the settings by the new names. Of a role that is gone, the rights are;
 *          an accessLevel that was its becomes nobody's.
 * Test:    test/functions/00-lib/access_with_new_names.tap.sql
 */
create or replace function compiler.access_with_new_names(p_settings jsonb, p_names jsonb)
returns jsonb
language sql
immutable parallel safe
security invoker
return case
  when p_settings ? 'permissions' then p_settings || jsonb_build_object('permissions', (
    select coalesce(jsonb_object_agg(coalesce(p_names ->> e.key, e.key), e.value)
      filter (where p_names -> e.key is distinct from 'null'), '{}')
    from jsonb_each(p_settings -> 'permissions') e))
  when p_names -> (p_settings ->> 'accessLevel') = 'null' then p_settings - 'accessLevel' || '{"permissions": {}}'
  when p_names ? (p_settings ->> 'accessLevel') then
    p_settings || jsonb_build_object('accessLevel', p_names -> (p_settings ->> 'accessLevel'))
  else p_settings
end;

comment on function compiler.access_with_new_names is 'Lib: what a field''s settings say of rights, by the roles'' new names.';

revoke all on function compiler.access_with_new_names from public;
