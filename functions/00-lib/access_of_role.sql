/*
 * access_of_role: lib
 *
 * Expects: the settings of a field, valid; the name of a role that is not ADMIN.
 * Returns: what they say of that role's rights, in the form of permission_values();
 *          null where they leave rights to the permissions.
 * Test:    test/functions/00-lib/access_of_role.tap.sql
 */
create or replace function compiler.access_of_role(p_settings jsonb, p_role text)
returns jsonb
language sql
immutable parallel safe
security invoker
return case
  when p_settings ? 'permissions' then jsonb_build_object(
    'canReadFieldValue', coalesce(p_settings -> 'permissions' -> p_role ? 'READ', false),
    'canUpdateFieldValue', coalesce(p_settings -> 'permissions' -> p_role ? 'WRITE', false))
  when p_settings ? 'accessLevel' then jsonb_build_object(
    'canReadFieldValue', p_settings ->> 'accessLevel' = p_role,
    'canUpdateFieldValue', p_settings ->> 'accessLevel' = p_role)
end;

comment on function compiler.access_of_role is 'Lib: the rights that a field''s settings give a role.';

revoke all on function compiler.access_of_role from public;
