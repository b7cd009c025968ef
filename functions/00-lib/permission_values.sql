/*
 * permission_values: lib
 *
 * Expects: a row of a permission, or what a blueprint has of one.
 * Returns: what it says, without what it is on. What is null says nothing: a
 *          permission without values is as good as none.
 * Test:    test/functions/00-lib/permission_values.tap.sql
 */
create or replace function compiler.permission_values(p_permission jsonb)
returns jsonb
language sql
immutable parallel safe
security invoker
return (
  select coalesce(jsonb_object_agg(e.key, e.value), '{}')
  from jsonb_each(p_permission) e
  where e.key ~ '^can|Filter$' and e.value <> 'null');

comment on function compiler.permission_values is 'Lib: what a permission says.';

revoke all on function compiler.permission_values from public;
