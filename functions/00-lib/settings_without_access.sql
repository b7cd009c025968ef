/*
 * settings_without_access: lib
 *
 * Expects: the settings of a field, of any form.
 * Returns: them without what they say of rights (validate_access()).
 * Test:    test/functions/00-lib/settings_without_access.tap.sql
 */
create or replace function compiler.settings_without_access(p_settings jsonb)
returns jsonb
language sql
immutable parallel safe
security invoker
return case when jsonb_typeof(p_settings) = 'object' then nullif(p_settings - '{permissions,accessLevel}'::text[], '{}') else p_settings end;

comment on function compiler.settings_without_access is 'Lib: settings without what they say of rights.';

revoke all on function compiler.settings_without_access from public;
